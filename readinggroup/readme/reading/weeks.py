"""One meeting in several places: its day in one table, and what is read in others, by the number of the week; and what
is said of it again below a table, as “Week 3: Notes” is."""

from readinggroup.readme.reading import finishing
from readinggroup.readme.reading.sections import phrases
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines

# So many weeks are no chance.
FEWEST = 3
# Of a meeting: the day of the plan, and the one on which it took place, may lie so many days apart.
NEAR = 3
# Any year with all days.
YEAR = 2024


def joined(gathering):
    """The drafts of a gathering, one for each meeting of such tables; calendars that are none are left."""
    tables = {}
    for draft in gathering.drafts:
        if draft.is_row:
            tables.setdefault(draft.source, []).append(draft)
    calendars = [rows for rows in [*tables.values(), *(rows for _, rows in gathering.calendars)] if is_calendar(rows)]
    topics = [rows for rows in tables.values() if is_numbered(rows) and not any(draft.when for draft in rows)]
    gone = set()
    for rows in topics:
        found = [calendar for calendar in calendars if are_of_one(calendar, rows)]
        if len(found) != 1:
            continue
        by_number = {draft.number.number: draft for draft in found[0]}
        for draft in rows:
            add(by_number[draft.number.number], draft)
            gone.add(id(draft))
    drafts = [draft for draft in gathering.drafts if id(draft) not in gone]
    for block, rows in gathering.calendars:
        held = [draft for draft in rows if not draft.is_off]
        drafts.extend(held)
        if not held:
            gathering.left.append((None, [block]))
    told = again(drafts, calendars)
    return sorted(told, key=lambda draft: draft.session.line) if gone else told


def again(drafts, calendars):
    """The drafts without those that a calendar has a row for, by number and day: “Week 3 – Feb 26: [Notes](…)”; and
    without headings such as “Week 3 goals”, which have no day, and no title either."""
    rows = [draft for calendar in calendars for draft in calendar if not draft.is_off]
    by_number = {draft.number.number: draft for draft in rows} if len(calendars) == 1 else {}
    kept = []
    for draft in drafts:
        row = None if draft.is_row or draft.is_off or not draft.number else by_number.get(draft.number.number)
        if not row or draft.number.last or not (are_near(row.when, draft.when) if draft.when else is_besides(draft)):
            kept.append(draft)
            continue
        if title := lines.clean(draft.session.title):
            row.recap.append(title)
        row.recap.extend(draft.recap)
        finishing.take(row.session, draft.session)
    return kept


def are_near(when, other):
    """Whether two days are the same, or nearly so, as far as they say."""
    if when.year and other.year and when.year != other.year:
        return False
    days = [dates.day(YEAR, *one.parts(None)) for one in (when, other)]
    return all(days) and abs((days[0] - days[1]).days) <= NEAR


def is_besides(draft):
    """Whether the words of a heading say of a meeting what there is besides its topic: “Goals”, “Resources”."""
    title = lines.clean(draft.session.title)
    return draft.source == "heading" and bool(title) and bool(phrases.OTHER.fullmatch(title))


def is_numbered(rows):
    numbers = {draft.number.number for draft in rows if draft.number}
    return len(rows) >= FEWEST and len(numbers) == len(rows)


def is_calendar(rows):
    return is_numbered(rows) and all(draft.when and draft.when.has_day for draft in rows)


def are_of_one(calendar, rows):
    """Whether rows without a day are of the weeks of a calendar of the same time."""
    weeks, numbers = ({draft.number.number for draft in one} for one in (calendar, rows))
    return numbers <= weeks and len(numbers) * 5 >= len(weeks) * 4 and calendar[0].scene == rows[0].scene


def add(draft, other):
    """Adds to the meeting of a day what another table says of its week."""
    titles = [draft.session.title, other.session.title]
    finishing.take(draft.session, other.session)
    draft.session.title = "; ".join(dict.fromkeys(title for title in titles if title))
    draft.recap.extend(other.recap)
    draft.is_off = False
