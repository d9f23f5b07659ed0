"""Which of the wanted rows are there, which are new, and which were deleted here: those that stand by themselves."""

import uuid

from papers.models import Paper, Resource
from papers.slugs import plain_slug
from readinggroup.readme.found import Remark
from readinggroup.readme.plan import match
from readinggroup.readme.plan.compare import compare
from readinggroup.readme.plan.entries import Action, Entry, Wanted
from readinggroup.readme.plan.fields import as_json, fitting
from readinggroup.readme.plan.here import facts_of
from sessions.models import Presenter, Session

KEYS = {Paper: match.PAPERS, Resource: match.RESOURCES, Presenter: match.PRESENTERS, Session: match.SESSIONS}


def found_rows(wanted, model, here):
    """Pairs of a wanted row and what it is: the row that is there, or the Imported of one that is gone."""
    asked = [(one, facts_of_wanted(one)) for one in wanted]
    rows = here.rows[model]
    known = [(row, one) for row in rows if (one := here.imported_as(row))]
    found = {}
    for there in (
        # First what the README itself said of the row: an organizer may have renamed it.
        [(row, {**facts_of(row), **one.values, "titles": None}) for row, one in known],
        [(row, facts_of(row)) for row in rows],
        [(one, one.values) for one in here.ghosts(model)],
    ):
        taken = set(found.values())
        left = [(one, facts) for one, facts in asked if one not in found]
        free = [(row, facts) for row, facts in there if row not in taken]
        found |= match.pairs(left, free, KEYS[model], fits_of(model, here))
    if model is Presenter:
        found |= merged(wanted, rows, found)
    return found


def facts_of_wanted(wanted):
    facts = {name: as_json(value) for name, value in wanted.values.items() if name != "readings_from"}
    if wanted.model is Presenter:
        facts["slug"] = plain_slug(wanted.values["name"])
    if wanted.model is Paper:
        facts["titles"] = [facts["title"], *facts.get("alternative_titles", "").splitlines()]
    return facts


def fits_of(model, here):
    """Two papers with two ids may share a title; only where an import gave the old id is it the same with a new one."""
    if model is not Paper:
        return always
    known = set(here.imported["paper"])

    def fits(mine, yours):
        ids = mine.get("arxiv_id"), yours.get("arxiv_id")
        return None in ids or ids[0] == ids[1] or "uid" not in yours or yours["uid"] in known

    return fits


def always(mine, yours):
    return True


def merged(wanted, rows, found):
    """People whom an organizer has merged into others: the old address is kept there."""
    former = {slug: row for row in rows for slug in row.former_slugs.split()}
    pairs = {one: former.get(plain_slug(one.values["name"])) for one in wanted}
    return {
        one: row
        for one, row in pairs.items()
        if row and (one not in found or not isinstance(found[one], Presenter)) and row not in found.values()
    }


def entries_of(wanted, model, here, remarks):
    """An Entry for each wanted row that can be."""
    # What does not fit is settled first, so that the same README says the same next time.
    checked = []
    for one in wanted:
        values = {name: value for name, value in one.values.items() if name not in ("when", "readings_from")}
        values = fitting(model, values, one.line, remarks)
        if values is not None:
            one.values = {**one.values, **values}
            checked.append(one)
    found = found_rows(checked, model, here)
    entries = [entry_of(one, found.get(one), here) for one in checked]
    # Only now: a session refers to others.
    for entry in entries:
        settle(entry)
    return entries


def entry_of(wanted, found, here, parent=None):
    """`found` is the row, the Imported of one that is gone, or None."""
    if isinstance(found, wanted.model):
        entry = Entry(found, wanted=wanted, imported=here.imported_as(found))
    else:
        row = wanted.model()
        if hasattr(row, "uid"):
            row.uid = uuid.uuid4()  # others refer to it before it is saved
        entry = Entry(row, Action.GONE if found else Action.NEW, wanted, imported=found)
    entry.parent = parent
    wanted.entry = entry
    return entry


def settle(entry):
    """What becomes of the fields."""
    row, wanted = entry.row, entry.wanted
    if entry.action == Action.SAME:
        entry.label = str(row)
        compare(entry, without_known_titles(entry))
        return
    if wanted.session:
        row.session = wanted.session.row
    for name, value in wanted.values.items():
        entry.given[name] = as_json(value)
        if name != "when" and not row._meta.get_field(name).many_to_many:
            setattr(row, name, value.row if isinstance(value, Wanted) else value)
    entry.label = str(row)


def without_known_titles(entry):
    """The values without other titles by which a paper is known already."""
    values, row = dict(entry.wanted.values), entry.row
    if isinstance(row, Paper) and values.get("alternative_titles"):
        stays = entry.imported is None or entry.imported.values.get("title") != row.title
        titles = [values["title"], *row.alternative_title_list, *([row.title] if stays else [])]
        known = set(map(match.title_key, titles))
        if all(match.title_key(title) in known for title in values["alternative_titles"].splitlines()):
            del values["alternative_titles"]
    return values


def doubts(entries, here):
    """New papers that may be one that is there, under a title that differs by a slip."""
    rows = here.rows[Paper]
    new = [entry for entry in entries if entry.model is Paper and entry.action == Action.NEW]
    index = match.Likes([*rows, *(entry.row for entry in new)])
    for entry in new:
        for other in index.like(entry.row):
            words = f"“{entry.row.title}” may be the same as “{other.title}”; they are kept as two."
            yield Remark(entry.line, words)
