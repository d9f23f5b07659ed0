"""`make bench`: what a search costs with 100,000 slides in the index.

Times are of the whole page in this process, without a network: the query, its ranking, and the rows and excerpts that
are shown. Machines are noisy: compare within one run, not milliseconds of two runs.
"""

import os
import random
import statistics
import time
from urllib.parse import quote

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from tests import environment

SLIDES, PER_DECK = 100_000, 40
SESSIONS, PAPERS = 1_500, 5_000
WORDS = 30_000
# So many words on average stand on the slides of the twelve decks of the group whose data is the seed (30).
ON_A_SLIDE = 30
QUESTIONS = 30  # of each sort
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "or", "us")]


def vocabulary(chance):
    """Words, the commonest first, that begin alike as words do."""
    words = dict.fromkeys(
        "".join(chance.choices(SYLLABLES, k=chance.choice([1, 2, 2, 3, 3, 4]))) for _ in range(3 * WORDS)
    )
    return list(words)[:WORDS]


def texts(chance, words):
    """The n-th common word is n times rarer than the first (Zipf's law), and "diffusion" is on six slides of ten."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    for number in range(SLIDES):
        text = chance.choices(words, weights, k=max(3, int(chance.lognormvariate(3.2, 0.6))))
        if chance.random() < 0.6:
            text[chance.randrange(len(text))] = "diffusion"
        if number % 20_000 == 7:
            text[-1] = "Schrödinger’s"
        yield " ".join(text[:5]) + "\n" + " ".join(text[5:])


def fill(factories):
    from sessions.models import Deck, Material, Session, SlidePage  # noqa: PLC0415

    chance = random.Random(13)
    words = vocabulary(chance)
    factories.make_group()
    factories.make_many(SESSIONS, PAPERS)
    sessions = list(Session.objects.order_by("pk"))
    # One deck in ten is a draft's.
    Session.objects.filter(pk__in=[session.pk for session in sessions[::10]]).update(status="draft")
    decks = SLIDES // PER_DECK
    materials = Material.objects.bulk_create(
        Material(session=sessions[at % len(sessions)], kind="slides", file=f"decks/{at}.pdf", position=9 + at)
        for at in range(decks)
    )
    Deck.objects.bulk_create(
        Deck(material=material, file=material.file.name, folder=f"{at:032}", state=Deck.State.DONE)
        for at, material in enumerate(materials)
    )
    decks = [deck for deck in Deck.objects.order_by("pk") for _ in range(PER_DECK)]
    SlidePage.objects.bulk_create(
        (
            SlidePage(deck=deck, number=1 + at % PER_DECK, text=text, width=1600, height=900)
            for at, (deck, text) in enumerate(zip(decks, texts(chance, words), strict=True))
        ),
        batch_size=2_000,
    )
    return words


def questions(words):
    chance = random.Random(14)
    rare, common = words[len(words) // 2 :], words[:200]
    long = [word for word in words if len(word) > 5]
    return {
        "rare word": [chance.choice(rare) for _ in range(QUESTIONS)],
        "common word": [chance.choice(common) for _ in range(QUESTIONS)],
        "word on 60% of slides": ["diffusion"] * QUESTIONS,
        "two words": [f"{chance.choice(common)} {chance.choice(common)}" for _ in range(QUESTIONS)],
        "common and rare": [f"diffusion {chance.choice(rare)}" for _ in range(QUESTIONS)],
        "two letters": [chance.choice(words)[:2] for _ in range(QUESTIONS)],
        "half a word": [chance.choice(long)[:4] for _ in range(QUESTIONS)],
        "accent left out": ["schrodinger"] * QUESTIONS,
        "short name of a paper": [f"P{chance.randrange(1, PAPERS)}" for _ in range(QUESTIONS)],
        "nothing found": [f"q{chance.choice(words)}x" for _ in range(QUESTIONS)],
        "page 3 of a kind": ["diffusion&in=slides&page=3"] * QUESTIONS,
    }


def measure(client, question):
    begin = time.perf_counter()
    response = client.get(f"/search/?q={quote(question, safe='&=')}")
    taken = (time.perf_counter() - begin) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{question} answered {response.status_code}")
    return taken


def size():
    """Megabytes of the database: of all that is in it, the index included."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return cursor.fetchone()[0] / 1e6


def line(name, times):
    return (
        f"{name:<24}{statistics.median(times):>10.1f}{statistics.quantiles(times, n=20)[-1]:>10.1f}{max(times):>10.1f}"
    )


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "readinggroup.settings")
    django.setup()
    # After django.setup(): they import models.
    from readinggroup.search.index import rebuild  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        words = fill(factories)
        before = size()
        begin = time.perf_counter()
        count = sum(rebuild().values())
        taken = time.perf_counter() - begin
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        asked = questions(words)
        client = Client()
        for question in ("warm", "up"):
            measure(client, question)
        found = {name: [measure(client, question) for question in some] for name, some in asked.items()}
        print(f"{settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}, {SLIDES:,} slides, {count:,} entries")
        print(f"index made anew in {taken:.0f} s, {size() - before:.0f} MB beside {before:.0f} MB of content")
        print(f"{'search, ms':<24}{'median':>10}{'95th':>10}{'longest':>10}")
        for name, times in found.items():
            print(line(name, times))
        print(line("all of them", [taken for times in found.values() for taken in times]))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    try:
        main()
    finally:
        environment.pytest_unconfigure()
