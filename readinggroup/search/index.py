"""Writes the index. What it holds of a row depends on the row alone and on what the row shows of others."""

from django.db import transaction

from readinggroup.models import SearchEntry
from readinggroup.search.kinds import KINDS
from readinggroup.search.words import words

CHUNK = 500


def entries(kind, row):
    for part in kind.parts(row):
        names = dict.fromkeys(" ".join(words(name)) for name in part.names if name)
        yield SearchEntry(
            kind=kind.slug,
            object_id=row.pk,
            place=part.place,
            names=" | ".join(filter(None, names)),
            words=" ".join(words(f"{part.text} {part.tex}")),
        )


@transaction.atomic
def index(kind, rows):
    """Puts these rows, a queryset, in the index as they are now."""
    rows = list(kind.loaded(rows))
    remove(kind, [row.pk for row in rows])
    SearchEntry.objects.bulk_create([entry for row in rows for entry in entries(kind, row)], batch_size=CHUNK)


def remove(kind, keys):
    SearchEntry.objects.filter(kind=kind.slug, object_id__in=keys).delete()


@transaction.atomic
def rebuild():
    """Makes the whole index anew; visitors find by the old one until it is complete. The number of entries by kind."""
    SearchEntry.objects.all().delete()
    made = {}
    for kind in KINDS:
        made[kind] = 0
        rows = kind.loaded(kind.model.objects.order_by("pk"))
        waiting = []
        for row in rows.iterator(chunk_size=CHUNK):
            waiting += entries(kind, row)
            if len(waiting) >= CHUNK:
                made[kind] += len(SearchEntry.objects.bulk_create(waiting))
                waiting = []
        made[kind] += len(SearchEntry.objects.bulk_create(waiting))
    return made
