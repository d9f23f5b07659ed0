"""What days a part of a document is about: one day alone, or the next meeting's."""

import re

from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates

NEXT = re.compile(
    r"\W*(?:next|upcoming|coming|last|latest|current|this)\s+(?:\w+\s+)?(?:meeting|session|talk|seminar|date|event)s?\W*",
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
