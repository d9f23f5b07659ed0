import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest
from bs4 import BeautifulSoup

from sessions.models import Group, Material, Session
from tests.clock import LATER, stopped
from tests.factories import (
    make_deck,
    make_group,
    make_many,
    make_material,
    make_paper,
    make_presentation,
    make_presenter,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

SESSIONS, MATERIAL, ADA = "/sessions/feed.atom", "/sessions/material.atom", "/presenters/ada/feed.atom"
FEEDS = [SESSIONS, MATERIAL, ADA]
ATOM = {"": "http://www.w3.org/2005/Atom"}
BASE = "{http://www.w3.org/XML/1998/namespace}base"


@pytest.fixture
def clock(monkeypatch):
    return stopped(monkeypatch)


@pytest.fixture
def group(clock):
    return make_group(name="Readers & writers", time_zone="Europe/Paris")


@pytest.fixture
def ada(group):
    return make_presenter(name="Ada", slug="ada")


@pytest.fixture
def session(ada):
    """In all three feeds."""
    session = make_session(make_paper(title="P"), number=1, title="First", slug="first", start=5)
    make_presentation(session, ada)
    make_material(session, url="https://video.example/1")
    return session


def feed(client, path):
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def entries(client, path):
    return feed(client, path).findall("entry", ATOM)


def text(element, name):
    return element.findtext(name, namespaces=ATOM)


def titles(client, path):
    return [text(entry, "title") for entry in entries(client, path)]


def content(client, path):
    """The HTML of the only entry, between tags without white space."""
    (entry,) = entries(client, path)
    element = entry.find("content", ATOM)
    assert element.get("type") == "html"
    return re.sub(r">\s+<", "><", element.text.strip())


def authors(entry):
    return [author.text for author in entry.findall("author/name", ATOM)]


# Each feed


@pytest.mark.parametrize(
    ("path", "title", "page"),
    [
        (SESSIONS, "Readers & writers: sessions", "/sessions/"),
        (MATERIAL, "Readers & writers: new recordings, slides and other material", "/sessions/"),
        (ADA, "Readers & writers: sessions with Ada", "/presenters/ada/"),
    ],
)
def test_feed_says_what_it_is(client, session, path, title, page):
    root = feed(client, path)

    assert (text(root, "title"), text(root, "author/name")) == (title, "Readers & writers")
    links = {link.get("rel"): link.get("href") for link in root.findall("link", ATOM)}
    assert links == {"alternate": f"http://testserver{page}", "self": f"http://testserver{path}"}
    assert text(root, "updated") == "2026-01-01T12:00:00+00:00"


def test_ids_are_of_the_rows_and_outlive_everything_else(client, session, settings):
    settings.ALLOWED_HOSTS = ["testserver", "elsewhere.example"]

    def ids():
        roots = [ElementTree.fromstring(client.get(path, headers={"host": host}).content) for path in FEEDS]
        return [[element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")] for root in roots]

    host = "testserver"
    before = ids()
    assert [of_feed[1] for of_feed in before] == [
        session.uid.urn,
        session.materials.get().uid.urn,
        session.uid.urn,
    ]
    assert len({of_feed[0] for of_feed in before}) == 3
    session.title, session.slug, session.number = "Other", "other", 7
    session.save()
    Group.objects.update(name="Other")
    host = "elsewhere.example"
    assert ids() == before


def test_session_in_full(client, group, ada):
    other = make_session(make_paper(title="Earlier", slug="earlier"), number=1, title="One", slug="one")
    session = make_session(
        make_paper(title="A < B", slug="a", arxiv_id="2006.11239"),
        number=2,
        title="Two & <three>",
        slug="two",
        start=datetime.datetime(2026, 10, 25, 17, tzinfo=datetime.UTC),
        length=datetime.timedelta(minutes=90),
        readings_note="Read on",
        recap="What *was* said, [there](/papers/a/).\n\n<script>alert(1)</script>",
    )
    make_reading(session, make_resource(title="Post", url="https://blog.example/p"), is_optional=True, note="§ 2")
    make_presentation(session, ada, role="guest")
    make_presentation(session, make_presenter(name="Grace", slug="grace"))
    make_material(session, url="https://video.example/2")
    make_deck(session)
    session.readings_from.add(other)

    entry, _ = entries(client, SESSIONS)

    assert text(entry, "title") == "Week 2: Two & <three>"
    assert entry.find("link", ATOM).get("href") == "http://testserver/sessions/two/"
    assert authors(entry) == ["Ada", "Grace"]
    assert text(entry, "updated") == "2026-01-01T12:00:00+00:00"
    body = entry.find("content", ATOM)
    assert body.get(BASE) == "http://testserver/sessions/two/"
    html = re.sub(r">\s+<", "><", body.text.strip())
    assert html.startswith(
        "<p>Sunday 25 October 2026, 18:00 CET, 90 minutes</p>"
        '<p>With <a href="http://testserver/presenters/ada/">Ada</a> (guest), '
        '<a href="http://testserver/presenters/grace/">Grace</a></p>'
        "<p>Read on</p>"
        '<ul><li><a href="http://testserver/papers/a/">A &lt; B</a> '
        '(<a href="https://arxiv.org/abs/2006.11239">arXiv</a>)</li>'
        '<li><a href="https://blog.example/p">Post</a>, optional: § 2</li></ul>'
        '<p><a href="http://testserver/sessions/one/">Week 1: One</a></p>'
        '<ul><li><a href="http://testserver/papers/earlier/">Earlier</a></li></ul>'
        '<ul><li><a href="https://video.example/2">Recording</a></li>'
        '<li><a href="http://testserver/media/sessions/two/deck.pdf">Slides</a></li></ul>'
        "<p>What <em>was</em> said"
    )
    assert BeautifulSoup(html, "html.parser").find("script") is None


def test_material_in_full(client, session, clock):
    clock(LATER)
    paper = make_paper(title="About", slug="about")
    grace = make_presenter(name="Grace")
    make_presentation(session, grace, paper=paper)
    make_deck(session, title="EDM", paper=paper)

    entry, recording = entries(client, MATERIAL)

    assert text(entry, "title") == "Slides: EDM – Week 1: First"
    assert authors(entry) == ["Grace"]
    assert authors(recording) == ["Ada"]
    assert (text(entry, "published"), text(entry, "updated")) == ("2026-01-02T12:00:00+00:00",) * 2
    assert text(recording, "updated") == "2026-01-01T12:00:00+00:00"
    assert re.sub(r"\s+", " ", entry.find("content", ATOM).text.strip()) == (
        '<p><a href="http://testserver/media/sessions/first/deck.pdf">Slides: EDM</a> </p> '
        '<p>About <a href="http://testserver/papers/about/">About</a></p> '
        '<p>By Grace, in <a href="http://testserver/sessions/first/">Week 1: First</a></p>'
    )


def test_materials_without_a_title_are_told_apart(client, session):
    make_deck(session, "one.pdf")
    make_deck(session, "two.pdf")

    assert titles(client, MATERIAL) == [
        "Slides 2 – Week 1: First",
        "Slides 1 – Week 1: First",
        "Recording – Week 1: First",
    ]
    links = BeautifulSoup(content(client, SESSIONS), "html.parser").select("a")
    assert [link.get_text() for link in links if "pdf" in link["href"]] == ["Slides 1", "Slides 2"]


def test_cancelled_session(client, session):
    session.status = "cancelled"
    session.save()

    assert titles(client, SESSIONS) == titles(client, ADA) == ["Cancelled: Week 1: First"]
    assert titles(client, MATERIAL) == ["Recording – Cancelled: Week 1: First"]
    assert content(client, SESSIONS).startswith("<p><strong>This session was cancelled.</strong></p>")


def test_session_without_anything(client, group):
    make_session(title="Soon")

    assert content(client, SESSIONS) == "<p>Date to be announced</p>"
    assert authors(entries(client, SESSIONS)[0]) == []


# What is in them, and in which order


def test_drafts_are_in_none(client, session):
    draft = make_session(title="Plan", status="draft")
    make_presentation(draft, session.presenters.get())
    make_material(draft)
    make_presentation(draft, make_presenter(slug="secret"))

    assert [len(entries(client, path)) for path in FEEDS] == [1, 1, 1]
    assert client.get("/presenters/secret/feed.atom").status_code == 404


def test_feed_of_a_person_has_no_other_sessions(client, session):
    make_session(title="Without Ada")
    make_presentation(session, session.presenters.get(), role="host")

    assert titles(client, ADA) == ["Week 1: First"]


def test_last_change_is_first(client, session, clock):
    clock(LATER)
    make_session(title="New")
    assert titles(client, SESSIONS) == ["New", "Week 1: First"]
    clock(LATER + datetime.timedelta(days=1))
    make_material(session)
    assert titles(client, SESSIONS) == ["Week 1: First", "New"]
    assert text(feed(client, SESSIONS), "updated") == "2026-01-03T12:00:00+00:00"


def test_updated_is_when_it_changed(client, session, clock):
    clock(LATER)
    session.save()
    for material in Material.objects.all():
        material.save()
    assert {text(feed(client, path), "updated") for path in FEEDS} == {"2026-01-01T12:00:00+00:00"}

    material = Material.objects.get()
    material.title = "First half"
    material.save()
    assert {text(feed(client, path), "updated") for path in FEEDS} == {"2026-01-02T12:00:00+00:00"}
    (entry,) = entries(client, MATERIAL)
    assert (text(entry, "published"), text(entry, "updated")) == (
        "2026-01-01T12:00:00+00:00",
        "2026-01-02T12:00:00+00:00",
    )


def test_fifty_at_most(client, group):
    make_many(60)

    assert len(entries(client, SESSIONS)) == len(entries(client, MATERIAL)) == 50


def test_empty_feeds(client, group, clock):
    first = {path: client.get(path) for path in (SESSIONS, MATERIAL)}
    clock(LATER)

    for path, response in first.items():
        root = feed(client, path)
        assert (text(root, "updated"), root.findall("entry", ATOM)) == ("2026-01-01T12:00:00+00:00", [])
        assert client.get(path, headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_before_there_is_a_group(client):
    for path in (SESSIONS, MATERIAL):
        assert text(feed(client, path), "title").startswith("Reading group: ")


# Hostile words


@pytest.mark.parametrize(
    "letters", ["\x01\x0b\x1f", "\x7f\x80\x85", "\ufffe\uffff", "]]>", "<&\"'>", "\u2028\u202e", "🙂"]
)
def test_any_letters_make_a_feed(client, session, letters):
    paper, presenter = session.papers.get(), session.presenters.get()
    Group.objects.update(name=f"G{letters}")
    Session.objects.update(title=f"S{letters}", recap=f"R{letters}", readings_note=f"N{letters}")
    type(paper).objects.update(title=f"P{letters}")
    type(presenter).objects.update(name=f"A{letters}")
    Material.objects.update(title=f"M{letters}", url=f"https://video.example/{letters}")

    for path in FEEDS:
        assert len(entries(client, path)) == 1


# Asking again, moving, finding


@pytest.mark.parametrize("path", FEEDS)
def test_asked_again(client, session, clock, path):
    first = client.get(path)
    clock(LATER)
    same = {"if-none-match": first.headers["ETag"]}

    assert (client.get(path, headers=same).status_code, first.headers["Cache-Control"]) == (304, "no-cache")
    # A date alone would not tell of what is gone.
    assert "Last-Modified" not in first.headers
    make_material(session)
    assert client.get(path, headers=same).status_code == 200
    assert client.post(path).status_code == 405


def test_former_address_of_a_person(client, session):
    ada = session.presenters.get()
    ada.slug = "ada-lovelace"
    ada.save()

    response = client.get(ADA)
    assert (response.status_code, response.headers["Location"]) == (301, "/presenters/ada-lovelace/feed.atom")
    session.status = "draft"
    session.save()
    assert client.get(ADA).status_code == 404
    assert client.get("/presenters/nobody/feed.atom").status_code == 404


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/", FEEDS[:2]),
        ("/papers/", FEEDS[:2]),
        ("/sessions/first/", FEEDS[:2]),
        ("/nowhere/", FEEDS[:2]),
        ("/presenters/ada/", FEEDS),
    ],
)
def test_feeds_are_found(client, session, page, expected):
    head = BeautifulSoup(client.get(page).content, "html.parser").head
    found = head.find_all("link", rel="alternate", type="application/atom+xml")

    assert [link["href"] for link in found] == expected
    assert all(link["title"] for link in found)


def test_feeds_are_offered_in_words(client, session):
    schedule = BeautifulSoup(client.get("/sessions/").content, "html.parser").main
    person = BeautifulSoup(client.get("/presenters/ada/").content, "html.parser").main

    assert schedule.find("a", href=SESSIONS).text == "sessions"
    assert schedule.find("a", href=MATERIAL).text == "new recordings, slides and other material"
    assert person.find("a", href=ADA).text == "Atom feed"
