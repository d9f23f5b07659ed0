"""From what a README says and what is here to a Plan. It reads, and writes nothing."""

from papers.models import Paper, Resource
from readinggroup.readme.found import Remark
from readinggroup.readme.plan.checks import not_as_struck, settle_numbers, settle_titles
from readinggroup.readme.plan.compare import compare
from readinggroup.readme.plan.document import Document
from readinggroup.readme.plan.entries import Action, Entry, Plan, Wanted
from readinggroup.readme.plan.fields import as_json, fitting, writing
from readinggroup.readme.plan.here import Here
from readinggroup.readme.plan.lines import entries_of_lines
from readinggroup.readme.plan.order import arrange
from readinggroup.readme.plan.rows import doubts, entries_of
from readinggroup.readme.plan.unlisted import unlisted
from sessions.models import Group, Presenter, Session

NAMELESS = "Reading group"


def plan(found, prune=False):
    """What bringing in this README would do to the database as it is now; with `prune`, what it no longer has and an
    earlier import made is to be deleted."""
    with Group.objects.active():
        return made_of(found, prune)


def made_of(found, prune):
    here, group = Here(), Group.objects.current()
    made = Plan(found, prune)
    # By line, as people look for them; what is of no line comes last.
    remarks = list(found.remarks)
    document = Document(found, group, remarks)
    made.entries += group_entries(document, here, remarks)
    for model, wanted in (
        (Paper, document.papers),
        (Resource, document.resources),
        (Presenter, document.presenters),
        (Session, document.sessions),
    ):
        made.entries += entries_of(wanted, model, here, remarks)
    arrange([entry for entry in made.entries if entry.model is Paper], document.works.listed, here)
    made.entries += entries_of_lines(document.lines, here, remarks)
    remarks += doubts(made.entries, here)
    if found.sessions or found.papers:
        made.entries += unlisted(made.entries, here, prune)
    else:
        remarks.append(Remark(0, "No session and no paper was found in it."))
    settle_numbers(made.entries, here, remarks)
    settle_titles(made.entries, here, remarks)
    remarks += not_as_struck(document, made, here)
    made.remarks = sorted(remarks, key=lambda remark: remark.line or 10**9)
    return made


def group_entries(document, here, remarks):
    """The one row about the group: made where there is none, filled where it is empty."""
    wanted = document.group
    rows = here.rows[Group]
    if rows:
        values = fitting(Group, wanted.values, wanted.line, remarks)
        if not values:
            return []
        [row] = rows
        entry = Entry(row, wanted=wanted, imported=here.imported_as(row), label=str(row))
        compare(entry, values)
        return [entry]
    wanted.values["name"] = writing(wanted.values.get("name", ""), has_lines=False) or NAMELESS
    values = fitting(Group, wanted.values, wanted.line, remarks)
    row = Group(**values)
    entry = Entry(row, Action.NEW, Wanted(Group, values, wanted.line), label=str(row))
    entry.given = {name: as_json(value) for name, value in values.items()}
    return [entry]
