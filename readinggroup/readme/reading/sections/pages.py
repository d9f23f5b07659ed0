"""Lines of links to the pages of meetings, whose days only the addresses say: “/seminars/2020-05-17-looms”."""

import re

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines, works

# The folder is called after what is held: those of posts have their day alike.
PAGE = re.compile(
    r"/(?:[a-z]+[-_])?(?:seminars?|meetings?|sessions?|talks?|journal[-_]?clubs?|reading[-_]?groups?|meet-?ups?|colloquium|colloquia)/"
    rf"(?P<day>{dates.YEAR}(?P<sep>[-/])\d\d(?P=sep)\d\d)[-/][^/?#]+/?$",
    re.IGNORECASE,
)
# So many entries alike are no chance.
FEWEST = 3


def with_days(block):
    """The block as a list of items that begin with their day, where all of its lines are such links; or the block."""
    found = [link_of(line) for line in lines_of(block)]
    if len(found) < FEWEST or not all(found):
        return block
    return tree.Bullets([item(piece) for piece in found], block.line)


def lines_of(block):
    if isinstance(block, tree.Text):
        return [] if block.is_code else tree.lines(block.pieces)
    if not isinstance(block, tree.Bullets) or not all(is_line(item) for item in block.items):
        return []
    return [item.blocks[0].pieces for item in block.items]


def is_line(item):
    return len(item.blocks) == 1 and isinstance(item.blocks[0], tree.Text)


def link_of(line):
    """The link that is all of a line, where its address has a day; or None."""
    said = [piece for piece in line if piece.url or piece.text.strip()]
    is_one = len(said) == 1 and bool(said[0].url) and not works.is_label(said[0])[1]
    return said[0] if is_one and PAGE.search(said[0].url) and not dates.find(said[0].text) else None


def item(piece):
    # In the words of the link, as a day stands there that leads to the page of it.
    said = lines.copy(piece, f"{PAGE.search(piece.url)['day']}: {piece.text}")
    return tree.Item([tree.Text([said], piece.line)], piece.line)
