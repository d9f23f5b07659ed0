import datetime
import json
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from PIL import Image

from readinggroup.structured_data import json_ld
from tests.factories import (
    make_group,
    make_material,
    make_paper,
    make_presentation,
    make_presenter,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

BASE = "https://group.example"


@pytest.fixture(autouse=True)
def host(settings):
    settings.ALLOWED_HOSTS = ["group.example"]


def head(client, path):
    response = client.get(path, headers={"host": "group.example"}, secure=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").head


def canonical(client, path):
    link = head(client, path).select_one("link[rel=canonical]")
    return link and link["href"]


def graph(client, path):
    [script] = head(client, path).select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org/"
    return data["@graph"]


def nodes(client, path):
    return {node["@type"]: node for node in graph(client, path)}


def og(client, path):
    return {meta["property"]: meta["content"] for meta in head(client, path).select("meta[property^='og:']")}


def trail(breadcrumbs):
    return [(item["position"], item["name"], item["item"]) for item in breadcrumbs["itemListElement"]]


# The canonical address


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "/"),
        ("/?a=b", "/"),
        ("/papers/", "/papers/"),
        ("/papers/?q=x&status=covered", "/papers/"),
        ("/papers/?page=1", "/papers/"),
        ("/papers/?page=2", "/papers/?page=2"),
        ("/papers/?q=&page=2", "/papers/?page=2"),
        ("/papers/?q=paper&page=2", "/papers/"),
        ("/sessions/?q=x", "/sessions/"),
        ("/papers/p/?utm_source=x", "/papers/p/"),
    ],
)
def test_canonical_address(client, monkeypatch, path, expected):
    monkeypatch.setattr("papers.views.PaperListView.paginate_by", 1)
    make_paper(slug="p")
    make_paper()

    assert canonical(client, path) == BASE + expected


def test_page_that_is_not_there_has_no_canonical_address(client):
    html = BeautifulSoup(client.get("/papers/nothing/", headers={"host": "group.example"}).content, "html.parser")

    assert html.select("link[rel=canonical], script[type='application/ld+json'], meta[property]") == []
    assert html.select_one("meta[name=robots]")["content"] == "noindex"


