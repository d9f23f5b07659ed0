"""How often each page asks the database: a number of its own, whatever the number of rows."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readinggroup.search.index import rebuild
from sessions.models import Session
from tests.factories import make_deck, make_group, make_many, make_pages

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home": 10,
    "accent": 1,
    "health": 2,
    "papers": 6,
    "papers, filtered": 6,
    "papers, filtered by a bad value": 4,
    "paper": 11,
    "resources": 4,
    "resources, filtered": 4,
    "schedule": 10,
    "schedule, filtered": 10,
    "schedule, filtered by choices": 16,
    "next": 2,
    "latest": 2,
    "number": 2,
    "session": 13,
    "presenters": 4,
    "presenter": 7,
    "upload": 2,
    "calendar": 6,
    "event": 6,
    "sessions feed": 7,
    "material feed": 4,
    "presenter feed": 8,
    "readme": 7,
    "sitemap": 11,
    "robots": 1,
    "card": 2,
    "card of a session": 4,
    "citations": 2,
    "citation": 3,
    "search": 12,
    "search, one kind": 4,
    "search, nothing found": 7,
    "search, nothing asked": 1,
    "not found": 3,
}
# The log-in takes two of them, its permissions two more.
ADMIN = {
    "admin session list": 15,
    "admin session list, filtered": 15,
    "admin session form": 29,
    "admin new session": 9,
    "admin paper list": 9,
    "admin paper form": 10,
}


@pytest.fixture
def world():
    """A function that makes so many sessions and gives the addresses of all pages, by name."""

    def make(sessions, papers=None):
        make_group()
        session = make_many(sessions, papers)
        paper = session.papers.first()
        deck = make_deck(session)
        make_pages(deck, *(f"Slide {number}" for number in range(sessions)))
        rebuild()  # make_many() writes in bulk
        public = {
            "home": "/",
            "accent": "/accent-a8341b.css",
            "health": "/healthz",
            "papers": "/papers/",
            "papers, filtered": "/papers/?q=matter&author=ada&status=covered",
            "papers, filtered by a bad value": "/papers/?year=x",
            "paper": paper.get_absolute_url(),
            "resources": "/resources/",
            "resources, filtered": "/resources/?q=post&kind=blog",
            "schedule": "/sessions/",
            "schedule, filtered": "/sessions/?q=topic&recording=posted&slides=posted&notebook=missing",
            "schedule, filtered by choices": (
                f"/sessions/?paper={paper.slug}&presenter={session.presenters.get().slug}&year={session.start.year}"
            ),
            "next": "/sessions/next/",
            "latest": "/sessions/latest/",
            "number": f"/sessions/{session.number}/",
            "session": session.get_absolute_url(),
            "presenters": "/presenters/",
            "presenter": session.presenters.get().get_absolute_url(),
            "upload": deck.file.url,
            "calendar": "/calendar.ics",
            "event": f"/sessions/{session.slug}.ics",
            "sessions feed": "/sessions/feed.atom",
            "material feed": "/sessions/material.atom",
            "presenter feed": f"/presenters/{session.presenters.get().slug}/feed.atom",
            "readme": "/README.md",
            "sitemap": "/sitemap.xml",
            "robots": "/robots.txt",
            "card": "/card.jpg",
            "card of a session": f"{session.get_absolute_url()}card.jpg",
            "citations": "/papers.bib",
            "citation": f"/papers/{paper.slug}.ris",
            "search": "/search/?q=matter+1",
            "search, one kind": "/search/?q=matter+1&in=papers",
            "search, nothing found": "/search/?q=nothing+of+the+kind",
            "search, nothing asked": "/search/",
            "not found": "/papers/nothing/",
        }
        admin = {
            "admin session list": "/admin/reading_sessions/session/",
            "admin session list, filtered": "/admin/reading_sessions/session/?when=past&lacking=slides&q=topic",
            "admin session form": f"/admin/reading_sessions/session/{session.pk}/change/",
            "admin new session": "/admin/reading_sessions/session/add/",
            "admin paper list": "/admin/papers/paper/",
            "admin paper form": f"/admin/papers/paper/{paper.pk}/change/",
        }
        return public, admin

    return make


def counts(client, pages):
    found = {}
    for name, address in pages.items():
        # Django remembers the types of content; each page is asked for as if it was the first.
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        assert response.status_code in (200, 302, 404), (name, response.status_code)
        assert (response.status_code == 404) == (name == "not found"), name
        found[name] = len(queries)
    return found


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_public_pages(client, world, rows):
    public, _ = world(rows)

    assert counts(client, public) == PUBLIC


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_admin_pages(organizer_client, world, rows):
    _, admin = world(rows)

    assert counts(organizer_client, admin) == ADMIN


@pytest.mark.parametrize("rows", [15, 300])
def test_queries_of_public_pages_with_many_rows(client, world, rows):
    public, _ = world(rows)

    assert Session.objects.count() == rows + 2
    assert counts(client, public) == PUBLIC
