"""Which models have a history, and which rows are told of as the lines of another."""

from dataclasses import dataclass

import reversion
from django.db.models import SET_NULL


@dataclass(frozen=True)
class Lines:
    """Rows that belong to one of another model, and come and go with it."""

    accessor: str
    model: type
    parent: str  # the name of the field that says whose they are


@dataclass(frozen=True)
class Kind:
    model: type
    lines: tuple = ()
    parent: str = ""

    @property
    def fields(self):
        """What a person may change, and so what is compared and what is gone back to; a line's parent is given."""
        meta = self.model._meta
        many = [field for field in meta.local_many_to_many if field.remote_field.through._meta.auto_created]
        fields = [field for field in [*meta.concrete_fields, *many] if field.editable and not field.primary_key]
        return [field for field in fields if field.name != self.parent]

    @property
    def models(self):
        return [self.model, *(line.model for line in self.lines)]

    @property
    def referring(self):
        """What lets go of a row that is deleted: pairs of a model and its field."""
        related = [relation for relation in self.model._meta.related_objects if relation.related_model in KINDS]
        lets_go = [
            relation.field
            for relation in related
            if (relation.many_to_many and relation.through._meta.auto_created)
            or getattr(relation, "on_delete", None) is SET_NULL
        ]
        return [(field.model, field) for field in lets_go]


KINDS = {}


def add_kind(model, lines):
    relations = [model._meta.get_field(name) for name in lines]
    found = tuple(Lines(line.get_accessor_name(), line.related_model, line.field.name) for line in relations)
    KINDS[model] = Kind(model, lines=found)
    reversion.register(model, follow=lines)
    for line in found:
        KINDS[line.model] = Kind(line.model, parent=line.parent)
        reversion.register(line.model, follow=[line.parent])
    return KINDS[model]


def key_of(row):
    """What a row's history is found by."""
    return type(row), row.pk


def roots_of(row):
    """The keys of the rows in whose history this one's changes are told: itself, or what it is and was a line of."""
    kind = KINDS[type(row)]
    if not kind.parent:
        return [key_of(row)] if row.pk else []
    field = row._meta.get_field(kind.parent)
    # In no order: that of lines is their session's, and PostgreSQL may then look for the one row from all sessions.
    own = type(row)._base_manager.order_by().filter(pk=row.pk)
    before = own.values_list(field.attname, flat=True) if row.pk else ()
    keys = dict.fromkeys([*before, getattr(row, field.attname)])
    return [(field.related_model, key) for key in keys if key]
