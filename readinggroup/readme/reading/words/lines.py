"""One line of a document: its label, its parts, its words as Markdown again."""

import re
from dataclasses import replace

from readinggroup.readme.reading.text.tree import plain
from readinggroup.readme.reading.words import columns

LABEL = re.compile(r"\s*(?P<label>[^:：=\n]{1,60}?)\s*(?:[:：]|=>|->|→)(?=\s|$|[^/\d])")
# “Ada presented. Slides: …”
SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?]\s+[^\W\d]")
DASHED = re.compile(r"\s*(?P<label>[^\n–—:-]{1,30}?)\s+[-–—]+\s+")
ENDS = " \t\n:：–—-|,;·•→>=*_~\u2015"
ESCAPE = re.compile(r"([\\`*_\[\]<>~|])")
BRACKETS = re.compile(r"\(\s*[,;:|–—-]*\s*\)|\[\s*[,;:|–—-]*\s*\]|【\s*】|（\s*）|\"\s*\"|“\s*”")
# Not the arrows both ways, as in “Looms ⇄ rods”: these stand for a word.
ORNAMENT = re.compile(
    r"[\U0001F000-\U0001FAFF\u2190-\u2193\u2195-\u21c3\u21c5\u21c7-\u21d3\u21d5-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d]+|(?<!\w):[a-z_]{3,30}:(?!\w)|\[\^[\w-]{1,20}\]"
)


def label(pieces):
    """(words of the label, its role, the pieces after it); ("", "", pieces) where the line has none."""
    if not pieces or pieces[0].is_break:
        return "", "", pieces
    first = pieces[0]
    if first.url:
        return "", "", pieces
    # "**Presenter** Alice": bold words make a label by themselves.
    bold = 0
    while bold < len(pieces) and pieces[bold].bold and not pieces[bold].url and not pieces[bold].is_break:
        bold += 1
    if bold:
        words = plain(pieces[:bold])
        if (
            len(words) <= 60
            and (role := columns.role(words.rstrip(": ：")))
            and (words.endswith((":", "：")) or (columns.is_only(words) and role != "number"))
            and (role != "title" or ":" in words)
        ):
            rest = pieces[bold:]
            if rest and not rest[0].url:
                rest = [copy(rest[0], rest[0].text.lstrip(" :：–—-")), *rest[1:]]
            return words.rstrip(": ："), role, [piece for piece in rest if piece.text or piece.url]
    text = ""
    for piece in pieces:
        if piece.url or piece.is_break:
            break
        text += piece.text
    match = LABEL.match(text)
    match = match if match and not SENTENCE.search(match["label"]) and is_closed(match["label"]) else None
    # “Resources (roughly in order):” leads over to a list.
    if match and match["label"].endswith(")") and not text[match.end() :].strip() and len(pieces) == 1:
        words = match["label"].partition("(")[0].strip(" *_-•")
        if columns.is_only(words):
            return words, columns.role(words), []
    if not match or not (columns.role(match["label"]) and columns.is_label(match["label"])):
        match = DASHED.match(text)
    if match and len(match["label"].split()) <= 6 and columns.is_label(match["label"]):
        words = match["label"].strip(" *_-•")
        if role := columns.role(words):
            return words, role, cut(pieces, [(0, match.end())])
    return "", "", pieces


def is_closed(words):
    """“Looms（担当” is the beginning of what stands in brackets."""
    return words.count("（") <= words.count("）")


def copy(piece, text):
    return replace(piece, text=text)


def cut(pieces, spans):
    """The pieces without these spans of their words. A link that loses all its words stays, without any."""
    found, at = [], 0
    for piece in pieces:
        end = at + len(piece.text)
        text, begin = "", at
        for start, stop in sorted(spans):
            start, stop = max(start, at), min(stop, end)
            if start < stop:
                text += piece.text[begin - at : max(start, begin) - at]
                begin = max(begin, stop)
        text += piece.text[begin - at :]
        if text or piece.url:
            found.append(copy(piece, text))
        at = end
    return found


def flat(pieces):
    """The words of the pieces as cut() counts them."""
    return "".join(piece.text for piece in pieces)


def clean(text):
    """A title without what only set it apart: dashes, colons, empty brackets and ornament at its ends."""
    text = " ".join(ORNAMENT.sub(" ", text).split())
    before = None
    while before != text:
        before = text
        text = BRACKETS.sub(" ", text).strip(ENDS).strip()
        for opening, closing in ("()", "[]", "“”", "（）", "【】", "「」", '""', "‘’", "''", "**", "{}"):
            if text.startswith(opening) and text.endswith(closing) and len(text) > 1:
                inside = text[1:-1]
                if opening not in inside and closing not in inside:
                    text = inside
            elif text.startswith(closing) and opening != closing:
                text = text[1:]
            elif text.endswith(opening) and opening != closing:
                text = text[:-1]
            elif opening == closing == '"' and text.count('"') == 1:
                text = text.strip('"')
            elif opening != closing and text.endswith(closing) and opening not in text:
                text = text[:-1]
            elif opening != closing and text.startswith(opening) and closing not in text:
                text = text[1:]
    if text.endswith(".") and not text.endswith("..") and not re.search(r"\b\w\.$|\b(?:etc|al|Jr|Inc|cont)\.$", text):
        text = text[:-1]
    return " ".join(text.split())


def escaped(url):
    """An address without the signs that end one in Markdown."""
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def markdown(pieces):
    """The pieces as Markdown, with addresses in full."""
    out = ""
    for piece in pieces:
        words = piece.text if piece.code else ESCAPE.sub(r"\\\1", piece.text)
        if piece.is_break:
            out += "  \n" if piece.hard else "\n"
        elif piece.url:
            address = escaped(piece.url)
            out += (
                f"<{address}>"
                if piece.text == piece.url and ":" in address
                else f"[{words.strip() or 'link'}]({address})"
            )
        elif piece.image or not piece.text.strip():
            out += "" if piece.image else piece.text
        else:
            sign = "~~" if piece.struck else "**" if piece.bold else "`" if piece.code and "`" not in piece.text else ""
            lead, rest = piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text.rstrip()
            inner = words.strip()
            tail = piece.text[len(rest) :]
            out += f"{lead}{sign}{inner}{sign}{tail}" if sign else words
    return out.strip()
