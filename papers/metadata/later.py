"""Rows whose facts could not be fetched at once: left to the worker, else to `manage.py fetch_metadata`."""

import datetime
from functools import partial

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django_tasks import task, task_backends

from papers.metadata.fetch import fetch
from papers.models.fetched import Fetched

# After these times the worker asks once more; then fetch_metadata must be run.
AGAIN = [datetime.timedelta(minutes=minutes) for minutes in (2, 15, 60, 360, 1440)]


def later(row):
    """Leaves a row that waits to the worker. Where tasks are done at once there is none: it would be the same request
    that has just been in vain, so that the row is left to the command."""
    if has_worker():
        transaction.on_commit(partial(enqueue, row, 0))


def has_worker():
    return task_backends[fetch_later.backend].supports_defer


def enqueue(row, tried):
    when = timezone.now() + AGAIN[tried - 1] if tried else None
    fetch_later.using(run_after=when).enqueue(row._meta.label, row.pk, tried)


@task()
def fetch_later(label, pk, tried):
    """Fetches the facts about a row that waits; where that fails, it comes back after a while."""
    rows = apps.get_model(label).objects
    row = rows.waiting().filter(pk=pk).first()
    if row is None:
        return
    fetch(row)
    if row.fetch_state == Fetched.FetchState.WAITING and tried < len(AGAIN):
        enqueue(row, tried + 1)
