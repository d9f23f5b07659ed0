"""What a row keeps by itself: an id for life, when it was added, and when it last changed.

Calendars, feeds and the site map stand on these. A fixture need not hold them: loaded without, a row that is there
already keeps its own, so that loading twice changes nothing.
"""

import datetime
import uuid

from django.db import models, transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone


def now():
    """To the second: Django's JSON would cut anything finer than milliseconds when the data moves."""
    return timezone.now().replace(microsecond=0)


class KeptField:
    """A field that nobody types in. `begin(row)` is its first value."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"editable": False, "blank": True, **kwargs})

    def begin(self, row):
        return now()

    def pre_save(self, row, add):
        if getattr(row, self.attname) is None:
            setattr(row, self.attname, self.begin(row))
        return getattr(row, self.attname)


class AddedField(KeptField, models.DateTimeField):
    """When the row came to this site."""


class ModifiedField(KeptField, models.DateTimeField):
    """When the row's content last changed, Kept.save() sees to it."""


class UidField(KeptField, models.UUIDField):
    """An id that outlives every change of title, address and database."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"unique": True, **kwargs})

    def begin(self, row):
        return uuid.uuid4()


class Kept(models.Model):
    """A model that knows when it was added and changed. A save that changes nothing is no change."""

    uid = UidField()
    added = AddedField()
    modified = ModifiedField()

    # Fields that are no content: a row whose place in a list is all that moved has not changed.
    not_content = frozenset({"uid", "added", "modified"})

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        names = kwargs.get("update_fields")
        with transaction.atomic():
            if not self._state.adding:
                self.catch_up()
                if self.has_changed(names):
                    self.mark_changed()
                    if names is not None:
                        kwargs["update_fields"] = {*names, *self.kept_with_change()}
            super().save(*args, **kwargs)
        self.remember(kwargs.get("update_fields"))

    def catch_up(self):
        """Another row's change may have marked this one in the database since it was read; do not undo that."""
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        for name, value in (rows.values(*self.kept_with_change()).first() or {}).items():
            setattr(self, name, value)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        # Every list loads hundreds of rows to save none: a bare copy, made comparable when it is asked.
        row._loaded = row.__dict__.copy()
        return row

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        # Also called for a field that was not loaded, when it is first asked for.
        super().refresh_from_db(using=using, fields=fields, **kwargs)
        self.remember(fields)

    def remember(self, names=None):
        """What the database holds now, in these fields or in all."""
        self._loaded = {**getattr(self, "_loaded", {}), **self.content(names)}

    def content(self, names=None):
        """The content's values by attname, of these fields or of all that are loaded, such that equal ones mean the
        same: a file is its name, a moment is in UTC, and a line ends as it did before a browser sent it."""
        return {
            field.attname: comparable(self.__dict__[field.attname])
            for field in self._meta.concrete_fields
            if field.name not in self.not_content
            and field.attname in self.__dict__
            and (names is None or field.name in names or field.attname in names)
        }

    def has_changed(self, names=None):
        """Whether the content, in these fields or in all, differs from what the database gave."""
        loaded = getattr(self, "_loaded", {})
        content = self.content(names).items()
        return any(name not in loaded or comparable(loaded[name]) != value for name, value in content)

    def mark_changed(self):
        self.modified = now()

    def kept_with_change(self):
        """The names of the fields that mark_changed() sets."""
        return {"modified"}


def comparable(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        # In the hour that a zone's clocks show twice, Python finds no two moments equal across zones.
        return value.astimezone(datetime.UTC)
    return getattr(value, "name", value) if isinstance(value, models.fields.files.FieldFile) else value


@receiver(pre_save)
def keep_when_loaded(sender, instance, raw=False, using=None, **kwargs):
    """loaddata calls neither save() nor the fields' pre_save, but sends this."""
    if not raw or not isinstance(instance, Kept):
        return
    fields = instance._meta.concrete_fields
    missing = [field for field in fields if isinstance(field, KeptField) and getattr(instance, field.attname) is None]
    if missing:
        names = [field.attname for field in missing]
        there = sender._base_manager.using(using).filter(pk=instance.pk).values(*names).first() or {}
        for field in missing:
            setattr(instance, field.attname, there.get(field.attname) or field.begin(instance))
