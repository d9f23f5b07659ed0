"""Blocks as Markdown again: what is kept for its words alone."""

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines


def markdown(blocks, depth=0):
    """The blocks with their lists and tables, addresses in full."""
    return "\n\n".join(part for block in blocks if (part := one(block, depth)))


def one(block, depth=0):
    if isinstance(block, tree.Text):
        if block.is_code:
            return (
                "\n".join(f"    {line}" for line in tree.plain(block.pieces).splitlines())
                if depth == 0
                else tree.plain(block.pieces)
            )
        return lines.markdown(block.pieces)
    if isinstance(block, tree.Bullets):
        return "\n".join(
            part for number, item in enumerate(block.items, 1) if (part := bullet(item, number, block.ordered, depth))
        )
    rows = [
        " | ".join(" ".join(lines.markdown(cell.pieces).split()) for cell in row.cells).strip(" |")
        for row in block.rows
    ]
    return "\n".join(f"- {row}" for row in rows if row)


def bullet(item, number, ordered, depth):
    sign = f"{number}. " if ordered else "- "
    tick = "" if item.ticked is None else "[x] " if item.ticked else "[ ] "
    text = "\n".join(part for block in item.blocks if (part := one(block, depth + 1)))
    indented = text.replace("\n", "\n" + " " * len(sign))
    return f"{sign}{tick}{indented}" if text else ""
