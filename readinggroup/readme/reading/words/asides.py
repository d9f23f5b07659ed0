"""Sentences that only mention an address, and lines that are nothing but labelled links."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, lines, works

SENTENCE = re.compile(r"\b(?:see|we|you|please|here|our|this|siehe|voir|véase)\b.*", re.IGNORECASE)
COMPANY = re.compile(
    r"\((?:[^()\ufffd]{0,20},\s*)?(?:joint(?:ly)?\s+|together\s+)?with\s+\ufffd(?:\s*(?:,|&|and)\s*\ufffd)*\)",
    re.IGNORECASE,
)
INVITES = re.compile(r"\W*(?:propose|suggest|nominate|submit|volunteer|sign[\s-]?up)\b", re.IGNORECASE)
FORM = re.compile(r"docs\.google\.com/forms/|forms\.gle/|forms\.office\.com/|typeform\.com/", re.IGNORECASE)
# In place of a paper: “ask Ada”.
REQUEST = re.compile(r"\W*(?:please\s+)?(?:ask|contact|e-?mail|write to|ping)\s+\S+(?:\s+\S+){0,3}\W*$", re.IGNORECASE)

# “May Sponsors”, “Sponsored by:”, over their pictures.
SPONSORS = re.compile(r"\W*(?:[^\W\d_]+\s+)?sponsor(?:s|ed by)?\b\W*", re.IGNORECASE)


def is_of_sponsors(pieces):
    """Whether a paragraph names those who pay, whose pages are nothing that a session made or reads."""
    return bool(SPONSORS.fullmatch(tree.plain([piece for piece in pieces if not piece.url])))


def is_invitation(pieces):
    """“[Propose a topic](a form)”: of all meetings, and of none that stands above."""
    return any(INVITES.match(piece.text) and FORM.search(piece.url) for piece in tree.links(pieces))


def only_labels(pieces):
    """Whether some links follow, and all of them only say what they are."""
    found = tree.links(pieces)
    outside = "".join(piece.text for piece in pieces if not piece.url)
    return bool(found) and all(works.is_label(piece)[1] for piece in found) and not re.search(r"\w{2}", outside)


def is_aside(pieces):
    """A sentence that only mentions an address: “The room changes, see here.”"""
    found = tree.links(pieces)
    outside = tree.plain([piece for piece in pieces if not piece.url])
    if len(outside.split()) < 5 or any(kinds.by_address(piece.url) in ("paper", "video", "slides") for piece in found):
        return False
    sentence = bool(SENTENCE.search(outside))
    return all(works.is_label(piece)[0] in ("link", "other", "") or sentence for piece in found)


def is_company(pieces):
    """“(with [Ada Lovelace](her page))”: who else was there, and nothing to read."""
    found = tree.links(pieces)
    outside = "".join("\ufffd" if piece.url else piece.text for piece in pieces).strip()
    return bool(COMPANY.fullmatch(outside)) and all(kinds.by_address(piece.url) in ("", "other") for piece in found)


def is_prose(part):
    """A sentence or more, in which links are mentioned and not listed."""
    outside = tree.plain([piece for piece in part if not piece.url])
    return len(outside) > 140 and not lines.label(part)[1] and not is_entry(part, outside)


def is_entry(part, outside):
    """Whether a line is a work with its links, and what is said of it: all links lead, or a citation is before them."""
    found = tree.links(part)
    if not found:
        return False
    last = max(at for at, piece in enumerate(part) if piece.url)
    before = tree.plain([piece for piece in part[:last] if not piece.url])
    if kinds.by_address(found[0].url) == "paper" and not works.is_label(found[0])[1] and len(before) <= 20:
        return part[0].url == found[0].url
    is_cited = citations.LEAD.match(outside[:400]) or citations.FULL.match(outside[:800])
    return bool(is_cited) and all(works.is_label(piece)[1] for piece in found)
