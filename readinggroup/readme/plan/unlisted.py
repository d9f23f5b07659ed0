"""What an earlier import made and the README has no more: reported, and with prune deleted, unless somebody here has
touched it or something else needs it."""

from papers.models import Paper, Resource
from readinggroup.readme.plan.compare import is_untouched
from readinggroup.readme.plan.entries import Action, Entry
from sessions.models import Material, Presentation, Presenter, Reading, Session

LINES = (Reading, Presentation, Material)
# What holds each of these by a reference that must not break.
HELD_BY = {Paper: ("paper", LINES), Resource: ("resource", (Reading,)), Presenter: ("presenter", (Presentation,))}


def unlisted(entries, here, prune):
    """Entries of the rows to go: lines first, then what they belong to."""
    wanted = {(entry.model, entry.row.pk) for entry in entries if entry.row.pk}
    going = set()

    def may_go(row):
        imported = here.imported_as(row)
        is_ours = imported is not None and imported.is_made and is_untouched(row, imported)
        return is_ours and (type(row), row.pk) not in wanted

    found = []
    for model in LINES:
        for row in here.rows[model]:
            if may_go(row):
                going.add(row)
                found.append(row)
    free = {}
    for row in here.rows[Session]:
        lines = [line for model in LINES for line in here.lines[model][row.pk]]
        if may_go(row) and all(line in going for line in lines):
            free[row.pk] = row
    held = {key for pk, keys in references(entries, here).items() if pk not in free for key in keys}
    for row in free.values():
        if row.pk not in held:
            going.add(row)
            found.append(row)
    for model in (Resource, Paper, Presenter):
        held = held_rows(model, here, going, entries)
        for row in here.rows[model]:
            if may_go(row) and row not in held:
                going.add(row)
                found.append(row)
    action = Action.DELETED if prune else Action.UNLISTED
    sessions = {entry.row.pk: entry for entry in entries if entry.model is Session and entry.row.pk}
    made = [Entry(row, action, imported=here.imported_as(row), label=str(row)) for row in found]
    sessions |= {entry.row.pk: entry for entry in made if entry.model is Session}
    for entry in made:
        if entry.model in LINES:
            entry.parent = sessions.get(entry.row.session_id)
            entry.label = entry.label if entry.parent else f"{entry.label}, {entry.row.session}"
    return made


def references(entries, here):
    """Of each session, by its key, the keys of those whose readings it will go back to."""
    found = {row.pk: {other.pk for other in row.readings_from.all()} for row in here.rows[Session]}
    for entry in entries:
        for one in entry.changes:
            if one.name == "readings_from":
                found[entry.row.pk] = {other.row.pk for other in one.value if other.row is not None}
    return found


def held_rows(model, here, going, entries):
    """The rows that something will refer to: what is changed lets go of what it referred to."""
    name, holders = HELD_BY[model]
    lets_go = {entry.row for entry in entries if any(one.name == name for one in entry.changes)}
    holders = (*holders, Resource) if model is Paper else holders
    rows = [row for holder in holders for row in here.rows[holder] if row not in going and row not in lets_go]
    return {getattr(row, name) for row in rows}