def test_pages_for_organizers_alone_are_not_to_be_found(organizer_client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    draft = make_session(status="draft")
    person = make_presenter()
    make_presentation(draft, person)

    for row in (draft, person):
        html = BeautifulSoup(organizer_client.get(row.get_absolute_url()).content, "html.parser")
        assert html.select("link[rel=canonical], script[type='application/ld+json'], meta[property]") == []
        assert html.select_one("meta[name=robots]")["content"] == "noindex"


# Open Graph


def test_open_graph_of_a_session(client):
    make_group(name="Group & co")
    make_session(number=3, title="Ideas <b> & “more”", slug="ideas")

    assert og(client, "/sessions/ideas/") == {
        "og:title": "Week 3: Ideas <b> & “more”",
        "og:description": "Week 3: Ideas <b> & “more”.",
        "og:type": "article",
        "og:url": f"{BASE}/sessions/ideas/",
        "og:site_name": "Group & co",
        "og:image": f"{BASE}/sessions/ideas/card.jpg",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Week 3: Ideas <b> & “more”",
    }
    assert head(client, "/sessions/ideas/").select_one("meta[name='twitter:card']")["content"] == "summary_large_image"


@pytest.mark.parametrize("path", ["/", "/papers/", "/sessions/", "/presenters/", "/resources/", "/papers/p/"])
def test_every_page_has_a_picture_that_is_there(client, path):
    make_paper(slug="p")
    address = urlsplit(og(client, path)["og:image"])

    assert f"{address.scheme}://{address.netloc}" == BASE
    assert client.get(address.path, headers={"host": "group.example"}).status_code == 200


# Structured data


def test_event_of_a_coming_session(client):
    make_group(
        name="Group",
        time_zone="Europe/Paris",
        join_url="https://chat.example/group",
        playlist_url="https://list.example",
    )
    paper = make_paper(title="On $x_1$", slug="on-x", authors="Ann Bo\nTeam X", published=datetime.date(2020, 1, 2))
    session = make_session(
        paper,
        number=3,
        title="Ideas",
        slug="ideas",
        start=datetime.datetime(2100, 7, 1, 16, tzinfo=datetime.UTC),
        length=datetime.timedelta(minutes=90),
        join_url="https://call.example/room",
    )
    make_presentation(session, make_presenter(name="Ada", slug="ada"))

    found = nodes(client, "/sessions/ideas/")

    assert set(found) == {"Event", "Organization", "ScholarlyArticle", "Person", "BreadcrumbList"}
    assert found["Event"] == {
        "@type": "Event",
        "@id": f"{BASE}/sessions/ideas/#event",
        "name": "Week 3: Ideas",
        "url": f"{BASE}/sessions/ideas/",
        "description": og(client, "/sessions/ideas/")["og:description"],
        "image": f"{BASE}/sessions/ideas/card.jpg",
        "startDate": "2100-07-01T18:00:00+02:00",
        "endDate": "2100-07-01T19:30:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": "https://call.example/room"},
        "organizer": {"@id": f"{BASE}/#group"},
        "performer": [{"@id": f"{BASE}/presenters/ada/#person"}],
        "about": [{"@id": f"{BASE}/papers/on-x/#paper"}],
    }
    assert found["Organization"]["sameAs"] == ["https://list.example"]
    assert found["Person"] == {
        "@type": "Person",
        "@id": f"{BASE}/presenters/ada/#person",
        "name": "Ada",
        "url": f"{BASE}/presenters/ada/",
    }
    assert found["ScholarlyArticle"] == {
        "@type": "ScholarlyArticle",
        "@id": f"{BASE}/papers/on-x/#paper",
        "headline": "On x₁",
        "name": "On x₁",
        "url": f"{BASE}/papers/on-x/",
        "author": [
            {"@type": "Person", "name": "Ann Bo", "givenName": "Ann", "familyName": "Bo"},
            {"@type": "Organization", "name": "Team X"},
        ],
        "datePublished": "2020-01-02",
    }
    assert trail(found["BreadcrumbList"]) == [
        (1, "Group", f"{BASE}/"),
        (2, "Schedule", f"{BASE}/sessions/"),
        (3, "Week 3: Ideas", f"{BASE}/sessions/ideas/"),
    ]


