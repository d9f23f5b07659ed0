"""Headings inside meetings that name who presents: “#### Ada Lovelace”, “### Looms: Ada Lovelace & Bo Rod”."""

import re

from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines, people

# What stands between a topic and who presents it.
BETWEEN = re.compile(r"^|\s*[:：]\s+|\s*[-–—]\s+|\s+(?:(?:with|by|presented\s+by)\s+)", re.IGNORECASE)

BEFORE = re.compile(r"\W{0,3}(?P<who>[^:：–—|]{4,80}?)\s*(?:[:：]|\s[-–—|])\s+(?=\S.{3})")


def labelled(section):
    """Puts a label to the names at the end of the headings inside all meetings below a heading, where each ends so:
    one alone may be anything."""
    meetings = [below for below in section.sections if evidence.opening(below)]
    inside = [below for meeting in meetings for below in meeting.sections]
    found = [named(below) for below in inside]
    if len(meetings) < 2 or len(found) < 3 or not all(found):
        return
    if sum(all(map(people.is_alone, people.split(who))) for _, who in found) * 5 < len(found) * 3:
        return
    for below, (topic, who) in zip(inside, found, strict=True):
        label(below, topic, who)
    for meeting in meetings:
        if len(meeting.sections) == 1 and not tree.plain(meeting.sections[0].heading.pieces):
            (below,) = meeting.sections
            meeting.blocks.extend(below.blocks)
            meeting.sections = below.sections


def label(section, topic, who):
    """Takes the names behind the topic of a heading out of it, and puts them below with a label."""
    section.heading.pieces = lines.cut(section.heading.pieces, [(topic, 1_000)])
    section.blocks.insert(0, tree.Text([tree.Piece(f"Presenter: {who}", line=section.line)], section.line))


def put_below(section):
    """Puts a label to the names before or behind the title of a talk."""
    if first := before(section):
        who, start = first
        section.heading.pieces = lines.cut(section.heading.pieces, [(0, start)])
        section.blocks.insert(0, tree.Text([tree.Piece(f"Presenter: {who}", line=section.line)], section.line))
    else:
        label(section, *named(section))


def before(section):
    """(the names, where the title begins) of a heading that begins with names in full; or nothing."""
    pieces = section.heading.pieces
    found = BEFORE.match(lines.flat(pieces))
    if not found or tree.links(pieces) or not people.is_person(found["who"]):
        return None
    return (found["who"], found.end()) if all(map(people.is_alone, people.split(found["who"]))) else None


def named(section):
    """(where the topic ends, the names behind it) of a heading that ends with names in full; or nothing."""
    pieces = section.heading.pieces
    words = lines.flat(pieces)
    if tree.links(pieces) or len(words) > 200:
        return None
    for found in BETWEEN.finditer(words):
        who = words[found.end() :].rstrip(" \n:：")
        if people.is_person(who) and all(map(people.is_full, people.split(who))):
            return found.start(), who
    return None
