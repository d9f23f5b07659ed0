"""From drafts to sessions: titles that were missing, what belongs to which work, references."""

import re
from itertools import groupby

from papers.identifiers import url_key
from readinggroup.readme.found import Remark
from readinggroup.readme.reading.drafts import names, unnamed
from readinggroup.readme.reading.sections import occasions
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import guests, lines

LONGEST_TITLE = 300
WORD = re.compile(r"[^\W_]+")
SMALL_WORDS = """
the a an of for in on and with to by from via paper
"""
SMALL = set(SMALL_WORDS.split())


def finish(found, drafts):
    """Adds the sessions of the drafts to what was found."""
    for _, group in groupby(drafts, key=lambda draft: draft.source):
        held = [draft for draft in group if not draft.is_off and not draft.is_row]
        names.split_names(held)
        names.split_lone_names(held)
        names.split_speakers(held)
        names.doubt_leads(held)
    names.known_names(drafts)
    names.split_known([draft for draft in drafts if not draft.is_off])
    plan(drafts)
    halves([draft for draft in drafts if not draft.is_off])
    held = [draft for draft in drafts if not draft.is_off]
    unnamed.watched(held)
    unnamed.quoted(held)
    unnamed.spoken(held)
    unnamed.topics(held)
    unnamed.alike(held)
    for draft in drafts:
        if draft.is_off:
            said = " ".join(draft.words.split())[:80]
            if said:
                found.remarks.append(Remark(draft.session.line, f"“{said}” is no session."))
            continue
        session = draft.session
        if draft.number:
            session.number, session.last_number = draft.number.number, draft.number.last
        title(session)
        about(session)
        session.people.extend(guests.guest(session.title, session.line))
        session.people = distinct(session.people)
        said = [part.strip() for part in draft.recap if part.strip()]
        session.recap = "\n\n".join(([session.recap] if session.recap else []) + said)
        session.refers_to = list(dict.fromkeys(session.refers_to))
        found.sessions.append(session)
        if draft.refers_last:
            refer_to_neighbour(found, session)
    found.sessions = joined(found.sessions, {draft.session.line: draft.source for draft in drafts})
    found.sessions = merged(found.sessions)


def plan(drafts):
    """“Next session” with its day and nothing else is one, where it follows headings that are a meeting each."""
    held = [draft for draft in drafts if not draft.is_off]
    if not held or not all(one.source in ("heading", "titled") and one.session.date for one in held):
        return
    last = max(one.session.date for one in held)
    for draft in drafts:
        day = dates.day(draft.year, draft.month, draft.day)
        is_next = draft.is_off and draft.source == "titled" and occasions.NEXT.fullmatch(draft.words)
        if is_next and day and day > last:
            draft.is_off, draft.session.date, draft.session.title = False, day, lines.clean(draft.words)


def halves(drafts):
    """“Next meeting: May 3” over what is read there, and “May 3: Looms” in a list of topics: one meeting."""
    for draft in drafts:
        session = draft.session
        if draft.source != "heading" or session.title or not session.readings or not session.date:
            continue
        beside = [one for one in drafts if one.source == "list" and one.session.date == session.date]
        if len(beside) == 1 and not (beside[0].session.readings or beside[0].session.people or beside[0].number):
            session.title = beside[0].session.title
            take(session, beside[0].session)
            draft.recap.extend(beside[0].recap)
            beside[0].is_off, beside[0].words = True, ""


def title(session):
    """The title of a session without one is what it reads, or what was shown; a work without one has the session's."""
    works = [work for work in session.readings if work.under is None]
    nameless = [work for work in session.readings if not work.title]
    if not session.title:
        shown = [material.title for material in session.materials if material.kind == "slides"]
        titles = [work.title for work in works if work.title and not work.title.startswith("http")] or shown
        session.title = "; ".join(dict.fromkeys(title for title in titles if title))
    session.title = shortened(session.title)
    for work in nameless:
        alone = work.under is None and len([one for one in works if one.kind == work.kind]) == 1
        work.title = (
            session.title if alone and session.title else re.sub(r"^https?://(?:www\.)?", "", work.url)[:LONGEST_TITLE]
        )
    for work in session.readings:
        if len(work.title) > LONGEST_TITLE:
            work.note, work.title = work.note or work.title, shortened(work.title)


def shortened(text):
    if len(text) <= LONGEST_TITLE:
        return text
    return text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def distinct(found):
    """Each person once, by the full name where there is one; the one who is tied to a work, where there are two."""
    kept = {}
    for person in found:
        if person.name not in kept or (person.about and not kept[person.name].about):
            kept[person.name] = person
    full = {person.name.partition(" ")[0] for person in kept.values() if " " in person.name}
    # “Ada will tell of looms” below “(Ada Lovelace)”
    return [person for person in kept.values() if person.name not in full]


def about(session):
    """Which work materials and people are about: “EDM paper” has these initials, or code of that name."""
    for material in session.materials:
        if material.title and not material.about and material.kind != "other":
            material.about = work_of(session, material.title) or ""
    for person in session.people:
        if not person.about:
            continue
        if not any(person.about in (work.title, work.url) for work in session.readings):
            person.about = work_of(session, person.about) or person.about
    for person in session.people:
        # What is nested under a work is about that.
        work = next((one for one in session.readings if person.about and person.about in (one.title, one.url)), None)
        if work and work.under is not None:
            person.about = session.readings[work.under].title


