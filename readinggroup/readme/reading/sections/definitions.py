"""What the line below a day says of its meeting: a title, or what Jekyll's Markdown defines: “: Ada: [Looms](…)”."""

import re
from dataclasses import replace

from readinggroup.readme.reading.drafts.titles import PLACE
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import asides, lines, nothing, people

DEFINED = re.compile(r"\s*:\s+(?=\S)")
LONGEST_TITLE = 160


def opened(head, below):
    """The head of a day, with what the first of the lines below says of it; None where that says nothing of the kind,
    or a title stands beside the day."""
    said = lines.clean(tree.plain(head.pieces))
    if not below or not head.when or not head.when.has_day or tree.links(head.pieces):
        return None
    if not said and is_title(below):
        return replace(head, pieces=below[0])
    beside = len(said.split()) > 2 and not PLACE.search(said)
    if beside or not (sign := DEFINED.match(lines.flat(below[0]))):
        return None
    pieces = lines.cut(below[0], [(0, sign.end())])
    if not tree.links(pieces) and not nothing.is_rest(tree.plain(pieces)):
        return None
    return replace(head, pieces=pieces, words=f"{head.words} {tree.plain(pieces)}")


def is_title(below):
    """Whether the first line is a title, with the link to the work in the next."""
    first, *rest = below
    words = tree.plain(first)
    return (
        bool(rest)
        and len(words.split()) > 1
        and len(words) <= LONGEST_TITLE
        and not words.endswith((".", ":", ","))
        and not tree.links(first)
        and not lines.label(first)[1]
        and not people.is_person(words)
        and not nothing.is_rest(words)
        and (asides.only_labels(rest[0]) or asides.only_labels(lines.label(rest[0])[2]))
    )
