"""What the database would refuse, or an organizer should know of."""

from django.utils import timezone

from papers.models import Paper
from readinggroup.readme.found import Remark
from readinggroup.readme.plan.entries import Action
from sessions.models import Material, Reading, Session
from sessions.models.timeline import ASSUMED_LENGTH

NUMBERS = ("number", "last_number")


def settle_numbers(entries, here, remarks):
    """A number that another session has is not taken; that session may be one that the README does not know."""
    all_sessions = [entry for entry in entries if entry.model is Session]
    going = {entry.row.pk for entry in all_sessions if entry.action == Action.DELETED}
    of_sessions = [entry for entry in all_sessions if entry.wanted and entry.action != Action.GONE]
    planned = {entry.row.pk: entry for entry in of_sessions if entry.row.pk}
    taken = {}
    for row in here.rows[Session]:
        if row.pk in going:
            continue
        entry = planned.get(row.pk)
        if entry is None or not any(one.name in NUMBERS for one in entry.changes):
            taken.update(dict.fromkeys(span(row.number, row.last_number), row))
    for entry in of_sessions:
        changed = {one.name: one.value for one in entry.changes if one.name in NUMBERS}
        if entry.row.pk and not changed:
            continue
        first, last = (changed.get(name, getattr(entry.row, name)) for name in NUMBERS)
        other = next((taken[number] for number in span(first, last) if number in taken), None)
        if other is None:
            taken.update(dict.fromkeys(span(first, last), entry.row))
            continue
        words = f"Number {first} is that of “{other}” here. “{entry.row.title}” "
        remarks.append(Remark(entry.line, f"{words}{'keeps its own' if entry.row.pk else 'goes without'}."))
        go_without(entry, NUMBERS)


def settle_titles(entries, here, remarks):
    """A paper is not renamed to the title of another one; as in its form, ids may tell the two apart."""
    papers = {entry.row.pk: entry for entry in entries if entry.model is Paper and entry.row.pk}
    titles = {}
    for row in here.rows[Paper]:
        entry = papers.get(row.pk)
        if entry is None or (entry.action != Action.DELETED and not title_of(entry)):
            titles.setdefault(row.title.casefold(), row)
    for entry in papers.values():
        other = titles.setdefault(title_of(entry).casefold(), entry.row) if title_of(entry) else entry.row
        if other != entry.row and not entry.row.is_told_apart_from(other):
            words = f"“{title_of(entry)}” is another paper here, so “{entry.row.title}” keeps its title."
            remarks.append(Remark(entry.line, words))
            go_without(entry, ("title",))


def title_of(entry):
    """The title that a paper is to have instead of its own; nothing where it keeps it."""
    return next((one.value for one in entry.changes if one.name == "title"), "")


def span(first, last):
    return range(first, (last or first) + 1) if first is not None else ()


def go_without(entry, names):
    """The row does not take what the README says in these fields."""
    entry.changes = [one for one in entry.changes if one.name not in names]
    for name in names:
        entry.given.pop(name, None)
        if entry.imported and name in entry.imported.values:
            entry.given[name] = entry.imported.values[name]
    if entry.action == Action.CHANGED and not entry.changes:
        entry.action = Action.SAME
    if entry.action == Action.NEW:
        for name in names:
            setattr(entry.row, name, None)
        entry.label = str(entry.row)


def not_as_struck(document, plan, here):
    """Of the list: what is struck through although no session has read it, and the other way round. Whether a paper is
    covered follows from the sessions."""
    covered = papers_read(plan, here)
    for wanted, listed in document.struck:
        if wanted.row is None or listed.dropped_reason:
            continue
        name, line = listed.work.title, listed.work.line
        if listed.is_struck and wanted.row not in covered:
            yield Remark(
                line, f"“{name}” is struck through, but no session that took place reads it: it stays to cover."
            )
        elif not listed.is_struck and wanted.row in covered:
            yield Remark(line, f"“{name}” is not struck through, but a session has read it: it counts as covered.")


def papers_read(plan, here):
    """The papers that a session has read, once the plan is carried out; as Session.objects.held() has it."""
    changed = {entry.row.uid: entry for entry in plan.entries if entry.model is Session and entry.row.pk}
    new = [entry.row for entry in plan.entries if entry.model is Session and entry.action == Action.NEW]
    gone = {(entry.model, entry.row.pk) for entry in plan.of(Action.DELETED)}
    sessions = {row.uid: After(row, changed.get(row.uid)) for row in [*here.rows[Session], *new]}
    lines = [row for model in (Reading, Material) for row in here.rows[model] if (model, row.pk) not in gone]
    lines += [entry.row for entry in plan.of(Action.NEW) if entry.model in (Reading, Material)]
    for line in lines:
        if isinstance(line, Material) and line.kind == Material.Kind.RECORDING:
            sessions[line.session.uid].is_recorded = True
    moment = timezone.now()
    evidence = [one for one in sessions.values() if one.status == "scheduled" and one.number is not None]
    last = max((one.number for one in evidence if one.is_over(moment)), default=-1)
    held = {
        uid
        for uid, one in sessions.items()
        if one.status == "scheduled" and (one.is_over(moment) or (not one.start and (one.number or last) < last))
    }
    read = {line.paper.uid for line in lines if isinstance(line, Reading) and line.paper and line.session.uid in held}
    papers = [*here.rows[Paper], *(entry.row for entry in plan.of(Action.NEW) if entry.model is Paper)]
    return Papers(paper.uid for paper in papers if paper.uid in read)


class Papers(set):
    """Papers by their uids: rows that are not saved yet have no key to be told by."""

    def __contains__(self, paper):
        return super().__contains__(paper.uid)


class After:
    """A session as it will be."""

    def __init__(self, row, entry):
        changes = {one.name: one.value for one in entry.changes} if entry else {}
        for name in ("number", "start", "length", "status"):
            setattr(self, name, changes.get(name, getattr(row, name)))
        self.is_recorded = False

    def is_over(self, moment):
        if self.start is None:
            return self.is_recorded
        return self.start + (self.length or ASSUMED_LENGTH) <= moment
