"""Lists of papers that are not sessions: to cover one day, suggested, or covered in any order."""

import re
from collections import Counter
from itertools import zip_longest

from readinggroup.readme.found import Link
from readinggroup.readme.reading.entries import apart, is_mentioned, of_item, of_line
from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.tables import grids
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, lines, works

# Of headings that are not over a group's own papers otherwise.
OURS = re.compile(
    r"\W*(?:(?:our )?(?:readings?|books?|materials?)|(?:additional|further|more|other) readings)\W*", re.IGNORECASE
)
LONGEST_TITLE = 120
CITATION = re.compile(r"\w\.\s.*\b(?:19|20)\d\d\W{0,3}$")


def read(section, blocks, in_lines=False):
    """(entries of the lists of papers of a section, the blocks that are none). `in_lines`: see are_in_lines()."""
    listed, left = [], []
    wanted = section is not None and evidence.is_candidates(section)
    if is_none(section, wanted):
        return [], blocks
    entries, blocks = under_titles(blocks, wanted)
    listed.extend(entries)
    rows = rows_of(blocks)
    for block in blocks:
        found = []
        if isinstance(block, tree.Bullets):
            found = bullets(block, wanted)
        elif isinstance(block, tree.Table):
            found = table(block)
        elif id(block) in rows:
            found = [entry for line in rows[id(block)] for entry in apart(line, None) or [of_line(line)]]
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


def rows_of(blocks):
    """The lines of paragraphs by their id, where all with links are short titles before links that say what they are, a
    paper first: “Looms [Paper](…) [Video](…)”."""
    texts = [block for block in blocks if isinstance(block, tree.Text) and not block.is_code]
    found = {id(text): tree.lines(text.pieces) for text in texts if tree.links(text.pieces)}
    split = [line for rows in found.values() for line in rows]
    return found if len(split) > 2 and all(map(is_row, split)) else {}


def is_row(pieces):
    pieces = tree.stripped(pieces)
    behind = next((pieces[at:] for at, piece in enumerate(pieces) if piece.url), [])
    title = tree.plain(pieces[: len(pieces) - len(behind)])
    labelled = [works.is_label(piece) for piece in tree.links(behind)]
    return (
        bool(labelled)
        and works.says_title(title)
        and len(title) < LONGEST_TITLE
        and not title.endswith((":", "：", "."))
        and labelled[0] == ("paper", True)
        and kinds.by_address(tree.links(behind)[0].url) == "paper"
        and not any(piece.text.strip(" ,;|/()") for piece in behind if not piece.url)
    )


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
    """Whether a paragraph is a link with a title, and little else; links behind a paper may say what there is of it."""
    outside = tree.plain([piece for piece in pieces if not piece.url])
    found = tree.links(pieces)
    if len(found) > 1 and not (is_paper(found[0]) and all(works.is_label(piece)[1] for piece in found[1:])):
        return False
    return bool(found) and not is_mentioned(pieces) and len(outside) < max(20, len(found[0].text))


def is_paper(piece):
    return sites.is_paper(piece.url) and not works.is_label(piece)[1]


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


def bullets(block, wanted):
    block = with_titles(block)
    entries = [entry for item in block.items for entry in of_item(item, wanted)]
    papers = sum(
        bool(entry.work.url) and (kinds.by_address(entry.work.url) == "paper" or is_cited(entry.work))
        for entry in entries
    )
    ticked = any(item.ticked is not None for item in block.items)
    if wanted:
        return entries
    formal = sum(bool(citations.is_full(tree.plain(pieces_of(item))[:800])) for item in block.items)
    if formal > 1 and formal * 5 >= len(block.items) * 4:
        return entries
    said = papers or any(entry.work.authors for entry in entries)
    return entries if papers >= max(1, len(entries) * 0.5) or (ticked and said) else []


def with_titles(block):
    """The list without the links to the group's own files whose words come again and again, as the names of those who
    wrote them do behind titles: “Looms ([Ada](summary/1.md))”. Other such links only say what they lead to."""
    firsts = [text for text in (item.blocks[0] for item in block.items if item.blocks) if isinstance(text, tree.Text)]
    found = [tree.links(text.pieces) for text in firsts]
    said = Counter(links[0].text for links in found if len(links) == 1 and not works.is_label(links[0])[1])
    again = {words for words, times in said.items() if times > 1}
    count = sum(
        len(links) == 1 and links[0].text in again and not text.pieces[0].url
        for text, links in zip(firsts, found, strict=True)
    )
    if count < 3 or count * 5 < len(block.items) * 4:
        return block
    items = []
    for item in block.items:
        first, *rest = item.blocks or [None]
        if isinstance(first, tree.Text):
            title, *behind = first.pieces
            behind = [piece for piece in behind if not (piece.own and piece.text in said)]
            behind = [lines.copy(piece, "link") if piece.url and piece.text in said else piece for piece in behind]
            first = tree.Text([title, *behind], first.line)
        items.append(tree.Item([first, *rest] if item.blocks else [], item.line, item.ticked))
    return tree.Bullets(items, block.line, block.ordered)


def is_cited(work):
    """Whether the words of a link are how a paper is cited: “Looms. Ada Lovelace, Bo Loom. ICLR 2018.”"""
    return bool(CITATION.search(work.title[:500]))


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
