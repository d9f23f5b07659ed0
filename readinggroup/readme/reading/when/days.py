"""From what the lines say to dates: day and month told apart over the whole document, missing years from what is
around. Nothing is guessed: what stays open is left out, and said."""

import re
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from readinggroup.readme.found import Remark
from readinggroup.readme.reading.when import dates, scenes, years

# Kana, signs and Hangul.
EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
# A year to compare days in where none is known: a leap year.
SOME_YEAR = 2000


def settle(drafts, day_first, around=None):
    """Gives each session its date; returns the lines of dates that are ambiguous, and remarks.

    `around`: what the document says of its time before the first session, a years.Around, or None.
    """
    drafts = [draft for draft in drafts if draft.when]
    remarks = []
    is_east = is_eastern(drafts)
    year_first(drafts, is_east)
    month_first(drafts, is_east)
    orders, doubt = {}, None
    if day_first is None:
        day_first, doubt = order_of(drafts)
        day_first = False if day_first is None and not doubt and is_east else day_first
        orders = orders_of(drafts) if doubt else {}
    ambiguous = []
    for draft in drafts:
        draft.month, draft.day = draft.when.parts(orders.get(draft.source, day_first))
        if draft.month is None and draft.when.first is not None:
            ambiguous.append(draft.session.line)
    remarks.extend([doubt] if doubt and ambiguous else [])
    for _, group in groupby(drafts, key=lambda draft: (draft.source, len(draft.scene) and id(draft.scene[-1]))):
        years.fill([draft for draft in group if draft.month])
    years.fill_nearest([draft for draft in drafts if draft.month])
    years.fill_all([draft for draft in drafts if draft.month], around)
    for draft in drafts:
        remarks.extend(dated(draft))
    return ambiguous, remarks


def is_eastern(drafts):
    """Whether meetings are told in words of the East, which have the year first, and the month before the day."""
    said = [draft for draft in drafts if EASTERN.search(f"{draft.words} {draft.session.title}")]
    return len(said) * 2 > len(drafts)


def year_first(drafts, is_east):
    """“22.02.10”, “22.02.17”: where the first of three numbers stays and the last changes, the first is the year; and
    in the East."""
    three = [draft.when for draft in drafts if draft.when.three]
    firsts, lasts = {when.three[0] for when in three}, {when.three[2] for when in three}
    is_row = len(three) > 1 and len(firsts) < 3 and len(lasts) > len(firsts)
    if not (is_row or is_east) or not all(10 <= first <= 40 for first in firsts):
        return
    if any(not 1 <= when.three[1] <= 12 or not 1 <= when.three[2] <= 31 for when in three):
        return
    for when in three:
        when.year, when.month, when.day = 2000 + when.three[0], when.three[1], when.three[2]
        when.first = when.second = None


def month_first(drafts, is_east):
    """“03.08”, “03.15”: dates with a point between have the month first where a day stands second elsewhere in the
    document, or in the same table where it has both; where only so they run in one direction; and in the East."""
    two = [draft for draft in drafts if draft.when.two]
    shown = {draft.source for draft in two if draft.when.two[1] > 12}
    against = {draft.source for draft in two if draft.when.two[0] > 12}
    if shown and against:
        two = [draft for draft in two if draft.source in shown - against]
    elif not shown and not against:
        # A whole date has the day first wherever nothing shows that it has not.
        two = [draft for draft in two if not draft.when.year]
        order = by_order([either(draft) for draft in two])
        if order is True or (order is None and not is_east):
            return
    elif against:
        return
    for draft in two:
        when = draft.when
        when.month, when.day, when.first, when.second = *when.two, None, None


def either(draft):
    """The same with a date that can be read both ways."""
    first, second = draft.when.two
    return replace(draft, when=replace(draft.when, first=first, second=second, month=None, day=None))


