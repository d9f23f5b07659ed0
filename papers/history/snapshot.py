"""A row and its lines as they were at one moment, in values that can be compared."""

import json

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from reversion.models import Version

from papers.history.kinds import KINDS


def fields_of(row):
    """The row's values as JSON has them; a line ends as it did before a browser sent it."""
    return plain(json.loads(serializers.serialize("json", [row]))[0]["fields"])


def plain(fields):
    return {
        name: value.replace("\r\n", "\n")
        if isinstance(value, str)
        else (sorted(value) if isinstance(value, list) else value)
        for name, value in fields.items()
    }


def rows_of(model, key, lock=False):
    """The row and its lines, as the database has them now; empty where there is no such row."""
    found = model._base_manager.filter(pk=key)
    row = (found.select_for_update() if lock else found).first()
    if row is None:
        return []
    lines = [list(line.model._base_manager.filter(**{line.parent: key}).order_by("pk")) for line in KINDS[model].lines]
    return [row, *(line for group in lines for line in group)]


class Snapshot:
    """`rows` is fields by (model, key), the row itself first; `names` is what each was called."""

    def __init__(self, model, key, rows, names, version=None):
        self.model, self.key = model, key
        self.rows, self.names = rows, names
        self.version = version

    @classmethod
    def now(cls, model, key, rows=None):
        """Of the rows in the database; None where the row is gone."""
        rows = rows_of(model, key) if rows is None else rows
        if not rows:
            return None
        fields = {(type(row), row.pk): fields_of(row) for row in rows}
        return cls(model, rows[0].pk, fields, {(type(row), row.pk): str(row) for row in rows})

    @classmethod
    def of_versions(cls, versions):
        """One snapshot for each of these versions of rows of one model, in one query for all their lines."""
        versions = list(versions)
        if not versions:
            return []
        model = ContentType.objects.get_for_id(versions[0].content_type_id).model_class()
        kind = KINDS[model]
        types = {ContentType.objects.get_for_model(line.model).pk: line for line in kind.lines}
        lines = {}
        if types:
            among = Version.objects.filter(revision__in={each.revision_id for each in versions}, content_type__in=types)
            for version in among.order_by("pk"):
                fields = loaded(version)
                line = types[version.content_type_id]
                whose = (version.revision_id, str(fields.get(line.parent)))
                lines.setdefault(whose, []).append((line.model, version, fields))
        return [
            cls.of_version(model, version, lines.get((version.revision_id, version.object_id), []))
            for version in versions
        ]

    @classmethod
    def of_version(cls, model, version, lines=()):
        found = [(model, version, loaded(version)), *lines]
        keys = [(each, each._meta.pk.to_python(one.object_id)) for each, one, _ in found]
        rows = {key: fields for key, (_, _, fields) in zip(keys, found, strict=True)}
        names = {key: one.object_repr for key, (_, one, _) in zip(keys, found, strict=True)}
        snapshot = cls(model, keys[0][1], rows, names, version)
        snapshot.versions = {key: one for key, (_, one, _) in zip(keys, found, strict=True)}
        return snapshot

    @classmethod
    def last(cls, model, key):
        """What was recorded last; None where nothing was."""
        versions = Version.objects.get_for_object_reference(model, key).select_related("revision__user")
        return next(iter(cls.of_versions(versions[:1])), None)

    def differs(self, other):
        """Whether anything that a person may change is not the same, or a line is there in one alone."""
        if self.rows.keys() != other.rows.keys():
            return True
        return any(changed_fields(key[0], other.rows[key], fields) for key, fields in self.rows.items())


def loaded(version):
    return plain(json.loads(version.serialized_data)[0]["fields"])


def changed_fields(model, before, after):
    """The fields that differ; one that a version is too old to know is left alone."""
    fields = [field for field in KINDS[model].fields if field.name in before and field.name in after]
    return [field for field in fields if before[field.name] != after[field.name]]
