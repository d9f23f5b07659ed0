"""Carries a plan out: all of it or nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from papers.history import recorded
from papers.history.record import say, touch
from papers.metadata.fill import SLUG
from papers.metadata.later import later
from papers.models import Paper, Resource
from readinggroup.models import Imported, ReadmeSource
from readinggroup.readme.plan.entries import Action, Wanted
from readinggroup.readme.plan.here import key_of
from readinggroup.readme.plan.make import plan as make_plan
from readinggroup.search.follow import indexed_together
from sessions.changes import marked_together
from sessions.models import Group, Presenter, Session

COMMENT = "Imported from README"
CHUNK = 500
REFERRED_TO = (Paper, Resource, Presenter)


class ChangedMeanwhileError(Exception):
    """The database is not what it was when the plan was made. `plan` is what would be done now."""

    def __init__(self, plan):
        super().__init__("The site has changed since this was shown.")
        self.plan = plan


class NotPossibleError(Exception):
    """The database refused it; nothing was changed."""


def apply(plan, user=None, source="", base_url="", text="", day_first=None):
    """Does what the plan says, in one transaction; returns it. Where that is not what would be done now, raises
    ChangedMeanwhileError and does nothing."""
    try:
        with transaction.atomic():
            where = remembered_source(source, base_url, text, day_first)
            fresh = make_plan(plan.found, plan.prune)
            if fresh.fingerprint != plan.fingerprint:
                raise ChangedMeanwhileError(fresh)
            if not fresh.changes_nothing:
                # Addresses and names are made of the group's word for a session, which may be new.
                group = next((entry.row for entry in fresh.entries if isinstance(entry.row, Group)), None)
                with Group.objects.active(group), recorded(user, COMMENT), indexed_together(), marked_together():
                    carry_out(fresh)
            remember(fresh)
            if where.has_changed:
                where.save()
    except (IntegrityError, ProtectedError, ValidationError) as error:
        words = "The database did not take it, and nothing was changed. Try once more; if it happens again, report it."
        raise NotPossibleError(words) from error
    return fresh


def remembered_source(source, base_url, text, day_first):
    """The row that says where the README comes from, locked: of two imports at once, one waits for the other."""
    ReadmeSource.objects.get_or_create(pk=1)
    where = ReadmeSource.objects.select_for_update().get(pk=1)
    names = ("source", "base_url", "text", "day_first")
    before = [getattr(where, name) for name in names]
    where.source, where.base_url = source[:1000], base_url[:1000]
    where.text = text.replace("\0", "\ufffd") or where.text  # no database keeps a NUL
    where.day_first = day_first
    where.has_changed = before != [getattr(where, name) for name in names]
    return where


def carry_out(plan):
    saved = plan.of(Action.NEW, Action.CHANGED)
    deleted = plan.of(Action.DELETED)
    for entry in deleted:
        if not issubclass(entry.model, REFERRED_TO):
            entry.row.delete()
    free_numbers(saved)
    for entry in saved:
        save(entry)
    for entry in saved:
        refer(entry)
    # Not before what refers to them does so no more.
    for entry in deleted:
        if issubclass(entry.model, REFERRED_TO):
            entry.row.delete()
    # In the admin, what is done is recorded by somebody else, who says nothing of it.
    for entry in saved:
        say((entry.parent or entry).row, COMMENT)


def free_numbers(entries):
    """Two sessions may change places: none keeps a number that another is to have. What they had is known to
    themselves still, so that each counts as changed once, when it is saved."""
    rows = [entry.row for entry in entries if isinstance(entry.row, Session) and changes(entry, "number")]
    for row in rows:
        touch(row)  # the history has it as it was
    Session.objects.filter(pk__in=[row.pk for row in rows]).update(number=None, last_number=None)


def save(entry):
    row = entry.row
    for one in entry.changes:
        if not row._meta.get_field(one.name).many_to_many:
            setattr(row, one.name, one.value.row if isinstance(one.value, Wanted) else one.value)
    if isinstance(row, Paper):
        save_paper(entry, row)
    elif entry.action == Action.NEW or any(not is_many(row, one.name) for one in entry.changes):
        row.save()


def save_paper(entry, row):
    """A paper whose facts arXiv knows waits for them."""
    if bool(row.dropped_on) != bool(row.dropped_reason):
        row.dropped_on = timezone.localdate() if row.dropped_reason else None
    if row.arxiv_id and not row.authors and not row.fetch_state:
        row.fetch_state = Paper.FetchState.WAITING
    stands_in = entry.action == Action.NEW and entry.wanted.stands_in
    if stands_in:
        row.fetched["title"] = row.title
    row.save()
    if stands_in:
        row.fetched[SLUG] = row.slug
        row.save(update_fields=["fetched"])
    if row.fetch_state == Paper.FetchState.WAITING:
        later(row)


def changes(entry, name):
    return any(one.name == name for one in entry.changes)


def is_many(row, name):
    return row._meta.get_field(name).many_to_many


def refer(entry):
    """The sessions whose readings a session goes back to, once all are there."""
    if not isinstance(entry.row, Session):
        return
    wanted = entry.wanted.values.get("readings_from", [])
    if entry.action == Action.CHANGED and not changes(entry, "readings_from"):
        return
    rows = [one.row for one in wanted if one.row is not None]
    if rows or entry.action == Action.CHANGED:
        entry.row.readings_from.set(rows)


def remember(plan):
    """What the README said of each row, for the next import; nothing is written where it said the same."""
    new, changed, gone = [], [], []
    for entry in plan.entries:
        one = entry.imported
        if entry.action == Action.DELETED:
            gone.append(one.pk)
        elif entry.action in (Action.NEW, Action.CHANGED, Action.SAME):
            given, key = with_session(entry), key_of(entry.row)
            if one is None:
                kind = entry.row._meta.model_name
                new.append(Imported(kind=kind, key=key, values=given, is_made=entry.action == Action.NEW))
            elif (one.values, one.key) != (given, key):
                one.values, one.key = given, key
                changed.append(one)
    Imported.objects.filter(pk__in=gone).delete()
    Imported.objects.bulk_update(changed, ["values", "key"], batch_size=CHUNK)
    Imported.objects.bulk_create(new, batch_size=CHUNK)


def with_session(entry):
    row = entry.row
    has_session = any(field.name == "session" for field in row._meta.concrete_fields)
    return {**entry.given, "session": str(row.session.uid)} if has_session else entry.given