def work_of(session, words):
    """The title of the one work at the top that some words mean, or None."""
    wanted = [
        word for word in WORD.findall(words) if word.casefold() not in SMALL | {"colab", "official", "code", "talk"}
    ]
    if not wanted:
        return None
    works = [(at, work) for at, work in enumerate(session.readings) if work.under is None and work.kind == "paper"]
    found = [work for _, work in works if all(has_word(work.title, word) for word in wanted)]
    found = found or [work for _, work in works if len(wanted) == 1 and is_short_for(wanted[0], work.title)]
    found = found or [
        work
        for at, work in works
        if len(wanted) == 1
        and any(one.under == at and wanted[0].casefold() in url_key(one.url).casefold() for one in session.readings)
    ]
    return found[0].title if len(found) == 1 else None


def has_word(title, word):
    return word.casefold() in {part.casefold() for part in WORD.findall(title)}


def is_short_for(short, title):
    """Whether “EDM” stands for “Elucidating the Design Space of Diffusion-Based Generative Models”."""
    if not short.isupper() or not 2 <= len(short) <= 8:
        return False
    initials = "".join(word[0].upper() for word in WORD.findall(title) if word.casefold() not in SMALL)
    at = 0
    for sign in short:
        at = initials.find(sign, at) + 1
        if not at:
            return False
    return initials[0] == short[0]


def refer_to_neighbour(found, session):
    """“Same as last week” is the session before in time: its number, where it has one."""
    before = found.sessions[-2] if len(found.sessions) > 1 else None
    if session.number:
        before = next((one for one in found.sessions if (one.last_number or one.number) == session.number - 1), before)
    if before and before.number:
        session.refers_to.append(before.last_number or before.number)
    elif not session.title:
        session.title = session.readings_note
    else:
        session.recap = f"{session.readings_note}\n\n{session.recap}".strip()


def merged(sessions):
    """One of two entries of a meeting, as “Next session” and the table below have it: same day, same reading."""
    kept, by_key = [], {}
    for session in sessions:
        beside = by_key.setdefault((session.date, session.number), [])
        # Many without a date and number, or at the same, are no entries of one meeting.
        twin = next((one for one in beside[:5] if is_same(one, session)), None)
        if twin is None:
            kept.append(session)
            beside.append(session)
            continue
        take(twin, session)
    return kept


def joined(sessions, sources):
    """A table of the meetings and a heading with the papers for each of them: one session where both have its day, its
    number or its title."""
    tables = [session for session in sessions if sources.get(session.line, "").startswith("table")]
    headed = [session for session in sessions if sources.get(session.line) in ("heading", "titled", "text")]
    row_of = {}
    for key in (lambda session: session.date, lambda session: session.number, title_key):
        rows = alone(tables, key)
        for said, one in alone(headed, key).items():
            if id(one) not in row_of and said in rows and agree(rows[said], one):
                row_of[id(one)] = rows[said]
    if len(row_of) < 2 or len(row_of) * 5 < len(headed) * 4:
        return sessions
    for one in headed:
        if id(one) in row_of:
            take(row_of[id(one)], one)
    return [session for session in sessions if id(session) not in row_of]


def agree(one, other):
    """Whether neither day nor number says that they are two."""
    days, counts = {one.date, other.date} - {None}, {one.number, other.number} - {None}
    return len(days) < 2 and len(counts) < 2


def title_key(session):
    return lines.clean(session.title).casefold()


def alone(sessions, key):
    """The sessions by such a key, those left out that share it with another or have none."""
    found = {}
    for session in sessions:
        if said := key(session):
            found.setdefault(said, []).append(session)
    return {said: beside[0] for said, beside in found.items() if len(beside) == 1}


def is_same(one, other):
    if (
        one.line == other.line
        or (one.date is None and one.number is None)
        or (one.date, one.number) != (other.date, other.number)
    ):
        return False
    ours, theirs = ({url_key(w.url) for w in s.readings if w.url} for s in (one, other))
    same_title = lines.clean(one.title).casefold() == lines.clean(other.title).casefold()
    if one.date is None and not (ours & theirs):
        return False
    return bool(ours & theirs) if ours and theirs else same_title and bool(one.title)


def take(twin, session):
    """Adds to a session what only its second entry says."""
    known = {url_key(one.url) for work in twin.readings for one in (work, *work.also) if one.url}
    at = {}
    for number, work in enumerate(session.readings):
        if work.url and url_key(work.url) in known:
            continue
        if not work.url and (same := in_short(twin, work)):
            same.title = work.title
            continue
        work.under = at.get(work.under)
        twin.readings.append(work)
        at[number] = len(twin.readings) - 1
    urls = {material.url for material in twin.materials}
    twin.materials.extend(material for material in session.materials if material.url not in urls)
    twin.people = distinct([*twin.people, *session.people])
    twin.recap = "\n\n".join(
        part for part in (twin.recap, session.recap if session.recap != twin.recap else "") if part
    )
    twin.time, twin.zone, twin.minutes = (
        twin.time or session.time,
        twin.zone or session.zone,
        twin.minutes or session.minutes,
    )
    twin.join_url = twin.join_url or session.join_url
    twin.is_cancelled |= session.is_cancelled


def in_short(session, work):
    """The work of a session that has the first words of a title alone: “Looms” of “Looms: A Survey”."""
    begun = [one for one in session.readings if one.title and work.title.casefold().startswith(one.title.casefold())]
    alike = [one for one in begun if work.title[len(one.title) :][:1] in ("", ":")]
    return alike[0] if len(alike) == 1 and alike[0].url else None


def match_list(found):
    """A reading with the title of a work of the list is that work, as “Stable Diffusion” is, a repository."""
    titles = {lines.clean(entry.work.title).casefold() for entry in found.papers}
    for session in found.sessions:
        for work in session.readings:
            if work.under is None and work.kind in ("code", "other") and lines.clean(work.title).casefold() in titles:
                work.kind = "paper"
