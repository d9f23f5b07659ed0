"""A work as journals cite it, in a line below the head of a meeting: it is read there, whoever presents it. A
line below a work may say who wrote it."""

import re
from itertools import takewhile

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import citations, columns, lines, people

LED_BY = re.compile(r"\s\((?P<label>(?:[^\W\d]+\s){0,2}[^\W\d]+):\s*(?P<who>[^():]{2,80})\)\W*$")

BETWEEN = re.compile(r",\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
# So many names alone below a work are of those who wrote it.
MANY = 3


def read(draft, pieces, role):
    """Adds “Lovelace, A. (1943). Notes. *Memoirs*, 3. (Presenter: Ada)”; False where a line is no such work, or of one
    that is there already. `role`: of what stands around it."""
    text = lines.flat(pieces).strip()
    if role not in ("", "reading", "optional") or not citations.is_formal(text):
        return False
    if any(work.title.casefold() in text.casefold() for work in draft.session.readings):
        return False  # how the work above, with a title or without, is cited
    known, said = len(draft.session.people), without_led(draft, text)
    title = citations.split(said)[0]
    for person in draft.session.people[known:]:
        person.about = title
    at = lines.flat(pieces).index(text) + len(said)
    draft.line(lines.cut(pieces, [(at, len(lines.flat(pieces)))]), role or "reading", None, True)
    return True


def below(draft, pieces, under):
    """“Ada Loom, Bo Rod & Cy Gear, *Memoirs*, 2020; doi:…” below a work with its link, in its item, says who wrote it
    and where it is: added to that work; False for any other line."""
    if under is None or under >= len(draft.session.readings) or tree.links(pieces):
        return False
    work = draft.session.readings[under]
    parts = BETWEEN.split(tree.plain(pieces).strip(" ."))
    names = list(takewhile(people.is_alone, parts))
    place = ", ".join(parts[len(names) :])
    when = dates.find(place)
    is_said = citations.YEAR.search(place) and not (when and when.has_day) if place else len(names) >= MANY
    if work.kind != "paper" or not work.url or work.authors or len(names) < 2 or not is_said:
        return False
    work.authors = names
    work.venue = work.venue or place[: citations.LONGEST_VENUE]
    return True


def without_led(draft, words):
    """“… Memoirs, 3. (Discussion: Ada Lovelace)”, without who leads it."""
    led = LED_BY.search(words)
    if not led or not (are_people(led["who"]) or is_presenter(led)):
        return words
    draft.session.people.extend(people.persons(people.split(led["who"]), line=draft.session.line))
    return words[: led.start()].strip()


def is_presenter(led):
    """Whether names that may be short stand behind a word for who presents."""
    return columns.role(led["label"]) == "people" and people.is_person(led["who"])


def are_people(words):
    return people.is_person(words) and all(map(people.is_alone, people.split(words)))
