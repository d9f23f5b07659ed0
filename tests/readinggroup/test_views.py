import pytest
from bs4 import BeautifulSoup
from django.db import connection

from papers.models import Paper
from sessions.models import Group, Material, Session
from tests.factories import make_group, make_paper, make_presentation, make_resource, make_session

pytestmark = pytest.mark.django_db


def home(client):
    response = client.get("/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def links(page, selector):
    return [element["href"] for element in page.select(selector)]


FIRST_STEPS = [
    "/admin/reading_sessions/group/add/",
    "/admin/papers/paper/add/",
    "/admin/reading_sessions/session/add/",
]


# The home page


def test_home_seed(client, seed):
    page = home(client)

    assert texts(page, "title, h1") == [
        "Sessions and papers · Diffusion Reading Group at EleutherAI",
        "Diffusion Reading Group at EleutherAI",
    ]
    assert texts(page, "main h2") == [
        "No session is planned yet",
        "The list, out of the noise",
        "What you missed",
        "Next on the list",
    ]
    assert texts(page, ".panel h3") == ["Week 15: Soft Diffusion"]
    assert len(page.select(".strip-cells a")) == 56
    assert texts(page, ".strip-key li") == ["19 covered", "37 to cover"]
    assert texts(page, ".row-number") == [str(number) for number in range(15, 0, -1)]
    assert texts(page, ".rows-year") == []  # a heading that says the same of all says nothing
    to_cover = Paper.objects.to_cover()
    assert texts(page, ".works h3") == [paper.title for paper in to_cover[:8]]
    assert texts(page, "[aria-labelledby=to-cover] .section-head a") == ["All 37 to cover"]
    assert links(page, ".top .button") == ["https://discord.gg/zBGx3azzUn"]


def test_home_seed_links_every_recording_directly(client, seed):
    page = home(client)

    shown = [link["href"] for link in page.select(".row-links a") if link.get_text().startswith("Recording")]
    newest_first = Material.objects.recordings().order_by("-session__number")
    assert shown == [recording.url for recording in newest_first]
    assert len(set(shown)) == 15


def test_home_empty_database_shows_every_first_step(client):
    page = home(client)

    assert texts(page, "title, h1") == ["Sessions and papers", "A reading group’s new home"]
    assert texts(page, "main h2") == ["Nothing here yet"]
    assert links(page, ".note ol a") == FIRST_STEPS


def test_home_group_alone_shows_the_steps_left(client):
    make_group(name="The Tuesday group")

    page = home(client)

    assert texts(page, "h1") == ["The Tuesday group"]
    assert links(page, ".note ol a") == FIRST_STEPS[1:]


def test_home_content_without_group_asks_for_the_group(client):
    make_session(make_paper())

    assert links(home(client), ".note ol a") == [FIRST_STEPS[0], FIRST_STEPS[2]]


def test_home_group_without_sessions(client):
    make_group()
    make_paper(title="First")
    make_paper(title="Second")

    page = home(client)

    assert texts(page, "main h2") == ["No session is planned yet", "The list, out of the noise", "Next on the list"]
    assert texts(page, ".works h3") == ["First", "Second"]
    assert texts(page, ".note") == []


def test_home_drafts_alone_look_like_no_sessions(client):
    make_group()
    make_session(make_paper(title="First"), start=3, status="draft")

    page = home(client)

    assert texts(page, "main h2") == ["No session is planned yet", "The list, out of the noise", "Next on the list"]
    assert texts(page, ".strip-key li") == ["1 to cover"]


def test_home_next_session_planned(client):
    make_group(join_url="https://chat.example/", join_label="Join the chat")
    ddpm, edm = make_paper(short_name="DDPM"), make_paper(short_name="EDM")
    make_session(ddpm, number=1, title="Old", start=-7)
    coming = make_session(edm, number=2, title="New", start=7)
    make_presentation(coming, role="guest")
    make_session(number=3, title="Later", start=14)

    page = home(client)

    assert texts(page, "title") == ["Next: Week 2: New · Example group"]
    assert texts(page, "main h2") == [
        "Next session",
        "The list, out of the noise",
        "Coming up after that",
        "What you missed",
    ]
    assert texts(page, ".panel h3") == ["Week 2: New"]
    assert links(page, ".panel h3 a, .panel p a")[:2] == [coming.get_absolute_url(), edm.get_absolute_url()]
    assert links(page, ".panel .actions a") == ["https://chat.example/"]
    assert texts(page, "[aria-labelledby=coming] .row h3 a") == ["Week 3: Later"]
    assert texts(page, "[aria-labelledby=archive] .row h3 a") == ["Week 1: Old"]
    assert links(page, ".strip-cells a.next") == [edm.get_absolute_url()]


def test_home_next_session_has_its_own_join_link(client):
    make_group(join_url="https://chat.example/")
    make_session(start=7, join_url="https://call.example/42")

    assert links(home(client), ".panel .actions a") == ["https://call.example/42"]


def test_home_only_cancelled_upcoming(client):
    make_group()
    make_session(title="Held", start=-7)
    make_session(title="Called off", start=7, status="cancelled")

    page = home(client)

    assert texts(page, "main h2") == ["No session is planned yet", "Coming up", "What you missed"]
    assert texts(page, ".panel h3") == ["Held"]
    assert texts(page, "[aria-labelledby=coming] .row h3") == ["Called off Cancelled"]


def test_home_cancelled_before_the_next_is_not_after_it(client):
    """The cancelled session of this week is no news of what comes after next week's."""
    make_group()
    make_session(title="Called off", start=3, status="cancelled")
    make_session(title="Next", start=10)

    page = home(client)

    assert texts(page, ".panel h3") == ["Next"]
    assert texts(page, "[aria-labelledby=coming] .row h3") == ["Called off Cancelled"]
    assert texts(page, "#coming") == ["Coming up"]


def test_home_latest_is_not_a_cancelled_one(client):
    make_group()
    make_session(title="Held", start=-7)
    make_session(title="Called off", start=-1, status="cancelled")

    assert texts(home(client), ".panel h3") == ["Held"]


@pytest.mark.parametrize(("past", "shown", "goes_on"), [(100, 100, []), (101, 100, ["All sessions, from the first"])])
def test_home_archive_is_cut_at_a_hundred(client, past, shown, goes_on):
    make_group()
    for number in range(1, past + 1):
        Session(number=number, title=f"Session {number}", slug=f"session-{number}-x").save()
    make_session(number=past + 1, start=-1)
    Session.objects.filter(number=past + 1).update(status="cancelled")
    Session.objects.filter(number=past).update(start="2024-01-01T12:00Z")

    page = home(client)

    rows = texts(page, "[aria-labelledby=archive] .row-number")
    assert rows == [str(number) for number in range(past + 1, past + 1 - shown, -1)]
    assert texts(page, "[aria-labelledby=archive] .pages a") == ["All sessions, from the first"]
    Session.objects.filter(number=past + 1).delete()
    assert texts(home(client), "[aria-labelledby=archive] .pages a") == goes_on


def test_home_introduction_is_markdown(client):
    make_group(introduction="We read *papers*. <script>alert(1)</script>")

    page = home(client)

    assert texts(page, ".lead em") == ["papers"]
    assert [script for script in page.select("main script") if not script.get("src")] == []


def test_home_shows_times_in_the_group_zone(client):
    make_group(time_zone="America/New_York")
    make_session(start=None, title="Winter")
    Session.objects.update(start="2099-01-06T01:30Z")

    [time] = home(client).select(".panel time")

    assert (time.get_text(), time["data-zone"]) == ("Monday 5 January 2099, 20:30 EST", "America/New_York")
    assert time["datetime"] == "2099-01-05T20:30:00-05:00"


def test_home_sets_no_cookie_and_loads_nothing_from_elsewhere(client, seed):
    response = client.get("/")

    assert response.cookies == {}
    page = BeautifulSoup(response.content, "html.parser")
    loaded = [
        element.get("src") or element.get("href")
        for element in page.select("script[src], link:not([rel=canonical]), img, iframe")
    ]
    assert [address for address in loaded if not address.startswith("/")] == []
    assert page.select("style, [style], script:not([src], [type='application/ld+json'])") == []


def test_home_resource_readings_are_not_papers_of_the_row(client):
    make_group()
    make_session(make_paper(short_name="DDPM"), make_resource(title="A post"), start=-1)

    assert texts(home(client), "[aria-labelledby=archive] .row .commas li") == ["DDPM"]


# The accent


def test_accent_is_the_group_s(client):
    make_group(accent="#0B5FFF")

    assert "/accent-0b5fff.css" in links(home(client), "link[rel=stylesheet]")


def test_accent_style_sheet(client):
    response = client.get("/accent-a8341b.css")

    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=604800"
    light, dark = response.content.decode().split("@media(prefers-color-scheme:dark)")
    assert light == ":root{--accent:#a8341b;--on-accent:#faf7f0}"
    assert dark.startswith("{:root{--accent:#")
    assert dark.endswith(";--on-accent:#181612}}")


@pytest.mark.parametrize("path", ["/accent-.css", "/accent-red.css", "/accent-A8341B.css", "/accent-a8341b1.css"])
def test_accent_not_a_colour_is_not_found(client, path):
    assert client.get(path).status_code == 404


# Health


def test_health(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, b"ok", "text/plain")


def test_health_without_a_database_fails(client, monkeypatch):
    """A container whose database is away is not healthy; the error is real, the request goes through."""

    def broken():
        raise connection.Database.OperationalError("the database is away")

    monkeypatch.setattr("readinggroup.views.connection.cursor", broken)
    monkeypatch.setattr(Group.objects, "first", lambda: None)
    client.raise_request_exception = False

    assert client.get("/healthz").status_code == 500
