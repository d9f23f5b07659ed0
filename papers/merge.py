"""Two rows become one: whatever points to the other points to the one that is kept, which takes what it lacks itself.

It knows no model by name. A model may say, in `merged_with(other)`, what becomes of its own fields: a dict of values by
name for those that do not follow the rule, which is: what the kept row has stays, what it lacks it takes.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.db import models, transaction
from django.db.models import Value

from papers.models.fetched import Fetched
from papers.slugs import Slugged

# A row's place among others, and its address, are its own.
OWN = {"position", "slug"}


class ChangedMeanwhileError(Exception):
    """What was to be merged is no longer what was shown."""


@dataclass
class Fate:
    """What becomes of one field: `after` is its value in the kept row then."""

    field: models.Field
    kept: object
    other: object
    after: object
    # The field of the kept row that then has the other's value, where it is another one.
    elsewhere: models.Field | None = None

    @property
    def name(self):
        """same, taken (from the other), stays (the other has none), both (are in it), moved (elsewhere), or lost."""
        if self.kept == self.other:
            return "same"
        if self.is_empty(self.other):
            return "stays"
        if self.after == self.other:
            return "taken"
        if self.after != self.kept:
            return "both"
        return "moved" if self.elsewhere else "lost"

    def is_empty(self, value):
        return value in self.field.empty_values


@dataclass
class Move:
    """A row that points to the other, and shall point to the kept one."""

    row: models.Model
    field: models.Field

    def carry_out(self, kept, other):
        if self.field.many_to_many:
            linked = getattr(self.row, self.field.name)
            linked.remove(other)
            if self.row != kept:
                linked.add(kept)
        else:
            setattr(self.row, self.field.name, kept)
            # The one column: the same row may point here by another, too.
            self.row.save(update_fields=[self.field.name])


class Merge:
    """What merging `other` into `kept` will do. Reads only, until carry_out().

    `fates` has a Fate for each field, `moves` a Move for each row that changes hands, and `joins` a Merge for each that
    cannot, since there is such a one already: a session read both papers, and now reads one.
    """

    def __init__(self, kept, other, through=None):
        self.kept, self.other, self.through = kept, other, through
        self.moves, self.joins = [], []
        own = kept.merged_with(other) if hasattr(kept, "merged_with") else {}
        fields = [
            field
            for field in kept._meta.concrete_fields
            if field.editable and not field.primary_key and field.name not in OWN and field != through
        ]
        self.fates = [self.fate(field, own) for field in fields]
        for fate in self.fates:
            fate.elsewhere = next((one.field for one in self.fates if one is not fate and holds(one, fate.other)), None)
        for field in pointing_to(kept._meta.model):
            self.follow(field)

    def fate(self, field, own):
        kept, other = getattr(self.kept, field.attname), getattr(self.other, field.attname)
        after = own.get(field.name, other if kept in field.empty_values else kept)
        return Fate(field, kept, other, after)

    def follow(self, field):
        """The rows that point to the other by this field."""
        rows = field.model._base_manager.filter(**{field.name: self.other.pk}).order_by("pk")
        single = [named.name for named in field.model._meta.concrete_fields if named.many_to_one]
        for row in rows.select_related(*single):
            twin = None if field.many_to_many else twin_of(row, field, self.kept)
            if twin:
                self.joins.append(Merge(twin, row, through=field))
            else:
                self.moves.append(Move(row, field))

    @property
    def lost(self):
        return [fate for fate in self.fates if fate.name == "lost"]

    @cached_property
    def fingerprint(self):
        """The same for the same merge of the same values: whether what was shown still holds."""
        return hashlib.sha256(repr(self.content()).encode()).hexdigest()

    def content(self):
        fates = [(fate.field.name, str(fate.kept), str(fate.other)) for fate in self.fates]
        moves = [(move.field.model._meta.label, move.field.name, move.row.pk) for move in self.moves]
        return self.kept.pk, self.other.pk, fates, moves, [join.content() for join in self.joins]

    def carry_out(self):
        for move in self.moves:
            move.carry_out(self.kept, self.other)
        for join in self.joins:
            join.carry_out()
        for field in own_links(self.other):
            linked = getattr(self.other, field.name).exclude(pk=self.kept.pk)
            getattr(self.kept, field.name).add(*linked)
        # Before the kept row takes over what may be there once only.
        self.other.delete()
        for fate in self.fates:
            setattr(self.kept, fate.field.attname, fate.after)
        if isinstance(self.kept, Slugged):
            former = [*self.kept.former_slugs.split(), *self.other.former_slugs.split(), self.other.slug]
            self.kept.former_slugs = f" {' '.join(dict.fromkeys(former))} "
        if isinstance(self.kept, Fetched):
            self.take_what_was_fetched()
        self.kept.save()

    def take_what_was_fetched(self):
        """A fact that a service gave the other is such a fact still."""
        taken = {fate.field.name for fate in self.fates if fate.name == "taken"}
        facts = {name: value for name, value in self.other.fetched.items() if name in taken}
        self.kept.fetched = {**self.kept.fetched, **facts}
        if not self.kept.fetch_state:
            for name in ("fetch_state", "fetch_message", "fetched_on"):
                setattr(self.kept, name, getattr(self.other, name))


@transaction.atomic
def merge(kept, other, seen=None):
    """Merges the other into the kept row, in one transaction with both locked; returns the Merge that was done.

    Where `seen` is the fingerprint of what was shown, raises ChangedMeanwhileError if it is not what would be done now.
    Raises DoesNotExist where one of them is gone.
    """
    model = kept._meta.model
    if kept == other or other._meta.model is not model:
        raise ValueError("Two rows of one kind are merged.")
    keys = [kept.pk, other.pk]
    # In one order, so that two people who merge the same two do not wait for each other for ever.
    rows = {row.pk: row for row in model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(rows) < 2:
        raise model.DoesNotExist
    done = Merge(*(rows[key] for key in keys))
    if seen is not None and seen != done.fingerprint:
        raise ChangedMeanwhileError
    done.carry_out()
    return done


def pointing_to(model):
    """The fields of all models by which a row can point to one of this model, hidden relations included."""
    fields = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not relation.is_relation:
            continue
        # A table that Django made for a many-to-many field is that field's business, one of ours is not.
        table = relation.through if relation.many_to_many else relation.related_model
        if bool(table._meta.auto_created) == bool(relation.many_to_many):
            fields.append(relation.field)
    return fields


def holds(fate, value):
    """Whether this field has the value as a line among others, as the other title of a paper."""
    lines = fate.after.splitlines() if isinstance(fate.field, models.TextField) else []
    return value in lines


def own_links(row):
    return [field for field in row._meta.many_to_many if field.remote_field.through._meta.auto_created]


def twin_of(row, field, kept):
    """The row that could not stand beside this one if it pointed to `kept` by this field; None where none is."""
    model = row._meta.model
    values = {one.name: getattr(row, one.attname) for one in model._meta.concrete_fields}
    values[field.name] = getattr(kept, field.target_field.attname)
    for names, condition, nulls_differ in unique_sets(model):
        wanted = {name: values[name] for name in names}
        if field.name not in names or (nulls_differ and None in wanted.values()):
            continue
        twins = model._base_manager.exclude(pk=row.pk)
        for name, value in wanted.items():
            twins = twins.filter(**({f"{name}__isnull": True} if value is None else {name: value}))
        if condition is not None:
            typed = {name: Value(value, model._meta.get_field(name)) for name, value in values.items()}
            if not condition.check(typed, using=row._state.db):
                continue
            twins = twins.filter(condition)
        if twin := twins.select_related(field.name).first():
            return twin
    return None


def unique_sets(model):
    """The sets of fields that are unique together: their names, on which condition, and whether NULLs differ."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield [field.name], None, True
    for names in model._meta.unique_together:
        yield names, None, True
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            yield constraint.fields, constraint.condition, constraint.nulls_distinct is not False
