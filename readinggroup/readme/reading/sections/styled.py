"""Headings that are small print: a title, in a smaller one below who presents it, and in a smaller one yet the day."""

from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines, people

# With who presents, where, and the like.
MOST_BELOW = 4


def fold(section):
    """Makes lines of the headings below titles side by side, where one of those below each is a day, or one and who
    presents, and nothing else: the day of one alone may open what stands below it."""
    titled = [below for below in section.sections if below.heading and not evidence.is_other(below)]
    found = [(below, day) for below in titled if (day := day_below(below))]
    if len(found) < 2 or len(found) * 5 < len(titled) * 4:
        return
    for title, day in found:
        for below in list(title.walk())[1:]:
            said = told(below) if below is day else [tree.Text(below.heading.pieces, below.line)]
            title.blocks.extend([*said, *below.blocks])
        title.sections = []


def day_below(section):
    """The heading below a title that is a day and nothing else; None where there is none, or more than one."""
    inside = list(section.walk())[1:]
    if evidence.opening(section) or len(inside) > MOST_BELOW or not all(below.heading for below in inside):
        return None
    opened = [below for below in inside if evidence.opening(below)]
    return opened[0] if len(opened) == 1 and told(opened[0]) else None


def told(section):
    """A heading that is a day, or one and who presents, as lines with labels; nothing of any other."""
    words = evidence.words(section)
    when = dates.find(words)
    if not when or not when.has_day or tree.links(section.heading.pieces):
        return []
    who = lines.clean(f"{words[: when.start]} {words[when.end :]}").strip(", ")
    if who and not (people.is_person(who) and all(map(people.is_full, people.split(who)))):
        return []
    said = [*([f"Presenter: {who}"] if who else []), f"Date: {words[when.start : when.end]}"]
    return [tree.Text([tree.Piece(one, line=section.line)], section.line) for one in said]
