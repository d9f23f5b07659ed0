"""Meetings of which only the month is said: a group that meets once a month, where all lines side by side begin so."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes
from readinggroup.readme.reading.words import heads, lines, works

# Between the month and the title: “March 2021 – Looms”, “March 2021 meeting: Looms”.
PARTED = re.compile(r"\s*(?:(?:meeting|session)\b)?\s*(?:$|\n|[:：,.|(–—-])", re.IGNORECASE)
# “2019/05 Looms”; “19/05 Looms” below “2019”, in a year that is no month.
FIGURES = re.compile(r"\W{0,3}(?P<y>20\d\d|1[3-9]|[2-6]\d)[/.-](?P<m>0[1-9]|1[0-2])(?![\d/.-]|:\d)[\s:：–—-]*(?=\D)")
FEWEST = 3
# A word of its own elsewhere.
MAY = re.compile(r"\W{0,3}(?P<name>May)(?=\s*(?:[:：|(]|[–—-]\s))")


def read(section):
    """Gives a head to the headings side by side, and to the bold lines, that begin with the month of a meeting each."""
    for below, head in told([(below, below.heading.pieces) for below in section.sections if below.heading]):
        below.heading.head = below.heading.head or head
    bold = [block for block in section.blocks if is_bold(block)]
    for block, head in told([(block, block.pieces) for block in bold]):
        if tree.plain(head.pieces):
            block.head = head
    for below in section.sections:
        read(below)


def read_figures(top):
    """Gives a head to the items of all lists that begin with year and month in figures, where none begin otherwise and
    the years are those of their headings."""
    found = list(figures(top))
    beside = sorted({id(block): block for block, _, _ in found}.values(), key=lambda block: block.line)
    if len(found) < FEWEST or any(len(block.items) != sum(one is block for one, _, _ in found) for block in beside):
        return
    if sum(bool(tree.links(text.pieces)) for _, text, _ in found) * 5 < len(found) * 4:
        return  # what happened, month by month
    for block in beside:
        months = [(head.month.year, head.month.month) for one, _, head in found if one is block]
        if sorted(months) not in (months, months[::-1]):
            return
    for _, text, head in found:
        text.head = head


def figures(section, year=0):
    """(list, text, head) of each item that begins with year and month in figures. `year`: what a heading above says."""
    if section.heading and (said := scenes.YEARS.search(tree.plain(section.heading.pieces))):
        year = int(said[1])
    for block in section.blocks:
        for item in block.items if isinstance(block, tree.Bullets) else ():
            text = item.blocks[0] if item.blocks and isinstance(item.blocks[0], tree.Text) else None
            said = FIGURES.match(lines.flat(text.pieces)) if text and not text.is_code else None
            if said and is_year(said["y"], year):
                when = dates.When(int(said["y"]) % 100 + 2000, int(said["m"]), start=said.start("y"), end=said.end("m"))
                words = " ".join(lines.flat(text.pieces).split())
                yield block, text, heads.Head(pieces=lines.cut(text.pieces, [(0, said.end())]), words=words, month=when)
    for below in section.sections:
        yield from figures(below, year)


def is_year(figure, year):
    """Whether figures are those of the year above; of four, where none is said, they are one by themselves."""
    return figure in (str(year), str(year)[2:]) if year else len(figure) == 4


def items(block):
    """(item, head) of each item of a list whose items are a meeting each, by the month that they begin with."""
    texts = [item for item in block.items if item.blocks and isinstance(item.blocks[0], tree.Text)]
    return told([(item, item.blocks[0].pieces) for item in texts])


def told(beside):
    """(what, its head) of all of these, or nothing: months in a row, and hardly more than one work in each."""
    found = [(what, head) for what, pieces in beside if (head := head_of(pieces))]
    months = [(head.month.year or 0, head.month.month) for _, head in found]
    if len(found) < 2 or len(found) * 5 < len(beside) * 4 or sorted(months) not in (months, months[::-1]):
        return []
    if len(set(months)) < len(months):
        return []
    counts = [len(set(papers(what))) for what, _ in found]
    return found if max(counts) < 3 and sum(count == 1 for count in counts) * 3 >= len(counts) * 2 else []


def head_of(pieces):
    """The head of a line that begins with a month and no day; None of any other."""
    text = lines.flat(pieces)
    when = dates.find_month(text)
    if not when and (may := MAY.match(text)):
        when = dates.When(month=5, start=may.start("name"), end=may.end("name"))
    if not when or when.start > 3 or not PARTED.match(text, when.end) or dates.find(text[: when.end + 20]):
        return None
    rest = lines.cut(pieces, [(0, PARTED.match(text, when.end).end())])
    return heads.Head(pieces=rest, words=" ".join(text.split()), month=when)


def is_bold(block):
    first = block.pieces[0] if isinstance(block, tree.Text) and not block.is_code and block.pieces else None
    return bool(first and first.bold and not first.url)


def papers(part):
    """The addresses of what can be read, of an item, a paragraph or a section."""
    blocks = getattr(part, "blocks", [part])
    for block in blocks:
        if isinstance(block, tree.Text):
            found = [piece for piece in tree.links(block.pieces) if kinds.by_address(piece.url) == "paper"]
            titled = [piece for piece in found if not works.is_label(piece)[1]]
            yield from (piece.url for piece in titled or found[:1])
        elif isinstance(block, tree.Bullets):
            for item in block.items:
                yield from papers(item)
        elif isinstance(block, tree.Table):
            yield from (piece.url for row in block.rows for cell in row.cells for piece in tree.links(cell.pieces))
    for below in getattr(part, "sections", ()):
        yield from papers(below)
