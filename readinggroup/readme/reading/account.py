"""The last look: no address that opens nothing, and every link of the document in some place or in a remark."""

import re

from readinggroup.readme.found import Link, Remark
from readinggroup.readme.reading import about
from readinggroup.readme.reading.text import addresses
from readinggroup.readme.reading.words import lines

OPENS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
RELATIVE = (
    "This address is relative: it leads somewhere only from the place the document comes from. "
    "Give that place (--base-url)."
)


def links(top):
    """Every link of the document, in order."""
    found = [Link(piece.text, piece.url, piece.line) for section in top.walk() for piece in of_section(section)]
    return sorted(found, key=lambda link: link.line)


def of_section(section):
    if section.heading:
        yield from (piece for piece in section.heading.pieces if piece.url)
    yield from (piece for piece, _ in about.pieces_of(section.blocks))


def usable(found):
    """Takes relative and other addresses that nobody could open out of the items, with a remark for each."""
    for session in found.sessions:
        for work in session.readings:
            work.url = checked(found, work.url, work.line or session.line)
            work.also = [link for link in work.also if checked(found, link.url, link.line or session.line)]
        session.materials = [m for m in session.materials if checked(found, m.url, m.line or session.line)]
        for person in session.people:
            person.url = checked(found, person.url, person.line or session.line)
        session.join_url = checked(found, session.join_url, session.line)
    for entry in found.papers:
        entry.work.url = checked(found, entry.work.url, entry.work.line)
        entry.work.also = [link for link in entry.work.also if checked(found, link.url, link.line)]


def checked(found, url, line):
    if not url or OPENS.match(url):
        return url
    text = RELATIVE if addresses.is_relative(url) else "This is not an address of the web (https://…)."
    found.remarks.append(Remark(line, text, url))
    return ""


def complete(found):
    """A remark for each link that has found no place."""
    texts = [found.group.introduction] + [session.recap for session in found.sessions]
    texts += [work.note for session in found.sessions for work in session.readings]
    placed = {found.group.join_url, found.group.playlist_url, found.group.source_url}
    placed |= {remark.url for remark in found.remarks}
    for session in found.sessions:
        placed |= {work.url for work in session.readings} | {
            link.url for work in session.readings for link in work.also
        }
        placed |= (
            {material.url for material in session.materials}
            | {person.url for person in session.people}
            | {session.join_url}
        )
    for entry in found.papers:
        placed |= {entry.work.url} | {link.url for link in entry.work.also}
    # As lines.markdown() writes them.
    written = set()
    for text in texts:
        written.update(re.findall(r"\]\(([^()\s]+)\)|<([^<>\s]+)>", text))
    flat = {part for pair in written for part in pair if part}
    for link in found.links:
        if link.url in placed or lines.escaped(link.url) in flat:
            continue
        placed.add(link.url)
        words = f"“{link.text[:80]}”" if link.text and link.text != link.url else "An address"
        found.remarks.append(
            Remark(link.line, f"{words} is a link of no session and no part of the introduction.", link.url)
        )
