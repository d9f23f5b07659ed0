"""Headings over one session: with its date or number, or with its date and people below it."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence, occasions, openings, phrases
from readinggroup.readme.reading.tables import meetings
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes
from readinggroup.readme.reading.words import works

# Of several meetings, or of none.
FOLDER = re.compile(r"/folders/|/tree/|/$")
# More are a list.
MOST_PAPERS = 6


def is_session(section, opening, undated, doc):
    """Whether all below a heading is one session."""
    if (opening and occasions.is_one_day(section, opening)) or id(section) in undated:
        return True
    opens = opening or (section.heading and is_titled(section, doc))
    return bool(opens) and not holds_sessions(section, doc)


def is_titled(section, doc):
    """A heading of words with a date line or a presenter below it."""
    words = tree.plain(section.heading.pieces)
    opened = [head for head in map(openings.opened_text, section.blocks) if head]
    if opened and scenes.read(words):
        return False
    if opened and occasions.NEXT.fullmatch(words) and opened[0].when and opened[0].when.start <= 3:
        return False  # “**May 12, 2022**” below “Next session” opens it
    if evidence.is_other(section) or (section.level <= 1 and section.sections):
        return False
    blocks = list(section.blocks)
    if evidence.dated_alone(blocks):
        return True
    if any(isinstance(block, tree.Bullets) and any(map(is_whole, block.items)) for block in blocks):
        return False
    if not evidence.has_label(blocks, ("date",), 1):
        if any(phrases.REGULAR.search(tree.plain(said)) for _, said in evidence.labelled(blocks, ("time",), 1)):
            return False
        return doc.is_group and (is_presented(blocks) or is_shown(section) or is_next(words, blocks))
    return sum(1 for _ in evidence.labelled(blocks, ("date",), 1)) == 1


def is_presented(blocks):
    shown = ("reading", "slides", "recording", "links")
    return evidence.has_label(blocks, ("people",)) and evidence.has_label(blocks, shown)


def is_shown(section):
    """Whether lines below the title of one meeting say what was shown, beside what was read."""
    found = list(evidence.labelled(section.blocks, ("slides", "recording")))
    links = [piece for _, pieces in found for piece in tree.links(pieces)]
    is_one = bool(links) and len({role for role, _ in found}) == len(found) and not any(map(is_of_many, links))
    return is_one and not evidence.is_of_held(section) and not evidence.is_past(section) and reads(section.blocks)


def is_of_many(piece):
    return kinds.by_address(piece.url) == "playlist" or bool(FOLDER.search(piece.url))


def is_next(words, blocks):
    """Whether a heading says that it is of the next meeting, and lines below it what is read there, but no day."""
    is_said = occasions.NEXT.fullmatch(words) and reads(blocks)
    return bool(is_said) and not any(dates.find(text, "/.-") for text in occasions.texts(blocks))


def reads(blocks):
    """Whether a line says what is read, or links in the words of their titles lead to the papers of one meeting."""
    found = [piece for block in blocks for piece in evidence.pieces_of(block)]
    papers = [piece for piece in found if evidence.is_paper(piece) and not works.is_label(piece)[1]]
    return evidence.has_label(blocks, ("reading",), 1) or 0 < len(papers) <= MOST_PAPERS


def holds_sessions(section, doc):
    """Whether what stands below are sessions of their own, so that this heading is over several."""
    for block in section.blocks:
        if isinstance(block, tree.Table):
            drafts = meetings.read(block, doc, [])
            if drafts and sum(not draft.is_off for draft in drafts) > 1:
                return True
        elif isinstance(block, tree.Bullets) and not block.is_contents and len(openings.items(block, doc)) > 1:
            return True
    opened = map(openings.opened_text, section.blocks)
    if sum(map(bool, opened)) > 1:
        return True
    weak = evidence.count_weak(section.sections)
    for below in section.sections:
        if (evidence.opening(below, weak) and not evidence.is_other(below)) or holds_sessions(below, doc):
            return True
        if not evidence.opening(below) and is_titled(below, doc) and len(section.sections) > 1:
            return True
    return False


def is_whole(item):
    """Whether an item has a title and says below when it is and who presents: a session of its own."""
    return evidence.is_titled(item) and evidence.is_told(item.blocks[1:])
