"""The last word on what was put together: a session, a cancelled one, or none."""

import re

from readinggroup.readme.found import Work
from readinggroup.readme.reading.words import columns, lines, nothing

DUE = re.compile(r"\bdue\b|\bdeadline\b|\babgabe\b|à rendre", re.IGNORECASE)
# “Reading what we hand in (deadline: May 3)” is done together on a day before.
BRACKETS = re.compile(r"\([^()]*\)")
# So many works to read make a list of them.
FEW = 3
WATCHED = re.compile(
    r"\bwe\s+(?:will\s+|have\s+|all\s+)?(?:watch|watched|saw|see)\b|\b(?:vimos|veremos|vamos a ver)\b", re.IGNORECASE
)
WORK = re.compile(
    r"\b(?:homework|hw|assignment|problem set|project|proposal|report|quiz|exam|milestone)\b", re.IGNORECASE
)
# Who was there, in words that have names behind them.
ATTENDED = re.compile(r"(?:participants|attendees|attendance|attending|attended)\s*:\s*[^\W\d]{2}", re.IGNORECASE)


def settle(draft):
    """Says of a draft whether it is no session (is_off), and whether the session was cancelled."""
    session = draft.session
    watch(draft)
    if not draft.is_off and nothing.is_cancelled(draft.words):
        cancel(draft)
    draft.is_off = draft.is_off or is_due(draft) or is_nothing(draft)
    if nothing.is_empty(session.title):
        session.title = ""


def watch(draft):
    """Several videos with titles of their own, among materials of which nobody presents any, are to be watched; so is
    one beside several works, and one where the group says that it did."""
    session = draft.session
    recordings = [material for material in session.materials if material.kind == "recording"]
    is_list = len(draft.videos) > 1 or (bool(draft.videos) and len(session.readings) >= FEW)
    is_several = is_list and recordings == draft.videos and not session.people
    if not is_several and not (len(recordings) == 1 and WATCHED.search(draft.words)):
        return
    session.materials = [material for material in session.materials if material.kind != "recording"]
    session.readings.extend(Work(one.title, one.url, "video", line=one.line) for one in recordings)


def cancel(draft):
    """Takes the word for it out of the title. A line that says nothing else is no session; a row has its date."""
    session = draft.session
    title = nothing.without_cancelled(session.title)
    if draft.is_row:
        session.is_cancelled, session.title = True, title or session.title
    elif not nothing.is_empty(title):
        session.is_cancelled, session.title = True, title
    elif not session.readings and not session.materials:
        draft.is_off = True


def strike(drafts):
    """Cancels the sessions of a list whose lines are struck out between others. Those that are over are struck out from
    one end of the list on."""
    found = [is_struck(draft.opened) for draft in drafts]
    if found and not found[0] and not found[-1]:
        for draft, struck in zip(drafts, found, strict=True):
            draft.session.is_cancelled |= struck and not draft.is_off


def is_struck(pieces):
    words = [piece for piece in pieces if piece.text.strip()]
    return bool(words) and all(piece.struck for piece in words)


def is_due(draft):
    """Whether the day is one on which something is to be handed in, and nobody presents."""
    session = draft.session
    if session.readings or session.people or any(one.kind in ("slides", "recording") for one in session.materials):
        return False
    due = [bool(DUE.search(part if WORK.search(part) else BRACKETS.sub(" ", part))) for part in draft.recap]
    # Among other lines, one that speaks of a deadline is but a point to talk about.
    return any(due) and (bool(WORK.search(session.title)) if session.title else sum(due) * 2 >= len(due))


def is_form(part, is_dated):
    """Whether words are those of a form that waits to be filled in: “### Title”, “Abstract”, “TBD”. On a day that is
    said, “Discussion” is what takes place."""
    words = map(plain, part.splitlines())
    is_head = not is_dated or part.startswith("#")
    return all(nothing.is_empty(line) or (is_head and columns.is_only(line)) for line in words)


def plain(line):
    return lines.clean(line.lstrip("#> ")).strip("*_: ")


def is_nothing(draft):
    """Whether all that was read says that nobody meets, or says nothing of a meeting."""
    session = draft.session
    if session.readings or any(material.kind != "other" for material in session.materials):
        return False
    if any(map(ATTENDED.match, draft.recap)):
        return False  # “ICML 2023”, and who spoke of it
    said = session.title or (lines.clean(draft.recap[0]) if len(draft.recap) == 1 else "")
    if nothing.is_off(said) or (nothing.is_rest(said) and not session.people):
        return True
    if session.people:
        return False
    if draft.refers:
        return False
    said = [part for part in draft.recap if not is_form(part, bool(draft.when))]
    if nothing.is_empty(session.title) and not (session.materials or said):
        return True
    return not session.title and not draft.number and not any(len(part) > 3 for part in draft.recap)
