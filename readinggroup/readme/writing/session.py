"""A session as a section of a README."""

import re

from papers.metadata.links import recognise
from readinggroup.readme.writing.marks import heading, indented, inline, link, name, names, words
from sessions.models.session import span

# Not the calendar module's, which are in the machine's language.
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June"]
MONTHS += ["July", "August", "September", "October", "November", "December"]

ROLES = {"presenter": "Presented by", "walk-through": "Walk-through by", "guest": "Guest:", "host": "Host:"}
MATERIALS = {
    "recording": "Recording",
    "slides": "Slides",
    "notebook": "Notebook",
    "code": "Code",
    "notes": "Notes",
    "other": "Other",
}
KINDS = {
    "blog": "blog post",
    "code": "code",
    "notebook": "notebook",
    "slides": "slides",
    "video": "video",
    "other": "other",
}
INDENT = "  "
TOLD = {"code": "code", "notebook": "notebook", "slides": "slides", "youtube": "video", "video": "video"}
SAYS_BLOG = re.compile(r"\bblog\b", re.IGNORECASE)
SAME = re.compile(r"(?:the )?same as\b", re.IGNORECASE)
ALL = re.compile(r"all (?:(?:the|our) )?(?:prior|previous|preceding|past|earlier)\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])\d{1,5}(?![\w.])", re.ASCII)


def title(session, word):
    """What its heading and the contents call it."""
    if session.number is not None:
        return f"{word} {span(session.number, session.last_number)}: {session.title}"
    return f"{session.date.isoformat()}: {session.title}" if session.date else session.title


def section(session, word):
    """Its heading and what there is to say, one thing a bullet."""
    bullets = [
        when(session),
        "**Cancelled**" if session.is_cancelled else "",
        link("Join", session.join_url) if session.join_url else "",
        *people(session),
        *readings(session, word),
        *(row for material in session.materials for row in produced(material)),
        "" if session.expects_recording else "No recording was made",
        "" if session.expects_slides else "No slides were made",
    ]
    rows = [heading(2, title(session, word)), *map(bullet, filter(None, bullets))]
    if session.recap:
        # A list of its own, as the empty lines would draw the other bullets apart.
        rows += ["", "- Recap:", "", indented(session.recap, INDENT)]
    return "\n".join(rows)


def bullet(text):
    """A list's item, after the indent that stands for its depth."""
    inner = text.lstrip(" ")
    return f"{text[: len(text) - len(inner)]}* {inner}"


def when(session):
    if not session.date:
        # So that a heading of mere words is known for a session's, whatever the words are.
        return "When: not known" if session.number is None else ""
    date = session.date
    parts = [f"{DAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]} {date.year}"]
    if session.time:
        parts.append(f"{session.time.isoformat('seconds' if session.time.second else 'minutes')} {session.zone}")
    if session.minutes:
        parts.append(f"{session.minutes} minutes")
    return f"When: {', '.join(parts)}"


# People


def people(session):
    """A bullet for each role of those who are not named beside a paper that the session reads."""
    read = {work.title for work in session.readings if work.kind == "paper"}
    shown = [person for person in session.people if person.about not in read]
    for about in dict.fromkeys(person.about for person in shown):
        remark = f" (about {inline(about)})" if about else ""
        yield from (f"{text}{remark}" for text in roles(shown, about))


def roles(people, about):
    """ "Presented by A and B", "Guest: C": those of one paper, or of none."""
    for role, label in ROLES.items():
        if those := [person_name(one) for one in people if one.role == role and one.about == about]:
            yield f"{label} {names(those)}"


def person_name(person):
    handle = f", {inline(person.handle)}" if person.handle else ""
    return name(person.name, person.url) + handle


# Readings


def readings(session, word):
    if not session.readings and not session.readings_note and not session.refers_to:
        return
    yield f"Readings: {inline(session.readings_note)}".rstrip()
    for work in session.readings:
        yield INDENT * (1 if work.under is None else 2) + reading(work, session.people)
    if not is_said(session):
        yield from (f"{INDENT}The readings of {inline(word)} {number}" for number in session.refers_to)


def reading(work, people):
    people = roles(people, work.title) if work.kind == "paper" else ()
    remarks = ["optional" if work.is_optional else "", kind(work), *(f"{text[0].lower()}{text[1:]}" for text in people)]
    remark = "".join(f" ({text})" for text in remarks if text)
    remark += f" – {inline(work.note)}" if work.note else ""
    if work.url:
        return link(work.title, work.url) + remark
    return f"**{inline(work.title)}**{remark}" if remark else words(work.title)


def kind(work):
    """The kind of a reading, where neither its title nor its address tells."""
    return "" if work.kind in ("paper", told(work.title, work.url)) else KINDS[work.kind]


def told(title, url):
    """The kind of resource that a title or an address tells of; nothing where neither does."""
    if SAYS_BLOG.search(title):
        return "blog"
    known = recognise(url)
    return TOLD.get(known.kind, "") if known else ""


def is_said(session):
    """Whether the note in words names the very sessions already."""
    return session.refers_to_all or session.refers_to == said(session.readings_note)


def said(note):
    """The numbers of the sessions that a note in words names: "Same as Week 13"."""
    return sorted({int(number) for number in NUMBER.findall(note)}) if SAME.match(note) else []


def says_all(note):
    """Whether a note in words names all sessions before: "All prior readings"."""
    return ALL.match(note) is not None


# What it produced


def produced(material):
    label = MATERIALS[material.kind]
    text = f"{label} - {material.title}" if material.title else label
    yield link(text, material.url) + (f" (about {inline(material.about)})" if material.about else "")
    yield from (f"{INDENT}{inline(chapter)}" for chapter in material.chapters.splitlines())
