"""`python -m tests.rows`: every row of the database as JSON, without the keys that a database gives out itself.

What a row refers to is named by natural key, so that two databases hold the same when they print the same.
"""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "readinggroup.settings")
    django.setup()

from django.apps import apps
from django.contrib.auth.models import Group as UserGroup
from django.contrib.auth.models import User


def name_of(row):
    return row.natural_key() if hasattr(row, "natural_key") else str(row)


def all_rows():
    """Label of each model, those of many-to-many relations included, to a sorted list of its rows."""
    content = [model for label in ("papers", "reading_sessions") for model in apps.get_app_config(label).get_models()]
    through = [field.remote_field.through for model in content for field in model._meta.many_to_many]
    through += [User.groups.through, User.user_permissions.through, UserGroup.permissions.through]
    models = {*content, *through, User, UserGroup}
    return {model._meta.label: sorted(map(fields_of, model._default_manager.all()), key=str) for model in models}


def fields_of(row):
    values = {}
    for field in row._meta.concrete_fields:
        if not field.primary_key:
            value = getattr(row, field.name)
            values[field.name] = name_of(value) if field.is_relation and value else field.value_to_string(row)
    return values


if __name__ == "__main__":
    print(json.dumps(all_rows(), indent=1, sort_keys=True, default=str))  # noqa: T201
