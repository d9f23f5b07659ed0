"""Lists of papers that are not sessions: to cover one day, suggested, or covered in any order."""

import re
from itertools import zip_longest

from papers.identifiers import arxiv_id
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
CITATION = re.compile(r"\w\.\s.*\b(?:19|20)\d\d\W{0,3}$")
DROPPED = ("won’t read", "won't read", "dropped", "rejected", "will not read", "not reading")


def read(section, blocks, in_lines=False):
    """(entries of the lists of papers of a section, the blocks that are none). `in_lines`: see are_in_lines()."""
    listed, left = [], []
    wanted = section is not None and evidence.is_candidates(section)
    if is_none(section, wanted):
        return [], blocks
    entries, blocks = under_titles(blocks, wanted)
    listed.extend(entries)
    for block in blocks:
        found = []
        if isinstance(block, tree.Bullets):
            found = bullets(block, wanted)
        elif isinstance(block, tree.Table):
            found = table(block)
        elif isinstance(block, tree.Text) and not block.is_code and (wanted or is_alone(block.pieces)):
            found = [of_line(block.pieces)] if is_title(block.pieces) else []
        elif in_lines and isinstance(block, tree.Text):
            found = list(map(of_line, titles_of(block)))
        if found:
            listed.extend(found)
        else:
            left.append(block)
    return listed, left


def distinct(entries):
    """The entries without those that come again in the same words."""
    kept = {}
    for entry in entries:
        twin = kept.setdefault((entry.work.url, entry.work.title.casefold()), entry)
        twin.is_struck |= entry.is_struck
    return list(kept.values())


def is_none(section, wanted):
    """Whether the lists of a section are of something else than papers."""
    is_other = section is not None and not wanted and evidence.is_other(section)
    return is_other and not OURS.fullmatch(evidence.words(section))


def are_in_lines(sections):
    """Whether a document has its papers as lines of their own, a link each: enough of them, and most of them papers.
    `sections`: all (section, blocks) that are no sessions."""
    found = [
        tree.links(line)[0]
        for section, blocks in sections
        if not is_none(section, False)
        for block in blocks
        if isinstance(block, tree.Text)
        for line in titles_of(block)
    ]
    return len(found) > 2 and sum(kinds.by_address(piece.url) == "paper" for piece in found) * 2 > len(found)


def titles_of(block):
    """The lines of a paragraph where each is a link with a title, and little else."""
    split = [] if block.is_code else tree.lines(block.pieces)
    return split if all(is_title(line) and not is_said(tree.links(line)[0]) for line in split) else []


def is_said(piece):
    """Whether a link says in words what it is, and not of what: “arXiv” below a title."""
    return works.is_label(piece)[1] and not works.ADDRESS.match(piece.text.strip())


def under_titles(blocks, wanted):
    """(an entry for each title that has its link in the list below, the blocks without those): “Flows”, “- https://…”,
    “- Abstract: …”."""
    entries, left, taken = [], [], None
    for block, below in zip_longest(blocks, blocks[1:]):
        if block is taken:
            continue
        if (link := link_below(block, below)) and (wanted or kinds.by_address(link.url) == "paper"):
            entry, taken = of_line(block.pieces), below
            entry.work.url = link.url
            entries.append(entry)
            # What else is said of it is no entry: kept as text, for a remark.
            for item in below.items:
                left.extend(item.blocks[1:] if tree.links(pieces_of(item)) else item.blocks)
        else:
            left.append(block)
    return entries, left


def pieces_of(item):
    return item.blocks[0].pieces if item.blocks and isinstance(item.blocks[0], tree.Text) else []


def link_below(block, below):
    """The only link of a list below a title, alone in its item; or None."""
    if not isinstance(block, tree.Text) or not isinstance(below, tree.Bullets) or block.is_code:
        return None
    text = tree.plain(block.pieces)
    if tree.links(block.pieces) or text.endswith((":", ".")) or not 3 < len(text) < 200:
        return None
    linked = [pieces for pieces in map(pieces_of, below.items) if tree.links(pieces)]
    alone = [piece for piece in linked[0] if piece.url or piece.text.strip()] if len(linked) == 1 else []
    return alone[0] if len(alone) == 1 and works.is_label(alone[0])[1] else None


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
        bool(entry.work.url) and (kinds.by_address(entry.work.url) == "paper" or is_cited(entry.work))
        for entry in entries
    )
    ticked = any(item.ticked is not None for item in block.items)
    if wanted:
        return entries
    said = papers or any(entry.work.authors for entry in entries)
    return entries if papers >= max(1, len(entries) * 0.5) or (ticked and said) else []


def is_cited(work):
    """Whether the words of a link are how a paper is cited: “Looms. Ada Lovelace, Bo Loom. ICLR 2018.”"""
    return bool(CITATION.search(work.title[:500]))


def entries_of(item, wanted):
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


def apart(pieces, ticked):
    """The entries of a line that cites several papers: “Flows ([Ada, 2020](…), [Bo, Cy, 2015](…))”; or nothing."""
    cited = [piece for piece in tree.links(pieces) if works.CITED.fullmatch(piece.text.strip()) or is_names(piece.text)]
    ids = {arxiv_id(piece.url) for piece in tree.links(pieces)} - {None, ""}
    if len(cited) < 2 or len(ids) < len(cited) or len(cited) < len(tree.links(pieces)):
        return []
    first = of_line(pieces, ticked)
    first.work.also = []
    return [first, *(of_line([piece], ticked) for piece in cited if piece.url != first.work.url)]


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


def table(block, is_sure=False):
    """The papers of a table that is no schedule. `is_sure`: its columns say so, without links."""
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
        if entry.work.title == entry.work.url and "title" in roles:
            entry.work.title = lines.clean(tree.plain(cells[roles.index("title")])) or entry.work.title
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
    return found if is_sure or papers >= max(1, len(found) * 0.4) else []
