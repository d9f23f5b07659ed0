"""Paragraphs that are a list though no bullet says so: each a paper, and the day on which it was read."""

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import works

# So many alike are no chance.
FEWEST = 3


def listed(blocks):
    """The blocks, with a list where paragraphs in a row each begin with a paper and name a day behind it."""
    found, run = [], []
    for block in [*blocks, None]:
        if block is not None and is_entry(block):
            run.append(block)
            continue
        if len(run) >= FEWEST:
            found.append(tree.Bullets([tree.Item([one], one.line) for one in run], run[0].line))
        else:
            found.extend(run)
        run = []
        if block is not None:
            found.append(block)
    return found


def is_entry(block):
    if not isinstance(block, tree.Text) or block.is_code or len(tree.lines(block.pieces, soft=False)) > 1:
        return False
    first = next((piece for piece in block.pieces if piece.text.strip()), None)
    if not first or kinds.by_address(first.url) != "paper" or works.is_label(first)[1]:
        return False
    outside = tree.plain([piece for piece in block.pieces if not piece.url])
    when = dates.find(outside)
    return bool(when and when.has_day and when.year) and len(outside) <= 160