def test_event_of_a_cancelled_session_without_length(client):
    make_session(slug="s", start=5, status="cancelled")

    event = nodes(client, "/sessions/s/")["Event"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert "endDate" not in event


def test_session_without_a_start_is_no_event_but_has_its_recording(client):
    paper = make_paper(slug="p")  # without authors it is no article
    session = make_session(paper, slug="s", title="Talk")
    first = make_material(session, url="https://youtu.be/gTYsWQPeg5s", title="Part 1")

    found = nodes(client, "/sessions/s/")

    assert set(found) == {"CreativeWork", "VideoObject", "BreadcrumbList"}
    assert found["VideoObject"] == {
        "@type": "VideoObject",
        "@id": f"{BASE}/sessions/s/#recording-{first.uid}",
        "name": "Talk (Part 1)",
        "description": og(client, "/sessions/s/")["og:description"],
        "thumbnailUrl": f"{BASE}/sessions/s/card.jpg",
        "uploadDate": first.added.isoformat(),
        "embedUrl": "https://www.youtube-nocookie.com/embed/gTYsWQPeg5s",
        "url": "https://youtu.be/gTYsWQPeg5s",
        "about": [{"@id": f"{BASE}/papers/p/#paper"}],
    }


def test_two_recordings_without_titles_have_two_names(client):
    session = make_session(slug="s", title="Talk")
    make_material(session, url="https://youtu.be/gTYsWQPeg5s")
    make_material(session, url="https://youtu.be/abcdefghijk")

    videos = [node for node in graph(client, "/sessions/s/") if node["@type"] == "VideoObject"]

    assert [video["name"] for video in videos] == ["Talk (recording 1)", "Talk (recording 2)"]


def test_recording_elsewhere_is_not_embedded(client):
    make_session(slug="s", recorded=True)

    assert "embedUrl" not in nodes(client, "/sessions/s/")["VideoObject"]


def test_paper(client):
    make_paper(
        title="A title",
        short_name="AT",
        slug="p",
        authors="Ann Bo",
        arxiv_id="2006.11239",
        doi="10.1/x",
        venue="ICLR 2021",
        abstract="Words on $x^2$.",
        alternative_titles="Another",
    )

    article = nodes(client, "/papers/p/")["ScholarlyArticle"]

    assert article["alternateName"] == ["AT", "Another"]
    assert article["abstract"] == "Words on x²."
    assert article["isPartOf"] == {"@type": "CreativeWork", "name": "ICLR 2021"}
    assert article["sameAs"] == "https://arxiv.org/abs/2006.11239"
    assert [(one["propertyID"], one["value"]) for one in article["identifier"]] == [
        ("arXiv", "2006.11239"),
        ("DOI", "10.1/x"),
    ]
    assert "datePublished" not in article


def test_person(client):
    person = make_presenter(name="Ada", slug="ada", handle="@ada", homepage="https://ada.example")
    make_presentation(make_session(), person)

    found = nodes(client, "/presenters/ada/")

    assert found["Person"] == {
        "@type": "Person",
        "@id": f"{BASE}/presenters/ada/#person",
        "name": "Ada",
        "url": f"{BASE}/presenters/ada/",
        "alternateName": "@ada",
        "sameAs": "https://ada.example",
    }
    assert [name for _, name, _ in trail(found["BreadcrumbList"])] == ["Home", "People", "Ada"]


def test_home(client):
    make_group(name="Group")
    found = nodes(client, "/")

    assert set(found) == {"Organization", "WebSite"}
    assert found["WebSite"]["publisher"] == {"@id": found["Organization"]["@id"]}
    target = found["WebSite"]["potentialAction"]["target"]
    assert target["urlTemplate"] == f"{BASE}/search/?q={{search_term_string}}"


@pytest.mark.parametrize("path", ["/papers/", "/sessions/", "/presenters/", "/resources/"])
def test_lists_have_breadcrumbs(client, path):
    make_group(name="Group")
    names = [name for _, name, _ in trail(nodes(client, path)["BreadcrumbList"])]

    assert names == ["Group", head(client, path).title.string.removesuffix(" · Group")]


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 \u2029 \\u003c ]]> \" ' \\"


def test_json_ld_cannot_end_its_script():
    text = json_ld([{"name": HOSTILE}])

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"] == [{"name": HOSTILE}]


def test_hostile_words_stay_words_on_every_page(client):
    make_group(name=HOSTILE[:100])
    paper = make_paper(title=HOSTILE, slug="p", authors=f"{HOSTILE}\nB", venue=HOSTILE[:100], abstract=HOSTILE)
    session = make_session(paper, slug="s", title=HOSTILE, start=1)
    make_presentation(session, make_presenter(name=HOSTILE, slug="a", handle="<b>"))
    make_material(session, title=HOSTILE)

    for path in ["/", "/papers/", "/papers/p/", "/sessions/s/", "/presenters/a/"]:
        scripts = head(client, path).find_all("script")
        data = [script for script in scripts if not script.get("src")]
        assert [script["type"] for script in data] == ["application/ld+json"]
        json.loads(data[0].string)
        assert not any("alert" in (script.string or "") for script in scripts if script not in data)
    assert nodes(client, "/papers/p/")["ScholarlyArticle"]["name"] == HOSTILE


# Icons


def test_icons_are_there(client):
    icons = head(client, "/").select("link[rel=icon], link[rel=apple-touch-icon]")
    manifest = client.get("/site.webmanifest", headers={"host": "group.example"}).json()

    assert [finders.find(link["href"].removeprefix("/static/")) is None for link in icons] == [False, False]
    for icon in manifest["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as image:
            assert icon["sizes"] == f"{image.width}x{image.height}"
    favicon = client.get("/favicon.ico", headers={"host": "group.example"})
    assert (favicon.status_code, favicon["Location"]) == (302, "/static/icons/favicon.ico")


def test_manifest_names_the_group(client):
    make_group(name="A group with a long name")

    manifest = client.get("/site.webmanifest", headers={"host": "group.example"})

    assert manifest["Content-Type"] == "application/manifest+json"
    assert (manifest.json()["name"], manifest.json()["short_name"]) == ("A group with a long name", "Reading")
