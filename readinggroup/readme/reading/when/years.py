"""Years that dates leave out: from the headings above, the dates around, the day of the week, the introduction."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes

# How far from the day on which a document says that it was written its meetings may lie, in days.
NEAR = 200
CLOSE = 45

# "We meet in 2023", "schedule for 2023": the year of what follows, and not since when.
NAMED = re.compile(
    rf"\b(?:in|of|for|during|year|term|semester|schedule|spring|summer|fall|autumn|winter)\s+\(?(?P<year>{dates.YEAR})\b",
    re.IGNORECASE,
)
# “2025년 1학기”, “2023年度”: a term in words of the East.
TERM = re.compile(
    rf"(?P<year>{dates.YEAR})\s*(?:年度|년도|(?:년|年)\s*(?:[12]\s*학기|[상하]반기|봄|여름|가을|겨울|[春夏秋冬]|第?[一二12]学期|[前後后上下][期半]))"
)
ANY = re.compile(rf"(?<![\d./-])(?P<year>{dates.YEAR})(?!\d|[./-]\d)")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
# The day of a page or a file: “/2023-04-05-flows.html”, “20230405.pdf”.
IN_ADDRESS = re.compile(rf"(?<!\d)(?P<y>{dates.YEAR})(?P<sep>[-_/.]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass
class Around:
    """What a document says of its time before its first meeting."""

    year: int | None = None
    written: date | None = None
    # The first and the last day of its meetings.
    span: tuple = ()


def around(gathering, matter):
    """The only year that the introduction names, the only time between two days, and the day on which the front matter
    says that it was written."""
    first = min((draft.session.line for draft in gathering.drafts), default=0)
    said = []
    for section, blocks in gathering.left:
        if section is None or section.line < first:
            said.extend(
                tree.plain([piece for piece in block.pieces if not piece.url])
                for block in blocks[:20]
                if isinstance(block, tree.Text) and not block.is_code and block.line < first
            )
    # Of sentences, what stands in brackets is beside what they say: “(since 2019)”.
    said = [matter.title, *(BRACKETS.sub(" ", text[:2_000]) for text in said[:39])]
    every = {int(found["year"]) for text in said for found in ANY.finditer(text)}
    sentences = [sentence for text in said for sentence in SENTENCE.split(text)]
    named = {
        int(found["year"])
        for text in sentences
        if not scenes.SINCE.search(text)
        for form in (NAMED, TERM)
        for found in form.finditer(text)
    }
    spans = {span for text in said_before(gathering.left, first) if (span := span_in(text))}
    span = spans.pop() if len(spans) == 1 else ()
    return Around(named.pop() if len(named) == 1 == len(every) else None, matter.written, span)


def said_before(left, first):
    """The headings, and the lines of paragraphs and items, of what is left above a line."""
    for section, blocks in left:
        if section and section.line >= first:
            continue
        if section and section.heading:
            yield tree.plain(section.heading.pieces)
        for block in blocks[:20]:
            items = block.items[:20] if isinstance(block, tree.Bullets) else []
            texts = [block, *(item.blocks[0] for item in items if item.blocks)]
            for one in texts if block.line < first else ():
                if isinstance(one, tree.Text) and not one.is_code:
                    yield from tree.plain(one.pieces)[:2_000].splitlines()[:40]


def span_in(line):
    return dates.span(line) if not scenes.SINCE.search(line) else None


def fill(drafts):
    """Years from the headings above, then from the dates before and after in the same list."""
    for draft in drafts:
        draft.year = draft.year or draft.when.year or year_in_links(draft) or scenes.year_of(draft.scene, draft.month)
    open_ = [draft for draft in drafts if not draft.year]
    if not open_ or len(open_) == len(drafts):
        return
    ascending = is_ascending(drafts)
    known = in_order([draft for draft in drafts if draft.year], ascending)
    from_beside(drafts, ascending, known)
    told = [draft for draft in open_ if draft.year and draft.when.weekday is not None]
    if sum(not fits(draft, draft.year) for draft in told) * 2 > len(told):
        # The days of the week belong to another year than the next that is written.
        for draft in open_:
            draft.year = year_of_weekday(draft, known)
        from_beside(drafts, ascending, in_order([draft for draft in drafts if draft.year], ascending))


def year_in_links(draft):
    """The one year in which an address of a session has its day; None where none has."""
    session = draft.session
    urls = [one.url for one in (*session.readings, *session.materials)] + [session.join_url]
    days = [(int(at["y"]), int(at["m"]), int(at["d"])) for url in urls for at in IN_ADDRESS.finditer(url[:500])]
    years = {year for year, *day in days if day == [draft.month, draft.day]}
    return years.pop() if len(years) == 1 else None


def from_beside(drafts, ascending, known):
    """Fills what is open from the nearest before it, then from the nearest after it. `known`: those with a year that
    is in order with the others."""
    trusted = set(map(id, known))
    for order, later in ((drafts, ascending), (drafts[::-1], None if ascending is None else not ascending)):
        if later is None:
            continue
        before = None
        for draft in order:
            if not draft.year and before:
                first, second = (before.month, before.day), (draft.month, draft.day)
                draft.year = before.year + (second < first) if later else before.year - (second > first)
                before = draft
            elif draft.year and (id(draft) in trusted or before is None):
                before = draft


def in_order(known, ascending):
    """Those of the dates with a year that run in the direction of the list, where nearly all do: the rest are slips."""
    if ascending is None or len(known) < 3:
        return known
    sign = 1 if ascending else -1
    days = [sign * (draft.year * 400 + draft.month * 31 + draft.day) for draft in known]
    # The longest row that never turns back.
    ends, at, before = [], [], []
    for index, day in enumerate(days):
        place = bisect_right(ends, day)
        before.append(at[place - 1] if place else None)
        if place == len(ends):
            ends.append(day)
            at.append(index)
        else:
            ends[place], at[place] = day, index
    index, row = at[-1], []
    while index is not None:
        row.append(known[index])
        index = before[index]
    return row[::-1] if len(row) > 1 and (len(known) - len(row)) * 4 <= len(known) else known


def fits(draft, year):
    day = dates.day(year, draft.month, draft.day)
    return bool(day) and day.weekday() == draft.when.weekday


def year_of_weekday(draft, known):
    """The one year, of those around the years that are written, in which a date falls on its day of the week."""
    if draft.when.weekday is None:
        return None
    found = [year for year in range(known_years(known)[0] - 1, known_years(known)[1] + 2) if fits(draft, year)]
    return found[0] if len(found) == 1 else None


def known_years(known):
    years = [draft.year for draft in known]
    return min(years), max(years)


def fill_nearest(drafts):
    """Years of what stands beside a list with years, as “Upcoming” above “Past (2023)”: the day that is nearest."""
    is_one = sum(not draft.year for draft in drafts) == 1
    for order in (drafts, drafts[::-1]):
        for before, draft in pairwise(order):
            if draft.year or not before.year:
                continue
            day = dates.day(before.year, before.month, before.day)
            near = [dates.day(year, draft.month, draft.day) for year in (before.year - 1, before.year, before.year + 1)]
            near = [one for one in near if one]
            near = [one for one in near if one.weekday() == draft.when.weekday] or near
            nearest = min(near, key=lambda one: abs(one - day)) if day and near else None
            # The one that has another form has to be close: “Next: May 3” above a list that ends in April.
            if nearest and (draft.source == before.source or (is_one and abs(nearest - day).days <= CLOSE)):
                draft.year = nearest.year


def fill_all(drafts, around):
    """The year of a document none of whose dates has one: the only one of its introduction, or that of the day on
    which it was written, where all meetings lie around that day."""
    if not around or not drafts or any(draft.year for draft in drafts):
        return
    if around.span and fill_span(drafts, *around.span):
        return
    if around.year:
        first = around.year
    elif around.written:
        first = around.written.year
        days = [dates.day(first, draft.month, draft.day) for draft in drafts]
        if any(day is None or abs((day - around.written).days) > NEAR for day in days):
            return
    else:
        return
    weekdays = [draft for draft in drafts if draft.when.weekday is not None]
    if sum(not fits(draft, first) for draft in weekdays) * 4 > len(weekdays):
        return
    months = [(draft.month, draft.day) for draft in drafts]
    ups = sum(one < two for one, two in pairwise(months))
    downs = sum(one > two for one, two in pairwise(months))
    if min(ups, downs) > max(ups, downs) // 4:
        return  # over the turn of a year, or of several years
    for draft in drafts:
        draft.year = first


def fill_span(drafts, first, last):
    """Gives all the year in which they lie between two days, where each has one; says whether that was so."""
    found = []
    for draft in drafts:
        days = [dates.day(year, draft.month, draft.day) for year in range(first.year, last.year + 1)]
        found.append([day.year for day in days if day and first <= day <= last])
    is_told = all(len(years) == 1 for years in found)
    for draft, years in zip(drafts, found, strict=True):
        draft.year = years[0] if is_told else draft.year
    return is_told


def is_ascending(drafts):
    """Whether a list runs forward in time; None where that cannot be told."""
    ups = downs = 0
    for before, after in pairwise(drafts):
        if before.year and after.year:
            first, second = (before.year, before.month, before.day), (after.year, after.month, after.day)
        else:
            first, second = (before.month, before.day), (after.month, after.day)
            if abs(before.month - after.month) > 6:  # the turn of a year
                first, second = second, first
        ups += second > first
        downs += second < first
    return None if ups == downs else ups > downs
