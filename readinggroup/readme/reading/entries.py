"""One entry of a list of papers: what a line or an item says of it."""

import re

from papers.identifiers import arxiv_id
from readinggroup.readme.found import Link, Listed, Work
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import asides, citations, lines, nothing, works

# "[2020](…), [2019](…)"
NUMBER = re.compile(r"\W*[’']?\d{1,4}\W*")
NUMBERED = re.compile(r"papers?\s?#?\d", re.IGNORECASE)
PICTURE = re.compile(r"\.(?:gif|png|jpe?g|svg|webp)(?:[?#]|$)", re.IGNORECASE)
DROPPED = ("won’t read", "won't read", "dropped", "rejected", "will not read", "not reading")


def is_mentioned(pieces):
    """Whether a line is no entry: a sentence about some address, or the years of a series to choose from."""
    found = tree.links(pieces)
    if found and all(PICTURE.search(piece.url) for piece in found):
        return True
    if len(found) > 1 and sum(bool(NUMBER.fullmatch(piece.text.strip())) for piece in found) * 2 > len(found):
        return True
    if not found or lines.label(pieces)[1] or any(map(is_titled, found)):
        return False
    outside = tree.plain([piece for piece in pieces if not piece.url])
    return bool(asides.SENTENCE.search(outside)) and asides.is_aside(pieces)


def is_titled(piece):
    """Whether the words of a link can be a title: they begin as one does, and are no label."""
    return piece.text[:1].isupper() and not works.is_label(piece)[1]


def of_item(item, wanted):
    if item.blocks and isinstance(item.blocks[0], tree.Bullets):  # a group of them, without words of its own
        return [one for block in item.blocks if isinstance(block, tree.Bullets) for one in within(block, wanted)]
    if not item.blocks or not isinstance(item.blocks[0], tree.Text):
        return []
    pieces = item.blocks[0].pieces
    if is_mentioned(pieces):
        return []
    entry, below = of_line(pieces, item.ticked), []
    if several := apart(pieces, item.ticked):
        return several
    for block in item.blocks[1:]:
        if isinstance(block, tree.Bullets):
            below.extend(within(block, wanted))
    papers = [one for one in below if one.work.kind == "paper" and one.work.url]
    if entry and not entry.work.url and papers:  # a topic with its papers below
        return [one for one in below if one in papers or (one.work.authors and not one.work.url)]
    if entry and below:
        for one in below:
            for link in ([Link(one.work.title, one.work.url, one.work.line)] if one.work.url else []) + one.work.also:
                entry.work.also.append(link)
    return [entry] if entry else []


def within(block, wanted):
    return [one for item in block.items for one in of_item(item, wanted)]


def apart(pieces, ticked):
    """The entries of a line that names several papers: “Flows ([Ada, 2020](…), [Bo, Cy, 2015](…))”, “Flows [Paper1](…)
    [Paper2](…) [Video](…)”; or nothing."""
    cited = [piece for piece in tree.links(pieces) if is_cited(piece.text.strip())]
    beside = [piece for piece in tree.links(pieces) if piece not in cited]
    ids = {arxiv_id(piece.url) for piece in cited} - {None, ""}
    if len(cited) < 2 or len(ids) < len(cited) or any(works.is_label(piece) == ("", False) for piece in beside):
        return []
    first = of_line(pieces, ticked)
    first.work.also = [one for one in first.work.also if one.url in {piece.url for piece in beside}]
    return [first, *(of_line([piece], ticked) for piece in cited if piece.url != first.work.url)]


def is_cited(text):
    return bool(works.CITED.fullmatch(text) or NUMBERED.fullmatch(text)) or is_names(text)


def is_names(text):
    """“Lovelace, Loom, Rod, 2015”"""
    before, _, year = text.rpartition(",")
    return bool(re.fullmatch(r"\s*(?:19|20)\d\d\s*", year)) and citations.is_authors(before)


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
            # A page about it rather than what was made of it.
            made = ("slides", "recording", "code", "notebook", "notes")
            page = next((piece for piece in beside if works.is_label(piece)[0] not in made), beside[0])
            url = page.url
            beside.remove(page)
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
