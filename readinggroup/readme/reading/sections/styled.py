"""Headings that are small print: a title, in a smaller one below who presents it, and in a smaller one yet the day."""

from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines

# With who presents, where, and the like.
MOST_BELOW = 4


def fold(section):
    """Makes lines of the headings below titles side by side, where one of those below each is a day and nothing else:
    the day of one alone may open what stands below it."""
    titled = [below for below in section.sections if below.heading and not evidence.is_other(below)]
    found = [(below, day) for below in titled if (day := day_below(below))]
    if len(found) < 2 or len(found) * 5 < len(titled) * 4:
        return
    for title, day in found:
        for below in list(title.walk())[1:]:
            pieces = below.heading.pieces
            label = [tree.Piece("Date: ", line=below.line)] if below is day else []
            title.blocks.extend([tree.Text([*label, *pieces], below.line), *below.blocks])
        title.sections = []


def day_below(section):
    """The heading below a title that is a day and nothing else; None where there is none, or more than one."""
    inside = list(section.walk())[1:]
    if evidence.opening(section) or len(inside) > MOST_BELOW or not all(below.heading for below in inside):
        return None
    days = [below for below in inside if is_day(below)]
    return (
        days[0] if len(days) == 1 and not any(evidence.opening(one) for one in inside if one is not days[0]) else None
    )


def is_day(section):
    words = evidence.words(section)
    when = dates.find(words)
    beside = f"{words[: when.start]} {words[when.end :]}" if when and when.has_day else ""
    return bool(beside) and not lines.clean(beside) and not tree.links(section.heading.pieces)
