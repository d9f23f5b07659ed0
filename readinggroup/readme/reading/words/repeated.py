"""What only the document as a whole tells of the words of a link: said again and again, they title nothing."""

import re

from readinggroup.readme.reading.text import tree

# In small letters, as names and titles are not.
WORD = re.compile(r"[^\W\d_]{2,15}")
FEWEST = 3


def mark(top):
    """Marks links whose one word has several addresses: “[sumary](…)” is a label, whatever it says."""
    found = [piece for section in top.walk() for block in section.blocks for piece in links_of(block)]
    addresses = {}
    for piece in found:
        if WORD.fullmatch(word := piece.text.strip()) and word == word.lower() != word.upper():
            addresses.setdefault(word, set()).add(piece.url)
    for piece in found:
        piece.label = len(addresses.get(piece.text.strip(), ())) >= FEWEST


def links_of(block):
    """The links of a block and of what stands in it."""
    if isinstance(block, tree.Text):
        yield from tree.links(block.pieces)
    elif isinstance(block, tree.Bullets):
        for item in block.items:
            for inside in item.blocks:
                yield from links_of(inside)
    elif isinstance(block, tree.Table):
        for row in block.rows:
            for cell in row.cells:
                yield from tree.links(cell.pieces)
