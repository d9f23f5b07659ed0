"""A value as a person reads it: names for keys, labels for choices, moments in the group's zone."""

import datetime
import posixpath
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_duration
from django.utils.formats import date_format, time_format
from reversion.models import Version

from papers.history.kinds import KINDS


class Names:
    """What the rows that snapshots mention are called: one query for each model, and one for those that are gone."""

    def __init__(self):
        self.wanted = defaultdict(set)
        self.known = {}

    def note(self, snapshot):
        for (model, _), fields in snapshot.rows.items():
            for field in KINDS[model].fields:
                value = fields.get(field.name)
                if field.is_relation and value:
                    self.wanted[field.related_model].update(value if isinstance(value, list) else [value])

    def of(self, model, key):
        if model not in self.known:
            self.known[model] = self.read(model)
        return self.known[model].get(str(key), f"{model._meta.verbose_name} {key}")

    def read(self, model):
        keys = self.wanted[model]
        found = {str(row.pk): str(row) for row in model._base_manager.filter(pk__in=keys)}
        gone = {str(key) for key in keys} - found.keys()
        if gone:
            kind = ContentType.objects.get_for_model(model)
            versions = Version.objects.filter(content_type=kind, object_id__in=gone).order_by("pk")
            for key, name in versions.values_list("object_id", "object_repr"):
                found[key] = f"{name} (deleted)"
        return found


def in_words(field, value, names):
    """A field's value, as JSON has it; nothing at all for what is empty."""
    if value in (None, "", []):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.many_to_many:
        return ", ".join(sorted(names.of(field.related_model, key) for key in value))
    if field.is_relation:
        return names.of(field.related_model, value)
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, models.FileField):
        return posixpath.basename(value)
    if isinstance(field, models.DurationField):
        return f"{parse_duration(value) // datetime.timedelta(minutes=1)} minutes"
    if isinstance(field, models.DateTimeField):
        moment = timezone.localtime(field.to_python(value))
        return f"{date_format(moment, 'D j M Y, H:i')} {moment:%Z}"
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "j M Y")
    if isinstance(field, models.TimeField):
        return time_format(field.to_python(value), "H:i")
    return str(value)
