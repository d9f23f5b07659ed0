"""A work without a link, told by who wrote it: “**Looms** by Ada Lovelace et al.; speaker: Bo Loom”."""

import re

from readinggroup.readme.found import Work
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, lines, people

# Behind it, who presents.
BEHIND = re.compile(
    r"\s*(?:[;|\n]|\((?=presented\b[^()]+\)\W*$)|\s[-–—]\s|,(?=\s*(?:speaker|present)))\s*(?=[^;|\n]*$)", re.IGNORECASE
)
# “(Lovelace et al., 1843)”
CITED = re.compile(r"\s*\((?P<authors>[^()]{4,150},?\s(?:19|20)\d\d)\)")
BY = re.compile(r"\s*,?\s*(?:by|von|par|por|di)\s+(?P<authors>[^\W\d_].{2,150})", re.IGNORECASE)


def read(draft, pieces):
    """Adds the work of a line, and who presents it; False where it tells of none. “Looms by Ada Lovelace” is a talk
    where nobody else presents."""
    text = lines.flat(pieces).strip()
    if tree.links(pieces) or len(text) > 800:
        return False
    behind = BEHIND.search(text)
    said = text[: behind.start()] if behind else text
    presenting = [tree.Piece(text[behind.end() :].strip(" .)"), line=pieces[0].line)] if behind else []
    names = presenters(presenting)
    if presenting and not names:
        return False
    title = bold(pieces)
    rest = said[len(title) :]
    found = BY.fullmatch(rest) or CITED.fullmatch(rest) if title else citations.BY.match(said)
    who = found["authors"].strip(" .") if found else ""
    if not who or not citations.is_authors(who) or not (names or citations.ET_AL.search(who)):
        return False
    draft.session.people.extend(people.persons(names, line=draft.session.line))
    draft.session.title = lines.clean(title or found["title"])
    year = citations.YEAR.search(who)
    note = year[0].strip("()") if year else ""
    work = Work(draft.session.title, "", "paper", citations.names(who), note=note, line=draft.session.line)
    draft.session.readings.append(work)
    return True


def bold(pieces):
    """The bold words at the head of a line, or nothing."""
    found = ""
    for piece in pieces:
        if piece.text.strip() and not piece.bold:
            break
        found += piece.text
    return found.strip()


def presenters(pieces):
    """The names of “speaker: Ada Lovelace”, or of a name in full."""
    if pieces and (by := people.BY.match(pieces[0].text)):
        return people.split(pieces[0].text[by.end() :])
    _, role, rest = lines.label(pieces)
    text = tree.plain(rest if role == "people" else pieces)
    names = people.split(text) if people.is_person(text) else []
    return names if role == "people" or all(map(people.is_alone, names)) else []
