"""Footnotes: the addresses that a mark such as “[^1]” stands for, put where the mark is."""

import re

NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]{1,40})\]:[ \t]*(?P<said>[^\n]+)$", re.MULTILINE)
MARK = re.compile(r"(?<=\S)\[\^(?P<name>[^\]\s]{1,40})\](?!:)")
ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:]")


def placed(text):
    """The text with a link at each mark whose footnote has addresses, and without these footnotes; no line is added
    or taken. A footnote that several marks share, or none, stays where it is."""
    if "[^" not in text:
        return text
    notes = {found["name"]: addresses(found["said"]) for found in NOTE.finditer(text)}
    marks = [found["name"] for found in MARK.finditer(text)]
    moved = {name: urls for name, urls in notes.items() if urls and marks.count(name) == 1}
    text = MARK.sub(lambda mark: links(moved[mark["name"]]) if mark["name"] in moved else mark[0], text)
    return NOTE.sub(lambda note: "" if note["name"] in moved else note[0], text)


def addresses(said):
    return list(dict.fromkeys(ADDRESS.findall(said)))


def links(urls):
    return "".join(f" [link]({url})" for url in urls)