def order_of(drafts):
    """(whether the day comes first in 3/4/2023, a remark where the document has both): None where nothing tells."""
    numeric = [draft for draft in drafts if draft.when.first is not None]
    days_first = [draft for draft in numeric if draft.when.first > 12]
    months_first = [draft for draft in numeric if draft.when.second > 12]
    if days_first and months_first:
        line = min(days_first[0].session.line, months_first[0].session.line)
        more = len(days_first) > len(months_first)
        if max(len(days_first), len(months_first)) >= 4 * min(len(days_first), len(months_first)):
            return more, None
        return None, Remark(
            line, "Some dates here have the day first and some the month: those that can be either are left out."
        )
    if days_first or months_first:
        return bool(days_first), None
    if not numeric:
        return None, None
    return by_order(drafts), None


def orders_of(drafts):
    """Whether the day comes first, table by table, in those that show it themselves."""
    found = {}
    for draft in drafts:
        first, second = draft.when.first or 0, draft.when.second or 0
        if max(first, second) > 12:
            found.setdefault(draft.source, set()).add(first > 12)
    return {source: said.pop() for source, said in found.items() if len(said) == 1}


def by_order(drafts):
    """Which reading of the dates runs in one direction, or week by week."""
    scores = []
    for day_first in (True, False):
        turns = weeks = pairs = days = 0
        for _, group in groupby(drafts, key=lambda draft: draft.source):
            known = [day for draft in group if (day := provisional(draft, day_first))]
            steps = [(after - before).days for before, after in pairwise(known)]
            steps = [step for step in steps if step]
            ups = sum(step > 0 for step in steps)
            turns += min(ups, len(steps) - ups)
            weeks += sum(abs(step) in (7, 14, 21, 28) for step in steps)
            days += len({day.weekday() for day in known}) if len(known) > 2 else 0
            pairs += len(steps)
        scores.append((turns, -weeks, days, pairs))
    (turns, weeks, days, pairs), (other_turns, other_weeks, other_days, _) = scores
    if pairs < 2:
        # Two dates a week or two apart are told by that.
        return (weeks < other_weeks) if pairs == 1 and weeks != other_weeks else None
    if (
        weeks != other_weeks
        and abs(weeks - other_weeks) * 2 >= pairs
        and (weeks < other_weeks) == (turns <= other_turns)
    ):
        return weeks < other_weeks
    if turns != other_turns:
        return turns < other_turns
    return weeks < other_weeks if weeks != other_weeks else (days < other_days if days != other_days else None)


def provisional(draft, day_first):
    month, day = draft.when.parts(day_first)
    year = draft.when.year or (scenes.year_of(draft.scene, month) if month else None) or SOME_YEAR
    return dates.day(year, month, day) if month and day else None


def dated(draft):
    """Sets the date of a session, and says why where it has none."""
    session, when = draft.session, draft.when
    if draft.is_off:
        return []
    day = dates.day(draft.year, draft.month, draft.day)
    if day:
        session.date = day
        if when.weekday is not None and when.weekday != day.weekday():
            return [
                Remark(session.line, f"{day:%d %B %Y} is a {day:%A}, and the document names another day of the week.")
            ]
        return []
    words = draft.words[when.start : when.end].strip(" ,-–—:") if not draft.is_row else ""
    said = words or said_by(when)
    session.recap = f"Date: {said}"
    if when.first is not None and draft.month is None:
        return [Remark(session.line, f"“{said}” can be read in two ways: is the day or the month first?")]
    if draft.year is None:
        return [
            Remark(session.line, f"“{said}” has no year, and nothing around it tells which: the session has no date.")
        ]
    return [Remark(session.line, f"“{said}” is no day of the calendar.")]


def said_by(when):
    if when.first is not None:
        year = f"/{when.year}" if when.year else ""
        return f"{when.first}/{when.second}{year}"
    year = f" {when.year}" if when.year else ""
    return f"{date(SOME_YEAR, when.month, 1):%B} {when.day}{year}"
