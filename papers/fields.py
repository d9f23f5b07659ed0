"""Model fields that keep one spelling of an identifier, whichever one an organizer, a fixture or a look-up uses."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models

from papers import identifiers


class IdentifierField(models.CharField):
    """Unique where it is known, NULL where it is not; `parse` turns any spelling into the one that is kept."""

    parse = None
    unknown = None

    def __init__(self, *args, **kwargs):
        kwargs.update(unique=True, null=True, blank=True)
        kwargs.setdefault("error_messages", {"unique": "A paper with this one is on the list already."})
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if not value or not value.strip():
            return None
        # What cannot be read stays as it was typed, so that the form can show it with the message of validate().
        return self.parse(value) or value

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value and not self.parse(value):
            raise ValidationError(self.unknown, code="invalid")

    def formfield(self, **kwargs):
        # A whole link is longer than the id in it.
        return super().formfield(**{"max_length": 500, "empty_value": None, **kwargs})


class ArxivIdField(IdentifierField):
    parse = staticmethod(identifiers.arxiv_id)
    unknown = "This is no arXiv id or link. One looks like 2006.11239 or https://arxiv.org/abs/2006.11239."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 32, **kwargs})


class DOIField(IdentifierField):
    parse = staticmethod(identifiers.doi)
    unknown = "This is no DOI. One looks like 10.1109/cvpr.2022.01042 or https://doi.org/10.1109/cvpr.2022.01042."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 200, **kwargs})


class WebAddressField(models.URLField):
    """A URLField that takes "example.org/post" for https, as a browser does, and shows a plain input in forms."""

    def formfield(self, **kwargs):
        return super().formfield(**{**kwargs, "assume_scheme": "https", "widget": forms.URLInput})


class SmallNumberField(models.PositiveSmallIntegerField):
    """A PositiveSmallIntegerField with PostgreSQL's bounds everywhere: SQLite takes what PostgreSQL would refuse."""

    default_validators = [MaxValueValidator(32_767)]
