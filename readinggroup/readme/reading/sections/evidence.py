"""Which parts of a document are meetings, and which are lists of papers, news, or about the group."""

import re
from itertools import zip_longest

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import monthly, phrases
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes
from readinggroup.readme.reading.words import heads, lines, numbers, people, sentences, works

# Of days: a summer school, or a text that is read for some weeks.
LONGEST_MEETING = 21


class Evidence:
    """What the document as a whole says it is."""

    def __init__(self, top, words_before=""):
        title, text = "", f"{words_before}\n"
        for section in top.walk():
            words = tree.plain(section.heading.pieces) if section.heading else ""
            title = title or words
            if len(text) < 6_000:
                text += f"{words}\n"
                for block in section.blocks:
                    if isinstance(block, tree.Text):
                        text += tree.plain(block.pieces)[:2_000] + "\n"
                    elif isinstance(block, tree.Table) and block.rows:
                        text += " ".join(tree.plain(cell.pieces) for cell in block.rows[0].cells) + "\n"
        self.title = title
        read_days(top)
        self.is_group = bool(
            phrases.GROUP.search(title) or phrases.CLUB.search(title) or phrases.GROUP.search(text[:6_000])
        )
        self.is_list = bool(phrases.AWESOME.search(title)) and not re.search(
            r"group|club|seminar|meet", title, re.IGNORECASE
        )
        if self.is_group and not self.is_list:
            read_weeks(top)
            monthly.read(top)
        monthly.read_figures(top)
        # So many headings that open a session that lists are of something else.
        self.is_headed = count_opening(top) > 1


def read_days(section, is_dated=False):
    """Reads “### 04-29” and “### 05.04 Flows” as days where all headings side by side begin so: one alone may be a
    number. `is_dated`: a heading above names a year."""
    is_dated = is_dated or bool(scenes.YEARS.search(words(section)))
    found = [heads.day(below.heading.pieces) for below in section.sections]
    if len(found) > 1 and all(found) and (is_dated or not any(tree.plain(head.pieces) for head in found)):
        for below, head in zip(section.sections, found, strict=True):
            below.heading.head = head
    for below in section.sections:
        read_days(below, is_dated)


def read_weeks(section):
    """Reads “### W1: Flows” and “### W2: Looms” as meetings where most headings beside count with one letter, and
    “### 1. Flows” below “Sessions” where all of them count."""
    beside = [below.heading.pieces for below in section.sections]
    found = heads.all_lettered(beside) or (heads.all_counted(beside) if is_of_held(section) else [])
    for below, head in zip(section.sections, found, strict=False):
        below.heading.head = below.heading.head or head
    for below in section.sections:
        read_weeks(below)


def count_opening(section):
    """The most headings side by side that begin with a date or a number of a meeting."""
    beside = sum(bool((head := opening(below)) and head.start <= 3) for below in section.sections)
    return max([beside, *map(count_opening, section.sections)])


def words(section):
    return tree.plain(section.heading.pieces) if section.heading else ""


def is_news(section):
    if phrases.HISTORY.fullmatch(words(section)):
        return not is_read(section)
    said = words(section)
    is_besides = phrases.NEWS.fullmatch(said) or phrases.BESIDES.fullmatch(said)
    return bool(is_besides or phrases.MANUAL.fullmatch(lines.clean(said)))


def is_read(section):
    """Whether there are tables in a section, papers, or lines that say who presents."""
    return any(
        isinstance(block, tree.Table) or is_held([block]) or any(map(is_paper, pieces_of(block)))
        for part in section.walk()
        for block in part.blocks
    )


def pieces_of(block):
    if isinstance(block, tree.Text):
        yield from tree.links(block.pieces)
    elif isinstance(block, tree.Bullets):
        for item in block.items[:20]:
            for inside in item.blocks:
                yield from pieces_of(inside)


def is_paper(piece):
    return kinds.by_address(piece.url) == "paper"


def is_candidates(section):
    text = words(section)
    return bool(phrases.CANDIDATES.search(text)) and not re.search(
        r"\b(?:schedule|sessions?|meetings?|talks?|presentations?)\b", text, re.IGNORECASE
    )


def is_other(section):
    return bool(phrases.OTHER.fullmatch(lines.clean(words(section)))) or is_news(section)


def is_of_held(section):
    return bool(phrases.HELD.fullmatch(words(section)))


def is_past(section):
    return bool(phrases.PAST.fullmatch(words(section)))


def is_contents(section):
    return bool(phrases.CONTENTS.fullmatch(words(section)))


def opening(section, alike=0):
    """What a heading says of the meeting that it opens, or None. `alike`: how many headings beside it count too."""
    if not section.heading:
        return None
    if phrases.WHOLE.match(words(section)) or is_term(words(section)) or is_stretch(section):
        return None
    head = head_of(section)
    return head if opens(head, alike) else None


