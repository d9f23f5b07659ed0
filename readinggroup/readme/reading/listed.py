"""Lists of papers that are not sessions: to cover one day, suggested, or covered in any order."""

import re

from readinggroup.readme.found import Link, Listed, Work
from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.tables import grids
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import asides, citations, lines, nothing, works

# "[2020](…), [2019](…)"
NUMBER = re.compile(r"\W*[’']?\d{1,4}\W*")
# Of headings that are not over a group's own papers otherwise.
OURS = re.compile(r"\W*(?:our )?(?:readings?|books?|materials?)\W*", re.IGNORECASE)
DROPPED = ("won’t read", "won't read", "dropped", "rejected", "will not read", "not reading")


def read(section, blocks):
    """(entries of the lists of papers of a section, the blocks that are none)."""
    listed, left = [], []
    wanted = section is not None and evidence.is_candidates(section)
    if (
        section is not None
        and not wanted
        and evidence.is_other(section)
        and not OURS.fullmatch(evidence.words(section))
    ):
        return [], blocks
    for block in blocks:
        found = []
        if isinstance(block, tree.Bullets):
            found = bullets(block, wanted)
        elif isinstance(block, tree.Table):
            found = table(block)
        elif isinstance(block, tree.Text) and not block.is_code and (wanted or is_alone(block.pieces)):
            found = [of_line(block.pieces)] if is_title(block.pieces) else []
        if found:
            listed.extend(found)
        else:
            left.append(block)
    return listed, left


def is_title(pieces):
    """Whether a paragraph is a link with a title, and little else."""
    outside = tree.plain([piece for piece in pieces if not piece.url])
    found = tree.links(pieces)
    return len(found) == 1 and not is_mentioned(pieces) and len(outside) < max(20, len(found[0].text))


def is_alone(pieces):
    """Whether a paragraph is nothing but a link to a paper, in the words of its title."""
    words = [piece for piece in pieces if piece.text.strip()]
    return (
        len(words) == 1
        and bool(words[0].url)
        and sites.is_paper(words[0].url)
        and not works.is_label(words[0])[1]
        and len(words[0].text.split()) > 2
    )


def is_mentioned(pieces):
    """Whether a line is no entry: a sentence about some address, or the years of a series to choose from."""
    found = tree.links(pieces)
    if len(found) > 1 and sum(bool(NUMBER.fullmatch(piece.text.strip())) for piece in found) * 2 > len(found):
        return True
    if not found or lines.label(pieces)[1] or any(map(is_titled, found)):
        return False
    outside = tree.plain([piece for piece in pieces if not piece.url])
    return bool(asides.SENTENCE.search(outside)) and asides.is_aside(pieces)


def is_titled(piece):
    """Whether the words of a link can be a title: they begin as one does, and are no label."""
    return piece.text[:1].isupper() and not works.is_label(piece)[1]


def bullets(block, wanted):
    entries = [entry for item in block.items for entry in entries_of(item, wanted)]
    papers = sum(
        entry.work.kind == "paper" and bool(entry.work.url) and kinds.by_address(entry.work.url) == "paper"
        for entry in entries
    )
    ticked = sum(item.ticked is not None for item in block.items)
    if wanted:
        return entries
    return entries if papers >= max(1, len(entries) * 0.5) or (ticked and papers) else []


def entries_of(item, wanted):
    if not item.blocks or not isinstance(item.blocks[0], tree.Text):
        return []
    pieces = item.blocks[0].pieces
    if is_mentioned(pieces):
        return []
    entry = of_line(pieces, item.ticked)
    below = []
    for block in item.blocks[1:]:
        if isinstance(block, tree.Bullets):
            inner = [one for inside in block.items for one in entries_of(inside, wanted)]
            below.extend(inner)
    papers = [one for one in below if one.work.kind == "paper" and one.work.url]
    if entry and not entry.work.url and papers:  # a topic with its papers below
        return papers
    if entry and below:
        for one in below:
            for link in ([Link(one.work.title, one.work.url, one.work.line)] if one.work.url else []) + one.work.also:
                entry.work.also.append(link)
    return [entry] if entry else []


def of_line(pieces, ticked=None):
    line = works.read(pieces)
    words = [piece for piece in pieces if piece.text.strip()]
    struck = ticked is True or (
        bool(words) and sum(len(p.text) for p in words if p.struck) * 2 > sum(len(p.text) for p in words)
    )
    if line.works:
        first = line.works[0]
        title = lines.clean(first.title)
        if not first.is_linked:
            title, authors, venue, note = citations.split(title)
        else:
            authors, venue, note = (
                citations.tail(lines.clean(first.tail)) if first.tail.strip(" .,;:()-–") else ([], "", "")
            )
            before = lines.clean(line.before)
            if before and citations.is_authors(before) and not authors:
                authors = citations.names(before)
            elif before:
                note = f"{before} {note}".strip()
        url = first.link.url if first.link else ""
        beside = [piece for _, piece in first.beside]
        if not url and beside:
            url = beside.pop(0).url
        kind = kinds.by_address(url) if url else "paper"
        work = Work(title, url, "paper" if kind in ("paper", "") else kind, authors, venue, note[:300], line=first.line)
        rest = [piece for one in line.works[1:] for piece in [one.link, *(p for _, p in one.beside)] if piece]
        work.also = [
            Link(piece.text, piece.url, piece.line)
            for piece in [*beside, *rest, *(p for _, p in line.loose)]
            if piece.url != url
        ]
    else:
        text = lines.clean(line.before)
        loose = [piece for _, piece in line.loose]
        if (not text and not loose) or (nothing.is_empty(text) and not loose):
            return None
        title, authors, venue, note = citations.split(text)
        url = loose.pop(0).url if loose else ""
        work = Work(title or url, url, "paper", authors, venue, note, line=pieces[0].line)
        work.also = [Link(piece.text, piece.url, piece.line) for piece in loose]
    reason = next((work.note for word in DROPPED if word in work.note.casefold()), "")
    return Listed(work, struck, reason)


def table(block):
    """The papers of a table that is no schedule."""
    grid = grids.made(block)
    if not grid:
        return []
    roles = list(grid.roles)
    if not set(roles) & {"reading", "title"}:
        return []
    at = roles.index("reading") if "reading" in roles else roles.index("title")
    found = []
    for row, cells in grid.rows:
        entry = of_line(cells[at]) if cells[at] else None
        if not entry:
            continue
        entry.work.line = row.line
        for other, cell in enumerate(cells):
            if other == at:
                continue
            if roles[other] == "authors" and not entry.work.authors:
                entry.work.authors = citations.names(tree.plain(cell))
            if roles[other] == "venue" and not entry.work.venue:
                entry.work.venue = tree.plain(cell)[:100]
            for piece in tree.links(cell):
                if not entry.work.url:
                    entry.work.url = piece.url
                elif piece.url != entry.work.url:
                    entry.work.also.append(Link(piece.text, piece.url, piece.line))
        found.append(entry)
    papers = sum(bool(entry.work.url) and kinds.by_address(entry.work.url) == "paper" for entry in found)
    return found if papers >= max(1, len(found) * 0.4) else []
