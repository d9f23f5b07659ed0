"""Crossref's API: https://api.crossref.org, the facts that publishers give out with a DOI."""

import json
import re
from datetime import date
from urllib.parse import quote, urlencode

from django.conf import settings

from papers.metadata.ask import AbsentError, OddAnswerError, Service, get
from papers.metadata.facts import Facts, line, plain, venue_in

CROSSREF = Service("Crossref")
UNKNOWN = "Crossref knows no DOI {}. Check it; if it is right, type the title and the authors."
NONSENSE = "Crossref answered with something that makes no sense."

HEADING = re.compile(r"<jats:title>\s*abstract\.?\s*</jats:title>", re.IGNORECASE)
SHORT_NAME = re.compile(r"\(([A-Z0-9][\w-]*[A-Z][\w-]*)(?:\s*['’]?\d{2,4})?\)")
DATES = ("published-online", "published-print", "published", "issued", "posted")


def fetch(doi, patience):
    """The Facts about the work of this DOI; AbsentError where Crossref knows none."""
    # Those who say who they are get better service.
    query = f"?{urlencode({'mailto': settings.CONTACT_EMAIL})}" if settings.CONTACT_EMAIL else ""
    try:
        answer = get(CROSSREF, f"{settings.CROSSREF_API}{quote(doi, safe='')}{query}", patience, "application/json")
    except AbsentError:
        raise AbsentError(UNKNOWN.format(doi)) from None
    try:
        work = json.loads(answer.content)["message"]
        return Facts("Crossref", {name: value for name, value in values(work) if value})
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise OddAnswerError(NONSENSE) from None


def values(work):
    title = ": ".join(filter(None, map(plain, [*first(work, "title"), *first(work, "subtitle")])))
    if not title:
        raise ValueError("a work without a title")
    yield "title", title
    yield "authors", "\n".join(filter(None, map(author, work.get("author") or [])))
    yield "abstract", plain(HEADING.sub("", str(work.get("abstract") or "")).replace("</jats:p>", " "))
    yield "published", published(work)
    yield "venue", venue(work)


def first(work, name):
    """The first of the values that a field has, as a list of one, or of none."""
    return [str(value) for value in (work.get(name) or [])[:1]]


def author(person):
    name = f"{person.get('given') or ''} {person.get('family') or ''}".strip() or person.get("name") or ""
    return plain(f"{name}, {person['suffix']}" if name and person.get("suffix") else name)


def parts(work, name):
    """A date's year, month and day, as many as there are."""
    numbers = ((work.get(name) or {}).get("date-parts") or [[]])[0]
    return [number for number in numbers if isinstance(number, int)]


def published(work):
    """The first day on which it was published, where the publisher gives a day. A month or a year alone is no date:
    the first day of it would be made up. The year is in the venue, from which citations take it."""
    days = [parts(work, name) for name in DATES]
    try:
        return min((date(*day) for day in days if len(day) == 3), default=None)
    except (ValueError, OverflowError):
        return None


def venue(work):
    """As the site writes it: "CVPR 2022", "JMLR 23(4), 2022"."""
    event = work.get("event") or {}
    year = next((parts(work, name)[0] for name in ("published-print", "published", "issued") if parts(work, name)), "")
    containers = [plain(name) for name in work.get("container-title") or []]
    if work.get("type") == "journal-article":
        issue = f"({line(work['issue'])})" if work.get("issue") else ""
        volume = f" {line(work['volume'])}{issue}" if work.get("volume") else ""
        return f"{containers[0]}{volume}{f', {year}' if year else ''}" if containers else ""
    names = [*filter(None, [plain(event.get("acronym")), plain(event.get("name"))]), *containers]
    if not names:
        return (
            plain(next(iter(work.get("institution") or [{}])).get("name"))
            if work.get("type") == "posted-content"
            else ""
        )
    if known := next(filter(None, map(venue_in, names)), ""):
        return known
    short = plain(event.get("acronym")) or next((found[1] for found in map(SHORT_NAME.search, names) if found), "")
    short = re.sub(r"\s*['’]?\d{2,4}$", "", short)
    if short and year:
        return f"{short} {year}"
    name = re.sub(r"^(?:proceedings of (?:the )?)", "", names[0], flags=re.IGNORECASE)
    return name if not year or str(year) in name else f"{name} {year}"