def is_term(text):
    """“Fall term (September 1 – December 15, 2021)”: from when to when one meets, and no meeting."""
    return bool(scenes.TERM.search(text) and dates.span(text)) and not numbers.find(text)


def is_stretch(section):
    """“Projects (August 2 – September 3, 2021)”: weeks on end, in which nothing is read."""
    days = dates.span(words(section))
    is_long = days and (days[1] - days[0]).days > LONGEST_MEETING
    return bool(is_long) and not numbers.find(words(section)) and not is_read(section)


def head_of(section):
    section.heading.head = section.heading.head or heads.read(section.heading.pieces)
    return section.heading.head


def opens(head, alike=0):
    if (head.when and head.when.has_day) or head.month:
        return True
    if not head.number:
        return False
    if head.number.is_strong:
        # "Upcoming Session 3 of them": a number far into the line is part of a sentence.
        return head.start <= 40 or bool(head.when)
    return alike >= 2


def count_weak(sections):
    """How many of these headings count the same weak word up: “Chapter 1”, “Chapter 2”."""
    found = [head_of(section).number for section in sections if section.heading]
    counted = [number.word for number in found if number]
    return max((counted.count(word) for word in counted), default=0)


def has_label(blocks, roles, depth=0):
    """Whether a line of these blocks is labelled with one of these roles, as “Date: …” and “Presenter: …” are."""
    return next((True for _ in labelled(blocks, roles, depth)), False)


def are_held(top):
    """Whether many items say who presents, so that those that do not are held, too."""
    lists = [block for section in top.walk() for block in section.blocks if isinstance(block, tree.Bullets)]
    items = [item for block in lists for item in block.items][:200]
    held = sum(is_held(item.blocks) for item in items)
    return held >= 3 and held * 2 > len(items)


def is_held(blocks):
    """Whether an item says who presents, or has slides or a recording of it."""
    if has_label(blocks, ("people", "slides", "recording"), 2):
        return True
    for block in blocks:
        if isinstance(block, tree.Text):
            if people.BY.search(tree.plain(block.pieces)):
                return True
            if any(
                works.is_label(piece) in (("slides", True), ("recording", True)) for piece in tree.links(block.pieces)
            ):
                return True
        elif isinstance(block, tree.Bullets) and any(is_held(item.blocks) for item in block.items[:20]):
            return True
    return False


def is_told(blocks):
    """Whether lines below a title say when it is and who presents it."""
    return sum(1 for _ in labelled(blocks, ("date",), 1, is_read=False)) == 1 and has_label(blocks, ("people",), 1)


def is_titled(item):
    """Whether an item is a title, its date below it; a full name there is who presents."""
    first = item.blocks[0]
    if not isinstance(first, tree.Text) or first.is_code or lines.label(first.pieces)[1]:
        return False
    text = lines.clean(tree.plain(first.pieces))
    return has_label(item.blocks[1:], ("date",), 1) and not (people.is_person(text) and people.is_full(text))


def is_said(text, head):
    """Whether the date is of a sentence about something else, and opens no meeting: “News: on May 3 we move”."""
    before = text[: head.when.start] if head.when and not head.number else ""
    return bool(phrases.SAID.search(before)) and not phrases.MEETS.match(before)


def labelled(blocks, roles, depth=0, is_read=True):
    """(role, pieces) of each line with such a label; `is_read`: of dates, only those that can be read."""
    for block in blocks:
        if isinstance(block, tree.Text) and not block.is_code:
            split = tree.lines(block.pieces)
            for line, below in zip_longest(split, split[1:], fillvalue=[]):
                _, role, rest = lines.label(line)
                # “**Slides:**” alone is the label of the line below.
                rest = rest if tree.plain(rest) or tree.links(rest) or lines.label(below)[1] else below
                if (
                    role in roles
                    and (tree.plain(rest) or tree.links(rest))
                    and not phrases.WHOLE.match(tree.plain(line))
                ):
                    text = tree.plain(rest)
                    if role == "people" and sentences.is_whole(text):
                        continue  # “Presenters: each week two of us choose a paper.” names nobody
                    if role == "date" and dates.count(text) > 2:
                        continue  # “Dates: Feb 3, Feb 10, Feb 17” are of no one meeting
                    if role == "date" and not (dates.find(text, "/.-") if is_read else re.search(r"\d", text)):
                        continue
                    yield role, rest
        elif isinstance(block, tree.Bullets) and depth < 3:
            for item in block.items:
                yield from labelled(item.blocks, roles, depth + 1, is_read)


def dated_alone(blocks):
    """A line that is a date and little else, as below a title: its When, or None."""
    for block in blocks[:3]:
        if isinstance(block, tree.Text) and not block.is_code:
            for line in tree.lines(block.pieces)[:3]:
                text = tree.plain(line)
                when = None if phrases.WHOLE.match(text) else dates.find(text)
                if when and len(text) - (when.end - when.start) <= 25 and not tree.links(line):
                    return when
    return None
