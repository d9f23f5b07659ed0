"""Days that Jekyll's Markdown defines: “Mon, 25 April, room 3”, and below it “: Ada: [Looms](…)”."""

import re
from dataclasses import replace

from readinggroup.readme.reading.drafts.titles import PLACE
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines, nothing

DEFINED = re.compile(r"\s*:\s+(?=\S)")


def opened(head, below):
    """The head of a day, with what the line below says of it; None where it says nothing, or a title stands above."""
    said = lines.clean(tree.plain(head.pieces))
    if not below or not head.when or not head.when.has_day or tree.links(head.pieces):
        return None
    is_title = len(said.split()) > 2 and not PLACE.search(said)
    if is_title or not (sign := DEFINED.match(lines.flat(below))):
        return None
    pieces = lines.cut(below, [(0, sign.end())])
    if not tree.links(pieces) and not nothing.is_rest(tree.plain(pieces)):
        return None
    return replace(head, pieces=pieces, words=f"{head.words} {tree.plain(pieces)}")
