import datetime
import xml.etree.ElementTree as ElementTree

import pytest

from papers.models import Paper
from tests.clock import EARLIER, LATER, stopped
from tests.factories import (
    make_group,
    make_paper,
    make_presentation,
    make_presenter,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db

LISTS = ["/", "/sessions/", "/papers/", "/presenters/", "/resources/"]


@pytest.fixture
def clock(monkeypatch):
    return stopped(monkeypatch)


def urls(client, **headers):
    """The site map: each address with when it last changed, in their order."""
    response = client.get("/sitemap.xml", headers=headers)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml")
    names = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {}
    for url in ElementTree.fromstring(response.content).findall("url", names):
        date = url.findtext("lastmod", namespaces=names)
        found[url.findtext("loc", namespaces=names)] = date and datetime.datetime.fromisoformat(date)
    return found


def changed(client):
    """The paths of what changed LATER; all else is of EARLIER."""
    found = urls(client)
    assert set(found.values()) <= {EARLIER, LATER}
    return [url.removeprefix("http://testserver") for url, date in found.items() if date == LATER]


@pytest.fixture
def site(clock):
    """A session with a paper and a person, and one of each that no session knows; it is LATER now."""
    make_group(time_zone="Europe/Paris")
    session = make_session(make_paper(slug="read"), make_resource(), slug="held", start=-1)
    make_presentation(session, make_presenter(slug="ada"))
    make_paper(slug="unread")
    make_presenter(slug="nobody")
    clock(LATER)
    return session


def test_all_public_pages_and_no_other(client, site):
    make_presentation(make_session(slug="draft", status="draft"), make_presenter(slug="secret"))
    make_session(slug="off", status="cancelled")

    paths = [url.removeprefix("http://testserver") for url in urls(client)]

    pages = ["/sessions/held/", "/sessions/off/", "/papers/read/", "/papers/unread/", "/presenters/ada/"]
    assert paths == LISTS + pages
    assert {client.get(path).status_code for path in paths} == {200}


def test_nothing_changed(client, site):
    site.save()

    assert changed(client) == []


def test_session_changes_what_it_is_on(client, site):
    site.title = "New"
    site.save()

    assert changed(client) == [*LISTS, "/sessions/held/", "/papers/read/", "/presenters/ada/"]


def test_paper_changes_its_own_page(client, site):
    paper = Paper.objects.get(slug="unread")
    paper.abstract = "New"
    paper.save()

    assert changed(client) == ["/", "/papers/", "/papers/unread/"]


def test_drafts_change_nothing(client, site):
    draft = make_session(Paper.objects.get(slug="unread"), slug="draft", status="draft")
    make_presentation(draft, site.presenters.get())
    make_reading(draft, Paper.objects.get(slug="read"))
    make_reading(draft, make_resource())

    assert changed(client) == []


def test_empty_site(client):
    assert urls(client) == dict.fromkeys([f"http://testserver{path}" for path in LISTS])


def test_addresses_are_of_the_site_that_was_asked(client, site, settings):
    settings.ALLOWED_HOSTS = ["reading.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"host": "reading.example", "x-forwarded-proto": "https"}

    assert {url.split("/", 3)[2] for url in urls(client, **headers)} == {"reading.example"}
    assert {url.split(":")[0] for url in urls(client, **headers)} == {"https"}
    assert "Sitemap: https://reading.example/sitemap.xml\n" in client.get("/robots.txt", headers=headers).text


def test_asked_again(client, site, clock):
    mark = {"if-none-match": client.get("/sitemap.xml").headers["ETag"]}
    assert client.get("/sitemap.xml", headers=mark).status_code == 304

    site.status = "draft"
    site.save()
    assert client.get("/sitemap.xml", headers=mark).status_code == 200
    assert client.post("/sitemap.xml").status_code == 405


def test_robots(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == ("User-agent: *\nDisallow: /admin/\n\nSitemap: http://testserver/sitemap.xml\n")
