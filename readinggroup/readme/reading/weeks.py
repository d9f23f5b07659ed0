"""One meeting over several tables: its day in one, and what is read in others, by the number of the week."""

from readinggroup.readme.reading import finishing

# So many weeks are no chance.
FEWEST = 3


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
    return sorted(drafts, key=lambda draft: draft.session.line) if gone else drafts


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
