"""Makes a row and its lines again what they were: by save(), so that everything that follows a change follows this one.

All of it or nothing. What cannot be as it was, since another row has the number or a paper is gone, is told in
`problems`, and the person types another value or leaves the line out.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from reversion.models import Version

from papers.history.kinds import KINDS
from papers.history.record import deleted
from papers.history.snapshot import Snapshot, changed_fields, fields_of

REFUSED = "The database does not take it as it was: something else has its place by now."


class NotPossibleError(Exception):
    """Nothing was changed; `problems` of the Restoration say why."""


class RehearsalError(Exception):
    """Ends a rehearsal, so that nothing of it stays."""


@dataclass
class Problem:
    """Why a row cannot be as it was: messages by field. `line` is the line's key as text, "" of the row itself."""

    name: str
    errors: dict
    line: str = ""
    # What it refers to and is gone: pairs of a model and a key.
    missing: tuple = ()


class Restoration:
    """Going back to a version: `typed` are values in place of those of then, `without` the lines that are left out."""

    def __init__(self, version, typed=None, without=()):
        self.then = Snapshot.of_versions([version])[0]
        self.model, self.key = self.then.model, self.then.key
        self.kind = KINDS[self.model]
        self.last = Snapshot.last(self.model, self.key)
        self.typed, self.without = typed or {}, set(without)
        self.problems, self.notes = [], []

    def rehearse(self):
        """Does it all, takes it back, and knows then what is in the way."""
        try:
            with transaction.atomic():
                self.carry_out()
                raise RehearsalError
        except (NotPossibleError, RehearsalError):
            return self.problems

    def carry_out(self):
        """Returns the row; raises NotPossibleError, having changed nothing."""
        self.problems, self.notes = [], []
        with transaction.atomic():
            there = self.model._base_manager.select_for_update().filter(pk=self.key).first()
            row = self.as_it_was((self.model, self.key), there)
            for name, value in self.typed.items():
                setattr(row, name, value)
            self.put(row, (self.model, self.key))
            if not self.problems:
                self.put_lines(row)
                self.put_references(row, (self.model, self.key))
            if self.problems:
                raise NotPossibleError
            if there is None:
                self.be_referred_to(row)
        return row

    def as_it_was(self, key, there):
        """The row with the values of then; what the site keeps by itself is as it is, or was last."""
        values = self.then.versions[key].field_dict
        names = {field.attname for field in KINDS[key[0]].fields if not field.many_to_many}
        if there is None:
            recent = self.last.versions.get(key) if self.last else None
            kept = {**values, **(recent.field_dict if recent else {})}
            values = {name: values[name] if name in names else value for name, value in kept.items()}
            attnames = {field.attname for field in key[0]._meta.concrete_fields}
            row = key[0](**{name: value for name, value in values.items() if name in attnames})
            if hasattr(row, "mark_changed"):
                row.mark_changed()  # a calendar's number of changes is higher than it ever was
            return row
        for name in names & values.keys():
            setattr(there, name, values[name])
        return there

    def put(self, row, key):
        """Checks and saves a row; what is wrong with it becomes a problem. Returns whether it was saved."""
        line = "" if key == (self.model, self.key) else line_name(key)
        missing = self.missing(row)
        errors = {field.name: [f"{self.name_of(field, value)} is not there any more."] for field, value in missing}
        try:
            row.full_clean(exclude=errors)
        except ValidationError as error:
            errors = {**error.message_dict, **errors}
        if not errors:
            try:
                with transaction.atomic():
                    row.save(force_insert=row._state.adding)
            except IntegrityError:
                errors = {NON_FIELD_ERRORS: [REFUSED]}
        if errors:
            gone = tuple((field.related_model, value) for field, value in missing)
            self.problems.append(Problem(self.then.names[key], errors, line, gone))
            return False
        files = [field for field in KINDS[key[0]].fields if isinstance(field, models.FileField)]
        for name in filter(None, (getattr(row, field.attname).name for field in files)):
            if not default_storage.exists(name):
                self.notes.append(f"The file {name} is no longer on the disk; upload it again.")
        return True

    def missing(self, row):
        """Pairs of a foreign key and its value where no row has that key."""
        single = [field for field in row._meta.concrete_fields if field.many_to_one]
        pairs = [(field, getattr(row, field.attname)) for field in single]
        return [
            (field, value)
            for field, value in pairs
            if value is not None and not field.related_model._base_manager.filter(pk=value).exists()
        ]

    def name_of(self, field, key):
        last = Version.objects.get_for_object_reference(field.related_model, key).first()
        word = field.related_model._meta.verbose_name
        return f"The {word} “{last.object_repr}”" if last else f"A {word} that it had"

    def put_lines(self, row):
        wanted = [key for key in self.then.rows if key[0] is not self.model and line_name(key) not in self.without]
        waiting = []
        for line in self.kind.lines:
            there = {one.pk: one for one in line.model._base_manager.filter(**{line.parent: row.pk})}
            keys = {key for model, key in wanted if model is line.model}
            for key in there.keys() - keys:
                there[key].delete()
            elsewhere = line.model._base_manager.filter(pk__in=keys - there.keys())
            for moved in elsewhere:
                self.notes.append(f"“{moved}” belongs to “{getattr(moved, line.parent)}” now and stays there.")
                keys.discard(moved.pk)
            for key in sorted(keys):
                now = there.get(key)
                if now is None or changed_fields(line.model, self.then.rows[line.model, key], fields_of(now)):
                    waiting.append(((line.model, key), now))
        self.put_waiting(waiting)

    def put_waiting(self, waiting):
        """One line may have to leave before another can take its place: tries again as long as that helps."""
        while waiting:
            before, self.problems = self.problems, []
            left = [(key, now) for key, now in waiting if not self.put(self.as_it_was(key, now), key)]
            problems, self.problems = self.problems, before
            if len(left) == len(waiting):
                there = [now for _, now in left if now is not None]
                if not there:
                    self.problems += problems
                    return
                for now in there:  # two that changed places: both leave
                    now.delete()
                left = [(key, None) for key, _ in left]
            waiting = left

    def put_references(self, row, key):
        """What it refers to by a many-to-many field, as far as that is there."""
        for field in self.kind.fields:
            if not field.many_to_many:
                continue
            keys = self.then.rows[key].get(field.name, [])
            found = field.related_model._base_manager.filter(pk__in=keys)
            getattr(row, field.name).set(found)
            if len(found) < len(keys):
                word = field.related_model._meta.verbose_name_plural
                self.notes.append(f"Of the {word} it named, {len(keys) - len(found)} are no longer there.")

    def be_referred_to(self, row):
        """What let go of the row when it was deleted takes it up again, unless it has something else by now."""
        revision = self.last.version.revision if self.last else None
        for label, keys in ((revision and deleted(revision)) or {}).items():
            model, name = label.rpartition(".")[::2]
            model = apps.get_model(model)
            field = model._meta.get_field(name)
            for referring in model._base_manager.filter(pk__in=keys):
                if field.many_to_many:
                    getattr(referring, name).add(row)
                elif getattr(referring, field.attname) is None:
                    setattr(referring, name, row)
                    referring.save()


def line_name(key):
    return f"{key[0]._meta.model_name}-{key[1]}"
