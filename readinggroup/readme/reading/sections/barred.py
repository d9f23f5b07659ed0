"""Tables that Markdown has for words, and tables and lists that are the lines of one meeting after another."""

import re

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import columns, lines

BORDER = re.compile(r"[|+][-=:+| ]*-[-=:+| ]*|\+[=+]+")
BAR = re.compile(r"(?<!\\)\|")
# An icon at the head of a line.
SIGN = re.compile(r"\s*[\U0001F300-\U0001FAFF\u23e9-\u23fa\u25b6\u2600-\u27bf\u2b50]")
# What says that labels are of a meeting.
HELD = {"people", "title", "reading", "slides", "recording"}


def structured(blocks):
    """The blocks, with tables where bars draw them and the meetings apart that one list or table has."""
    blocks = [signed(drawn(block)) if isinstance(block, tree.Text) and not block.is_code else block for block in blocks]
    found = []
    for block in blocks:
        found.extend(upright(block) if isinstance(block, tree.Table) else [block])
    apart = {id(block): keyed(block) for block in found if isinstance(block, tree.Bullets)}
    if sum(map(len, apart.values())) < 2:
        return found
    return [one for block in found for one in (apart.get(id(block)) or [block])]


def drawn(block):
    """A table of rows between bars, as kramdown has without a rule and others draw with “+---+”; or the block."""
    split = tree.lines(block.pieces)
    rows, is_open = [], False
    for line in split:
        text = tree.plain(line)
        if BORDER.fullmatch(text):
            is_open = False
            continue
        if not (text.startswith("|") and text.endswith("|") and len(text) > 2):
            return block
        cells = cells_of(line)
        if is_open and len(cells) == len(rows[-1].cells):  # between borders, a row may have several lines
            for cell, more in zip(rows[-1].cells, cells, strict=True):
                cell.pieces.extend([tree.Piece("\n", line=more[0].line), *more] if more else [])
        else:
            rows.append(tree.Row([tree.Cell(cell) for cell in cells], line[0].line))
            is_open = tree.plain(split[0]).startswith("+")
    width = {len(row.cells) for row in rows}
    return tree.Table(rows, block.line) if len(rows) > 1 and len(width) == 1 and width.pop() > 1 else block


def signed(block):
    """A list of the lines of a paragraph that all begin with a sign: “📅 May 3”, “📄 [Looms](…)”; or the block."""
    split = tree.lines(block.pieces) if isinstance(block, tree.Text) else []
    if len(split) < 2 or not all(line[0].url == "" and SIGN.match(line[0].text) for line in split):
        return block
    items = [tree.Item([tree.Text(line, line[0].line)], line[0].line) for line in split]
    return tree.Bullets(items, block.line)


def cells_of(line):
    """The pieces between the bars of a line."""
    cells = [[]]
    for piece in line:
        if piece.url:
            cells[-1].append(piece)
            continue
        first, *more = BAR.split(piece.text)
        cells[-1].append(lines.copy(piece, first))
        cells.extend([lines.copy(piece, part)] for part in more)
    return [trimmed(cell) for cell in cells[1:-1]]


def trimmed(pieces):
    kept = [piece for piece in pieces if piece.url or piece.text]
    if kept and not kept[0].url:
        kept[0].text = kept[0].text.lstrip()
    if kept and not kept[-1].url:
        kept[-1].text = kept[-1].text.rstrip()
    return [piece for piece in kept if piece.url or piece.text]


def upright(table):
    """“| Date | 2024-01-10 |” over “| Speaker | Ada |”: the lines of a meeting, each with its label."""
    rows = [[cell.pieces for cell in row.cells] for row in table.rows]
    rows = [row for row in rows if any(map(tree.plain, row))]
    if len(rows) < 2 or any(len(row) != 2 or tree.links(row[0]) or not row[0] for row in rows):
        return [table]
    roles = [role_of(row[0]) for row in rows]
    is_named = sum(map(bool, roles)) * 3 >= len(roles) * 2
    if roles.count("date") != 1 or not HELD & set(roles) or not is_named or role_of(rows[0][1]):
        return [table]
    return [
        tree.Text([tree.Piece(f"{tree.plain(name)}: ", line=name[0].line), *value], name[0].line)
        for name, value in rows
        if value
    ]


def role_of(pieces):
    text = tree.plain(pieces).rstrip(": ")
    return columns.role(text) if columns.is_only(text) else ""


def keyed(bullets):
    """A list of “Date: …”, “Presenter: …”, “Paper: …”, once or again and again, as one item a meeting; or nothing."""
    roles = [label_of(item) for item in bullets.items]
    if not roles or roles[0] != "date" or not all(roles) or not HELD & set(roles):
        return []
    starts = [at for at, role in enumerate(roles) if role == "date"]
    found = []
    for start, end in zip(starts, [*starts[1:], len(roles)], strict=True):
        if end - start < 2:
            return []
        first, *rest = bullets.items[start:end]
        inside = tree.Bullets(rest, rest[0].line)
        found.append(tree.Bullets([tree.Item([*first.blocks, inside], first.line)], first.line))
    return found


def label_of(item):
    first = item.blocks[0] if item.blocks else None
    return lines.label(first.pieces)[1] if isinstance(first, tree.Text) and not first.is_code else ""
