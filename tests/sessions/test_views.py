import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User

from sessions.models import Session
from tests.factories import (
    make_deck,
    make_group,
    make_material,
    make_pages,
    make_paper,
    make_presentation,
    make_presenter,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db


def page_of(client, row):
    response = client.get(row if isinstance(row, str) else row.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def status_of(response):
    """The status, after a file was read to its end, which closes it."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def hrefs(page, selector):
    return [link["href"] for link in page.select(selector)]


def renamed(row, *slugs):
    """The row after its slug was changed to each of these, as an organizer does it: in a request of its own."""
    for slug in slugs:
        row = type(row).objects.get(pk=row.pk)
        row.slug = slug
        row.save()
    return row


def redirect_of(client, address):
    response = client.get(address)
    return response.status_code, response.headers.get("Location")


# The session page


def test_session_held(client):
    make_group(session_word="Meeting")
    session = make_session(
        make_paper(title="Denoising", authors="A\nB", arxiv_id="2006.11239"),
        number=13,
        title="Diffusion",
        start=datetime.datetime(2024, 1, 9, 18, tzinfo=datetime.UTC),
        length=datetime.timedelta(minutes=90),
        recap="# What\n\nWe *agreed*.",
    )
    make_presentation(session, make_presenter(name="Ada"), role="guest")
    make_material(session, url="https://video.example/13")

    page = page_of(client, session)

    assert texts(page, "title, h1") == ["Meeting 13: Diffusion · Example group", "Diffusion"]
    assert texts(page, ".eyebrow") == ["Schedule · Meeting 13"]
    assert texts(page, "header .meta") == ["Tuesday 9 January 2024, 18:00 UTC, 90 minutes"]
    assert texts(page, "header .commas") == ["Ada (guest)"]
    assert [(" ".join(link.get_text().split()), link["href"]) for link in page.select(".recording a")] == [
        ("Watch the recording", "https://video.example/13")
    ]
    assert texts(page, ".recording figcaption") == ["Opens on video.example."]
    assert texts(page, ".reading-title")[0] == "Denoising"
    assert hrefs(page, "[aria-labelledby=readings] .links a") == [
        "https://arxiv.org/abs/2006.11239",
        "https://arxiv.org/pdf/2006.11239",
    ]
    assert texts(page, "[aria-labelledby=recap] h3, [aria-labelledby=recap] em") == ["What", "agreed"]
    assert texts(page, ".banner") == []


def test_session_draft_is_not_found_by_visitors(client):
    session = make_session(status="draft")

    assert client.get(session.get_absolute_url()).status_code == 404


def test_session_draft_is_previewed_by_organizers(organizer_client):
    session = make_session(make_paper(title="Planned"), title="Secret", status="draft")

    page = page_of(organizer_client, session)

    assert texts(page, ".banner") == ["A draft: only organizers see this page. Edit it"]
    assert hrefs(page, ".banner a") == [f"/admin/reading_sessions/session/{session.pk}/change/"]
    assert texts(page, "h1, .reading-title") == ["Secret", "Planned"]


def test_session_draft_is_not_found_by_staff_without_permission(staff_client):
    assert staff_client.get(make_session(status="draft").get_absolute_url()).status_code == 404


def test_session_draft_is_not_found_by_users_who_are_not_staff(client):
    user = User.objects.create_user("user", password="correct horse")
    may_view = Permission.objects.get(codename="view_session", content_type__app_label="reading_sessions")
    user.user_permissions.add(may_view)
    client.force_login(user)

    assert client.get(make_session(status="draft").get_absolute_url()).status_code == 404


def test_session_draft_links_of_the_preview_lead_somewhere(organizer_client):
    session = make_session(make_paper(), number=3, status="draft")
    make_presentation(session)
    make_deck(session)

    links = {link for link in hrefs(page_of(organizer_client, session), "main a") if link.startswith("/")}

    answers = {link: status_of(organizer_client.get(link)) for link in links}
    assert answers == dict.fromkeys(links, 200)


def test_session_organizers_get_from_it_to_its_form(organizer_client):
    session = make_session()

    banner = page_of(organizer_client, session).select(".banner")

    assert [[link["href"] for link in each.select("a")] for each in banner] == [
        [f"/admin/reading_sessions/session/{session.pk}/change/"]
    ]


def test_session_has_no_banner_for_visitors_and_staff_who_may_not_change_it(client, staff_client):
    session = make_session()

    for somebody in (client, staff_client):
        assert texts(page_of(somebody, session), ".banner") == []


def test_session_cancelled_is_marked(client):
    make_group(join_url="https://chat.example/")
    session = make_session(start=7, status="cancelled")

    page = page_of(client, session)

    assert texts(page, ".eyebrow strong") == ["Cancelled"]
    assert texts(page, "header .lead") == ["This session was cancelled."]
    assert hrefs(page, ".actions a") == []


def test_session_cancelled_is_not_waited_for(client):
    assert texts(page_of(client, make_session(start=-7, status="cancelled")), "[aria-labelledby=materials] li") == []


def test_session_upcoming_offers_to_join(client):
    make_group(join_url="https://chat.example/")

    group_s = page_of(client, make_session(start=7))
    own = page_of(client, make_session(start=7, join_url="https://call.example/1"))
    over = page_of(client, make_session(start=-7, join_url="https://call.example/2"))

    assert [hrefs(page, ".actions a") for page in (group_s, own, over)] == [
        ["https://chat.example/"],
        ["https://call.example/1"],
        [],
    ]
    assert texts(group_s, ".eyebrow strong") == ["Coming up"]


@pytest.mark.parametrize(
    ("recorded", "words", "status"), [(True, "Date not recorded", []), (False, "Date to be announced", ["Coming up"])]
)
def test_session_undated(client, recorded, words, status):
    page = page_of(client, make_session(recorded=recorded))

    assert (texts(page, "header .meta"), texts(page, ".eyebrow strong")) == ([words], status)
    assert page.select("time") == []


@pytest.mark.parametrize(
    ("expects", "lines"),
    [
        (True, ["No recording is posted yet.", "No slides are posted yet."]),
        (False, ["No recording was made.", "No slides were made."]),
    ],
)
def test_session_held_says_what_it_lacks(client, expects, lines):
    session = make_session(start=-7, expects_recording=expects, expects_slides=expects)

    assert texts(page_of(client, session), "[aria-labelledby=materials] li") == lines


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("scheduled", "The slides and the recording will be here."),
        ("cancelled", "None, as the session was cancelled."),
    ],
)
def test_session_upcoming_lacks_nothing_yet(client, status, line):
    assert texts(page_of(client, make_session(start=7, status=status)), "[aria-labelledby=materials] li") == [line]


def test_session_without_readings_says_so(client):
    assert texts(page_of(client, make_session()), "[aria-labelledby=readings] p") == ["No readings are set yet."]


def test_session_resources_stand_under_their_paper(client):
    ddpm, edm = make_paper(title="DDPM"), make_paper(title="EDM")
    about = make_resource(title="About DDPM", paper=ddpm)
    session = make_session(about, ddpm, make_resource(title="About nothing"), edm)
    make_reading(session, make_resource(title="Of another paper", paper=make_paper()), is_optional=True, note="Part 1")

    page = page_of(client, session)

    top = page.select("[aria-labelledby=readings] > .readings > .reading")
    assert [[" ".join(title.get_text().split()) for title in item.select(".reading-title")] for item in top] == [
        ["DDPM", "About DDPM"],
        ["About nothing"],
        ["EDM"],
        ["Of another paper Optional"],
    ]
    assert texts(page, ".reading > p:not([class])") == ["Part 1"]


def test_session_readings_by_reference(client):
    make_group()
    first = make_session(make_paper(title="DDPM"), number=1, title="First", start=-14)
    second = make_session(make_paper(title="EDM"), number=2, title="Second", start=-7)
    draft = make_session(make_paper(title="Hidden"), number=3, status="draft")
    review = make_session(number=4, title="Review", readings_note="All prior readings")
    review.readings_from.set([second, draft, first])

    page = page_of(client, review)

    assert texts(page, "[aria-labelledby=readings] .lead") == ["All prior readings"]
    assert texts(page, "[aria-labelledby=readings] h3") == ["Week 1: First", "Week 2: Second"]
    assert texts(page, "[aria-labelledby=readings] .reading-title") == ["DDPM", "EDM"]


def test_session_seed_week_14_reads_as_week_13(client, seed):
    page = page_of(client, "/sessions/week-14-qa-with-robin-rombach/")

    assert texts(page, "[aria-labelledby=readings] .lead, [aria-labelledby=readings] h3") == [
        "Same as Week 13",
        "Week 13: Latent Diffusion and Stable Diffusion",
    ]
    assert texts(page, "header .commas") == ["Robin Rombach (guest)"]


def test_session_materials_name_their_presenters(client):
    ddpm, edm = make_paper(), make_paper()
    session = make_session(ddpm, edm)
    make_presentation(session, make_presenter(name="Ada"), paper=ddpm)
    make_presentation(session, make_presenter(name="Bob"), paper=edm)
    make_material(session, kind="slides", title="of Ada", paper=ddpm)
    make_material(session, kind="slides", title="of Bob", paper=edm)
    make_material(session)

    page = page_of(client, session)

    assert [texts(item, "p") for item in page.select("[aria-labelledby=materials] .reading")] == [
        ["Slides: of Ada", "by Ada", "Only a link: these slides are kept on video.example."],
        ["Slides: of Bob", "by Bob", "Only a link: these slides are kept on video.example."],
        ["Recording"],
    ]


def test_materials_without_a_title_are_told_apart(client):
    session = make_session(start=-7)
    make_material(session, url="https://youtu.be/abcdefghijk", chapters="0:00 Hello")
    make_deck(session, "one.pdf")
    make_material(session, kind="slides", title="EDM")
    make_pages(make_deck(session, "two.pdf"), "Page")
    make_material(session, kind="notebook")
    names = ["Recording", "Slides 1", "Slides: EDM", "Slides 2", "Notebook"]

    page = page_of(client, session)

    assert texts(page, "[aria-labelledby=materials] .reading-title") == names
    assert texts(page, ".session-head .actions a") == ["Slides 2", "Slides 1", "Slides: EDM"]
    assert texts(page, ".reader h2") == ["Slides 2"]
    assert page.select_one(".reader .slides")["aria-label"] == "Slides 2, 1 page"
    assert texts(page, ".play") == ["Watch the recording"]
    assert texts(page_of(client, "/"), ".panel .actions a") == names
    assert texts(page_of(client, "/sessions/"), ".row-links a") == [f"{name}, {session}" for name in names]


def test_readers_of_several_decks_are_told_apart(client):
    session = make_session(start=-7)
    for name in ("one.pdf", "two.pdf"):
        make_pages(make_deck(session, name), "Page", "Another")

    page = page_of(client, session)

    assert texts(page, ".reader h2") == ["Slides 1", "Slides 2"]
    assert [slides["aria-label"] for slides in page.select(".slides")] == ["Slides 1, 2 pages", "Slides 2, 2 pages"]
    assert [strip["aria-label"] for strip in page.select(".filmstrip")] == ["All slides", "All slides, Slides 2"]


def test_recordings_without_a_title_are_told_apart(client):
    session = make_session(start=-7)
    for number in (1, 2):
        make_material(session, url=f"https://youtu.be/abcdefghij{number}", chapters="0:00 Hello")

    page = page_of(client, session)

    assert texts(page, ".play") == ["Watch recording 1", "Watch recording 2"]
    assert [poster["data-title"] for poster in page.select(".poster")] == [
        f"Recording 1, {session}",
        f"Recording 2, {session}",
    ]
    assert texts(page, "[id^=chapters]") == ["Recording 1, chapter by chapter", "Recording 2, chapter by chapter"]


def test_session_material_of_our_own_is_opened_and_downloaded(client):
    deck = make_deck(make_session())

    page = page_of(client, deck.session)

    assert [(link.get_text(), link["href"]) for link in page.select("[aria-labelledby=materials] .links a")] == [
        ("Open the PDF: Slides", deck.file.url),
        ("Download Slides", f"{deck.file.url}?download"),
    ]


def test_session_material_on_github_is_downloaded_from_its_file(client):
    session = make_session()
    make_material(session, kind="slides", url="https://github.com/a/b/blob/main/1%20talk.pdf")

    assert hrefs(page_of(client, session), "[aria-labelledby=materials] .links a") == [
        "https://github.com/a/b/blob/main/1%20talk.pdf",
        "https://github.com/a/b/raw/main/1%20talk.pdf",
    ]


def test_session_neighbours_leave_out_drafts(client):
    make_group()
    first = make_session(number=1)
    make_session(number=2, status="draft")
    middle = make_session(number=3)
    last = make_session(number=4, status="cancelled")

    beside = {
        session.number: [(link["rel"], link["href"]) for link in page_of(client, session).select(".beside a")]
        for session in (first, middle, last)
    }

    assert beside == {
        1: [(["next"], middle.get_absolute_url())],
        3: [(["prev"], first.get_absolute_url()), (["next"], last.get_absolute_url())],
        4: [(["prev"], middle.get_absolute_url())],
    }


def test_session_without_number_stands_between_those_around_it(client):
    before, after = make_session(number=1, start=-21), make_session(number=2, start=-7)
    extra = make_session(start=-14)

    assert hrefs(page_of(client, extra), ".beside a") == [before.get_absolute_url(), after.get_absolute_url()]


def test_session_draft_preview_has_no_neighbours(organizer_client):
    make_session(number=1)

    assert hrefs(page_of(organizer_client, make_session(number=2, status="draft")), ".beside a") == []


def test_session_unknown_is_not_found(client):
    assert client.get("/sessions/week-1-nothing/").status_code == 404


# Numbers, next, latest


def test_number_redirects_to_the_session(client):
    make_group()
    session = make_session(number=13, title="Latent Diffusion")

    assert session.slug == "week-13-latent-diffusion"
    assert redirect_of(client, "/sessions/13/") == (302, "/sessions/week-13-latent-diffusion/")


@pytest.mark.parametrize(("number", "status"), [(15, 404), (16, 302), (17, 302), (18, 302), (19, 404)])
def test_number_inside_a_span_redirects(client, number, status):
    session = make_session(number=16, last_number=18)

    assert redirect_of(client, f"/sessions/{number}/") == (
        status,
        session.get_absolute_url() if status == 302 else None,
    )


def test_number_of_a_draft_is_not_found_by_visitors(client):
    make_session(number=5, status="draft")

    assert redirect_of(client, "/sessions/5/") == (404, None)


def test_number_of_a_draft_redirects_organizers(organizer_client):
    session = make_session(number=5, status="draft")

    assert redirect_of(organizer_client, "/sessions/5/") == (302, session.get_absolute_url())


def test_number_zero_is_a_number(client):
    session = make_session(number=0)

    assert redirect_of(client, "/sessions/0/") == (302, session.get_absolute_url())


def test_next_is_the_soonest_that_takes_place(client):
    make_session(start=-1)
    make_session(start=2, status="cancelled")
    make_session(start=3, status="draft")
    make_session(title="Undated")
    make_session(start=9)
    soonest = make_session(start=4)

    assert redirect_of(client, "/sessions/next/") == (302, soonest.get_absolute_url())


@pytest.mark.parametrize("status", ["cancelled", "draft"])
def test_next_without_one_is_the_schedule(client, status):
    make_session(start=-1)
    make_session(start=2, status=status)

    assert redirect_of(client, "/sessions/next/") == (302, "/sessions/")


def test_latest_is_the_last_held(client):
    make_session(start=-9, number=1)
    latest = make_session(start=-5, number=2)
    make_session(start=-4, number=3, status="cancelled")
    make_session(start=-3, number=4, status="draft")
    make_session(start=3, number=5)

    assert redirect_of(client, "/sessions/latest/") == (302, latest.get_absolute_url())


def test_latest_of_undated_sessions_is_the_last_recorded(client, seed):
    assert redirect_of(client, "/sessions/latest/") == (302, "/sessions/week-15-soft-diffusion/")


def test_latest_before_the_first_is_the_schedule(client):
    make_session(start=3)

    assert redirect_of(client, "/sessions/latest/") == (302, "/sessions/")


# A changed address


def make_any(name):
    """A public row, its folder, and its model."""
    if name == "session":
        return make_session(slug="one"), "/sessions/"
    presenter = make_presenter(slug="one")
    make_presentation(make_session(), presenter)
    return presenter, "/presenters/"


both = pytest.mark.parametrize("name", ["session", "presenter"])


@both
def test_changed_slug_redirects_for_good(client, name):
    row, folder = make_any(name)
    renamed(row, "two")

    assert redirect_of(client, f"{folder}one/") == (301, f"{folder}two/")
    assert redirect_of(client, f"{folder}two/") == (200, None)


@both
def test_slug_changed_twice_redirects_both(client, name):
    row, folder = make_any(name)
    renamed(row, "two", "three")

    assert [redirect_of(client, f"{folder}{old}/") for old in ("one", "two")] == [(301, f"{folder}three/")] * 2


@both
def test_slug_changed_back_redirects_the_other(client, name):
    row, folder = make_any(name)
    renamed(row, "two", "one")

    assert redirect_of(client, f"{folder}one/") == (200, None)
    assert redirect_of(client, f"{folder}two/") == (301, f"{folder}one/")


@both
def test_slug_changed_on_one_instance_redirects(client, name):
    row, folder = make_any(name)
    for slug in ("two", "one", "three", "two"):
        row.slug = slug
        row.save()

    assert [redirect_of(client, f"{folder}{old}/") for old in ("one", "three")] == [(301, f"{folder}two/")] * 2
    assert redirect_of(client, f"{folder}two/") == (200, None)


@both
def test_old_slug_of_another_spelling_is_not_found(client, name):
    row, folder = make_any(name)
    renamed(row, "two")

    assert [redirect_of(client, f"{folder}{old}/")[0] for old in ("o_e", "on", "ne", "one-", "o-n-e")] == [404] * 5


@both
def test_old_slug_ignores_case_as_little_as_the_slug_does(client, name):
    """SQLite's LIKE ignores case, PostgreSQL's does not: one address must not exist on one of them alone."""
    row, folder = make_any(name)
    renamed(row, "two")

    assert [redirect_of(client, f"{folder}{old}/")[0] for old in ("ONE", "TWO")] == [404, 404]


def test_changed_slug_keeps_the_query(client):
    """A shared link with a query keeps leading to the page; what the query said is not needed there."""
    row, folder = make_any("session")
    renamed(row, "two")

    assert redirect_of(client, f"{folder}one/?from=feed") == (301, f"{folder}two/")


def test_old_slug_of_a_draft_is_not_found_by_visitors(client):
    renamed(make_session(slug="one", status="draft"), "secret-title")

    assert redirect_of(client, "/sessions/one/") == (404, None)


def test_old_slug_of_a_draft_redirects_organizers(organizer_client):
    renamed(make_session(slug="one", status="draft"), "two")

    assert redirect_of(organizer_client, "/sessions/one/") == (301, "/sessions/two/")


def test_old_slug_of_a_presenter_of_drafts_alone_is_not_found(client):
    presenter = make_presenter(slug="one")
    make_presentation(make_session(status="draft"), presenter)
    renamed(presenter, "secret-name")

    assert redirect_of(client, "/presenters/one/") == (404, None)


def test_old_slug_survives_a_save_of_other_fields(client):
    session = renamed(make_session(slug="one"), "two")
    session = Session.objects.get(pk=session.pk)
    session.status = "cancelled"
    session.save(update_fields=["status"])

    assert redirect_of(client, "/sessions/one/") == (301, "/sessions/two/")


def test_changed_slug_saved_alone_is_remembered(client):
    session = Session.objects.get(pk=make_session(slug="one").pk)
    session.slug = "two"
    session.save(update_fields=["slug"])

    assert redirect_of(client, "/sessions/one/") == (301, "/sessions/two/")


# People


def test_presenters_lists_those_of_public_sessions(client):
    make_group()
    ada, bob = make_presenter(name="Ada"), make_presenter(name="Bob")
    make_presenter(name="Nobody")
    paper = make_paper(short_name="DDPM")
    first, second = make_session(number=1, title="First"), make_session(number=2, title="Second")
    make_presentation(first, ada)
    make_presentation(second, ada, role="guest", paper=paper)
    make_presentation(make_session(number=3, status="draft"), ada)
    make_presentation(make_session(number=4, status="draft"), bob)

    page = page_of(client, "/presenters/")

    assert texts(page, ".people h2") == ["Ada"]
    assert texts(page, ".people p") == ["Guest, Week 2: Second: DDPM", "Presenter, Week 1: First"]


def test_presenters_empty_database(client):
    [text] = texts(page_of(client, "/presenters/"), "main > p")

    assert text.startswith("Nobody is named yet.")


def test_presenter_page(client):
    make_group()
    ada = make_presenter(name="Ada", handle="@ada", homepage="https://ada.example/", biography="Wrote *programs*.")
    paper = make_paper(title="Denoising")
    session = make_session(paper, number=1, title="First")
    make_presentation(session, ada, paper=paper)
    make_presentation(session, ada, role="host")
    make_presentation(make_session(number=2, title="Hidden", status="draft"), ada)

    page = page_of(client, ada)

    assert texts(page, "title, h1, header p.meta, header em") == ["Ada · Example group", "Ada", "@ada", "programs"]
    assert hrefs(page, ".actions a") == ["https://ada.example/"]
    assert texts(page, ".row h3") == ["Week 1: First Coming up"]
    assert texts(page, "[aria-labelledby=papers] .reading-title") == ["Denoising"]


def test_presenter_page_leaves_out_the_papers_of_drafts(client):
    ada = make_presenter()
    make_presentation(make_session(), ada, paper=make_paper(title="Public"))
    make_presentation(make_session(status="draft"), ada, paper=make_paper(title="Planned"))

    assert texts(page_of(client, ada), "[aria-labelledby=papers] .reading-title") == ["Public"]


def test_presenter_of_drafts_alone_is_not_found(client):
    presenter = make_presenter()
    make_presentation(make_session(status="draft"), presenter)

    assert client.get(presenter.get_absolute_url()).status_code == 404
