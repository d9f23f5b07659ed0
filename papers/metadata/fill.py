"""Fetched facts go into a row; what an organizer typed stays.

A field is free where it is empty, or still holds what was fetched last: `row.fetched` has that, by the field's name.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from papers.history import recorded
from papers.identifiers import doi
from papers.kept import comparable
from papers.metadata.ask import AbsentError
from papers.metadata.facts import line
from papers.models.fetched import Fetched
from papers.models.paper import split_authors

State = Fetched.FetchState
# Under these names `row.fetched` also has how often a useless answer came, and the address made from a stand-in title.
TRIES, SLUG = "_tries", "_slug"
MOST_TRIES = 5
# An abstract is a paragraph; a page that calls its whole text one is cut.
LONGEST = 10_000


def fill(row, facts):
    """Puts the Facts into the row, as it is in the database now; returns whether anything in it is new.

    Does nothing where the row is gone. `row` is what is in the database afterwards.
    """
    with transaction.atomic():
        fresh = locked(row)
        if fresh is None:
            return False
        problems = put(fresh, facts)
        changed = fresh.has_changed()
        fresh.fetched.pop(TRIES, None)
        note(fresh, State.DONE, " ".join(problems), fetched_on=timezone.now())
        save(fresh, f"Facts fetched from {facts.source}." if changed else "")
        row.refresh_from_db()
    return changed


def fail(row, problem):
    """Notes why there are no facts. What was fetched before stays as it is, and so does all else."""
    with transaction.atomic():
        fresh = locked(row)
        if fresh is None:
            return
        if isinstance(problem, AbsentError):
            note(fresh, State.FAILED, str(problem))
        elif fresh.fetch_state != State.DONE:
            tries = fresh.fetched.get(TRIES, 0)
            if problem.counts:
                tries = fresh.fetched[TRIES] = tries + 1
            note(fresh, State.FAILED if tries >= MOST_TRIES else State.WAITING, str(problem))
        save(fresh)
        row.refresh_from_db()


def ask_again(row):
    """Marks the row as one to be fetched."""
    with transaction.atomic():
        fresh = locked(row)
        if fresh is not None:
            fresh.fetched.pop(TRIES, None)
            note(fresh, State.WAITING, "")
            save(fresh)
            row.refresh_from_db()


def locked(row):
    """The row as it is now: an organizer may have changed or deleted it while the answer was on its way."""
    return type(row)._base_manager.select_for_update().filter(pk=row.pk).first()


def note(row, state, message, **facts):
    row.fetch_state, row.fetch_message = state, line(message, 300)
    for name, value in facts.items():
        setattr(row, name, value)


def save(row, comment=""):
    """With a comment it is a change that the history tells of; without, it only notes how the fetching went."""
    if not comment:
        row.save(update_fields=[*Fetched.not_content])
        return
    with recorded(comment=comment):
        row.save()


def put(row, facts):
    """Sets the free fields, without saving; returns in plain words what could not be set.

    What would make the row invalid is left out: a DOI or a title that another paper has.
    """
    before = {}
    stands_in = row.fetched_on is None
    for name, value in facts.values.items():
        value = fitting(row, name, value)
        current = getattr(row, name)
        if not value or not is_free(row, name):
            continue
        before[name] = (current, row.fetched.get(name))
        setattr(row, name, value)
        row.fetched[name] = as_json(value)
    problems = taken_back(row, before)
    old = before.get("title", (row.title,))[0]
    if old != row.title:
        if stands_in and row.fetched.pop(SLUG, None) == getattr(row, "slug", None):
            row.slug = ""  # made anew; the old address leads to the new one
        if not stands_in and hasattr(row, "alternative_titles"):
            keep_title(row, old)
    return problems


def is_free(row, name):
    current = getattr(row, name)
    return current in (None, "") or as_json(current) == row.fetched.get(name)


def taken_back(row, before):
    """Gives the fields back what they had where the row would not be valid; says so."""
    try:
        row.full_clean()
    except ValidationError as error:
        errors = error.error_dict
    else:
        return []
    problems = []
    for name in before.keys() & errors.keys():
        value = getattr(row, name)
        current, fetched = before.pop(name)
        setattr(row, name, current)
        row.fetched[name] = fetched
        if fetched is None:
            del row.fetched[name]
        label = row._meta.get_field(name).verbose_name
        words = " ".join(message for problem in errors[name] for message in problem.messages)
        problems.append(f"The {label} “{line(value, 100)}” was left out. {words}")
    return sorted(problems)


def keep_title(paper, title):
    """A paper that its authors gave another title is still known by the old one."""
    known = {known.casefold() for known in paper.titles}
    if title.casefold() not in known:
        paper.alternative_titles = "\n".join([*paper.alternative_title_list, title])


def fitting(row, name, value):
    """The value as the field takes it."""
    if name == "authors":
        return "\n".join(split_authors("\n".join(map(line, str(value).splitlines()))))
    if name == "doi":
        found = doi(str(value or ""))
        # arXiv gives each of its papers a DOI; the arXiv id says that already.
        return "" if not found or found.startswith("10.48550/arxiv.") else found
    field = row._meta.get_field(name)
    if isinstance(field, models.CharField | models.TextField):
        return line(value, field.max_length or LONGEST)
    return value


def as_json(value):
    return value.isoformat() if hasattr(value, "isoformat") else comparable(value)
