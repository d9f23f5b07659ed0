"""`make bench`: what each public page costs, in queries and in time, for a small group and for a very large one.

Times are of the whole request in this process, without a network. Machines are noisy: compare medians and ratios
within one run, not milliseconds of two runs.
"""

import os
import statistics
import time

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment, teardown_databases

from tests import environment

SIZES = {"small": (15, 56), "large": (1_500, 5_000)}  # sessions, papers
RUNS = 15


def addresses(session):
    paper, presenter = session.papers.first(), session.presenters.get()
    return {
        "home": "/",
        "schedule": "/sessions/",
        "schedule, filtered": "/sessions/?q=topic&slides=posted&notebook=missing",
        "session": session.get_absolute_url(),
        "papers": "/papers/",
        "papers, filtered": "/papers/?q=matter&status=covered",
        "paper": paper.get_absolute_url(),
        "presenters": "/presenters/",
        "presenter": presenter.get_absolute_url(),
        "resources": "/resources/",
    }


def measure(client, address):
    """Number of queries, median milliseconds, kilobytes."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    count = len(queries)  # the next request empties the log
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begin) * 1000)
    return count, statistics.median(times), len(response.content) / 1024


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "readinggroup.settings")
    django.setup()
    # After django.setup(): the factories import models.
    from tests import factories  # noqa: PLC0415

    setup_test_environment(debug=False)
    found = {}
    for size, (sessions, papers) in SIZES.items():
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            factories.make_group()
            pages = addresses(factories.make_many(sessions, papers))
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            found[size] = {name: measure(Client(), address) for name, address in pages.items()}
        finally:
            teardown_databases(databases, verbosity=0)
    print(f"{settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}, median of {RUNS} requests")
    print(f"{'page':<20}" + "".join(f"{size:>8} queries      ms    KB" for size in SIZES) + "   ratio of ms")
    for name in pages:
        rows = [found[size][name] for size in SIZES]
        cells = "".join(f"{queries:>16}{ms:>8.1f}{size:>6.0f}" for queries, ms, size in rows)
        print(f"{name:<20}{cells}{rows[1][1] / rows[0][1]:>14.1f}")


if __name__ == "__main__":
    try:
        main()
    finally:
        environment.pytest_unconfigure()
