"""What days a part of a document is about: one day alone, or the next meeting's."""

import re

from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines

NEXT = re.compile(
    r"\W*(?:next|upcoming|coming|last|latest|current|this)\s+(?:\w+\s+)?(?:meeting|session|talk|seminar|date|event)s?\W*",
    re.IGNORECASE,
)
WHICH = (
    r"(?:last|latest|previous|most\s+recent|(?P<next>next|upcoming|coming))\s+(?:\w+\s+)?"
    r"(?:meeting|session|talk|seminar|club)"
)
# “The last meeting was on 2024-09-12”: the day of what stands below “Papers discussed in the last meeting”.
TOLD = re.compile(
    rf"\W*(?:(?:the|our)\s+)?{WHICH}\s+(?:was|is|will\s+be|took\s+place|takes\s+place)(?:\s+(?:held|scheduled|planned|set|on|for))*\W*",
    re.IGNORECASE,
)
OF = re.compile(
    r"\W*(?:papers?|articles?|readings?|topics?|texts?|works)\s+(?:(?:\w+\s+){0,3}?(?:in|at|of|for|from|during)\s+)"
    rf"(?:(?:the|our)\s+)*{WHICH}\W*",
    re.IGNORECASE,
)

# They have as many days as they like.
WEEK_WORDS = "week weeks wk semaine semana woche settimana vecka uke uge hafta 周 週 주차"
WEEKS = set(WEEK_WORDS.split())


def is_one_day(section, head):
    """Whether a heading begins with one date: all below it belongs to that day, whatever other dates stand there; with
    “Session 3” before the date, where none do."""
    if section.level <= 1 or not head.when or not head.when.has_day or head.when.last_day or head.start > 3:
        return False
    if head.number and head.number.start < head.when.start:
        is_beside = not re.search(r"\w", head.words[head.number.end : head.when.start])
        if not is_beside or head.number.last or head.number.word in WEEKS or any(map(has_day, texts(section.blocks))):
            return False
    rest = head.words[head.when.end :]
    return not dates.find(rest, "/.-") and not re.match(r"\s*(?:-|–|—|to\b|bis\b|~)\s*\d", rest)


def has_day(text):
    when = dates.find(text, "/")
    return bool(when and when.has_day and when.start <= 12)


def texts(blocks):
    for block in blocks:
        if isinstance(block, tree.Text):
            yield tree.plain(block.pieces)
        elif isinstance(block, tree.Bullets):
            for item in block.items:
                yield from texts(item.blocks)


def put_days(top):
    """Takes the day that a sentence says of the last or the next meeting for that of the heading over its papers."""
    told = {}
    for section in top.walk():
        for block in section.blocks:
            if isinstance(block, tree.Text) and not block.is_code and (found := told_day(block)):
                told.setdefault(found[0], []).append((section, block, found[1]))
    of = [(section, OF.fullmatch(evidence.words(section))) for section in top.walk()] if told else []
    for which, found in told.items():
        over = [section for section, said in of if said and bool(said["next"]) == which]
        if len(over) == len(found) == 1 and reads_alone(over[0]):
            section, block, day = found[0]
            section.blocks = [one for one in section.blocks if one is not block]
            over[0].heading = tree.Heading(over[0].level, day, over[0].line)


def told_day(block):
    """(whether of the next meeting, the pieces of its day) of a paragraph that says only this; or None."""
    text = lines.flat(block.pieces)
    said = TOLD.match(text)
    when = dates.find(text, "/.-", said.end()) if said else None
    if not when or not when.has_day or when.start > said.end() + 3 or len(text) > when.end + 40:
        return None
    return bool(said["next"]), lines.cut(block.pieces, [(0, when.start)])


def reads_alone(section):
    """Whether papers stand below a heading, and no days of their own."""
    below = [block for one in section.walk() for block in one.blocks]
    has_papers = any(evidence.is_paper(piece) for block in below for piece in evidence.pieces_of(block))
    return has_papers and not any(map(has_day, texts(below))) and not any(map(evidence.opening, section.sections))


def mostly_dated(whens):
    whens = list(whens)
    return sum(bool(when and when.has_day) for when in whens) * 2 > len(whens)


def next_day(section):
    """The full date of “Next meeting: 11/22/2023”, or None."""
    if not NEXT.fullmatch(evidence.words(section)):
        return None
    for text in texts(section.blocks):
        if len(text) <= 80 and (when := dates.find(text, "/.-")) and when.has_day and when.year:
            return when
    return None
