"""One meeting with an entry for each of its talks, which all begin with its day: rows of a table that repeat it are
one, too. A heading is over a meeting of its own, and so is a title with its day below."""

from readinggroup.readme.reading import finishing


def joined(sessions, drafts):
    """The sessions, those of one day as one where nothing says that they are two."""
    of = {id(draft.session): draft for draft in drafts}
    kept, by_day = [], {}
    for session in sessions:
        draft = of[id(session)]
        beside = by_day.setdefault(session.date, []) if session.date and draft.when and draft.when.year else []
        first = next((one for one in beside if is_one(of[id(one)], draft)), None)
        if first:
            add(first, session)
        else:
            kept.append(session)
            beside.append(session)
    return kept


def is_one(draft, other):
    """Whether neither number, hour nor page tells two entries of one day apart."""
    one, two = draft.session, other.session
    counts = {draft.number.number if draft.number else None, other.number.number if other.number else None}
    said = len(counts) > 1 or draft.page or other.page
    begin = draft.is_by_day and other.is_by_day and not said
    return begin and one.time == two.time and not (one.is_cancelled or two.is_cancelled)


def add(session, other):
    """Adds the entry of another talk: who presents there, presents what is read there."""
    count = len(session.readings)
    new = {person.name for person in other.people} - {person.name for person in session.people}
    titles = [session.title, other.title]
    finishing.take(session, other)
    works = [work for work in session.readings[count:] if work.under is None and work.title]
    for person in session.people if len(works) == 1 and count else []:
        if person.name in new and not person.about:
            person.about = works[0].title
    session.title = finishing.shortened("; ".join(dict.fromkeys(title for title in titles if title)))
