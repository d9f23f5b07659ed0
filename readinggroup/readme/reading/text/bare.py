"""Addresses that stand in the text as they are, and links of Markdown that its own rules do not take for one."""

import re

BARE = re.compile(
    r"(?<![\w/@])(?:https?://|www\.(?=\w))[^\s<>\"“”`|\\^{}\[\]\ufffd，。；、）】」]{2,2000}", re.IGNORECASE
)
LITERAL = re.compile(r"\[([^\[\]\n]{1,300})\]\(\s*([^()\s\[\]][^()\[\]\n]{0,500})\)")


def find(text):
    """(start, end, words, address) of each, in order."""
    spots = [
        (found.start(), found.end(), found[1], found[2])
        for found in LITERAL.finditer(text)
        if re.search(r"[/.]\S", found[2])
    ]
    taken = [(start, end) for start, end, _, _ in spots]
    for found in BARE.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        url = trimmed(found[0])
        if len(url) > len("https://x."):
            spots.append((found.start(), found.start() + len(url), url, url))
    return sorted(spots)


def is_one(text):
    """Whether a text is one address and nothing else."""
    return text.startswith("http") and [(start, end) for start, end, _, _ in find(text)] == [(0, len(text))]


def trimmed(url):
    """A bare address without the punctuation of the sentence that it stands in, nor what follows its brackets."""
    depth = 0
    for at, sign in enumerate(url if ")" in url else ""):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            url = url[:at]
            break
    while url and (url[-1] in ".,;:!?*_~'’" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url
