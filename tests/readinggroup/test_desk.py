import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from papers.addresses import PASTE
from papers.metadata.links import NOT_A_LINK
from papers.models import Paper
from readinggroup.desk.views import NO_TITLE
from readinggroup.models import Link
from sessions.models import Deck, Material, Reading, Session, Webhook
from tests.factories import (
    PDF,
    make_deck,
    make_group,
    make_material,
    make_paper,
    make_presentation,
    make_resource,
    make_session,
)
from tests.forms import send
from tests.papers.services import offline, services  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

FLOW_MATCHING = "Flow Matching for Generative Modeling"
VIDEO = "https://www.youtube.com/watch?v=gTYsWQPeg5s"


def desk(client):
    return BeautifulSoup(client.get("/admin/").content, "html.parser")


def section(page, name):
    heading = page.find(["h2"], string=re.compile(f"^{name}"))
    return heading and heading.find_parent("section")


def chips(element):
    return [chip.get_text() for chip in element.select(".desk-chip")]


def told(response):
    return [re.sub("<.*?>", "", str(message)).strip() for message in get_messages(response.wsgi_request)]


def buttons(response, text):
    """The addresses behind the buttons of this name in the messages."""
    said = " ".join(map(str, get_messages(response.wsgi_request)))
    return [
        button["formaction"] for button in BeautifulSoup(said, "html.parser").select("button") if button.text == text
    ]


# What it shows


def test_desk_of_an_empty_site_says_where_to_begin(organizer_client):
    page = desk(organizer_client)
    assert "Nothing is planned." in section(page, "Comes next").get_text()
    assert section(page, "Add Week 1").details.has_attr("open")
    assert "Nothing: every session" in section(page, "Still missing").get_text()
    assert "No paper is waiting." in section(page, "Waiting").get_text()
    assert section(page, "Worth a look") is None


def test_desk_shows_the_next_session_and_what_it_lacks(organizer_client):
    make_session(number=4, start=9)
    session = make_session(make_paper(title="A paper"), number=3, start=2, title="Soon", status="draft")
    page = section(desk(organizer_client), "Comes next")
    assert page.select_one(".desk-title").get_text(" ", strip=True) == "Week 3: Soon Draft"
    assert chips(page) == ["presenter"]
    form = reverse("admin:reading_sessions_session_change", args=[session.pk])
    assert page.select_one(".desk-chip")["href"] == f"{form}?add=presenter"
    make_presentation(session)
    page = section(desk(organizer_client), "Comes next")
    assert (chips(page), "It has all it needs." in page.get_text()) == ([], True)


def test_desk_lists_what_past_sessions_lack_until_it_is_there_or_there_is_none(organizer_client):
    done = make_session(make_paper(), number=1, start=-20, recorded=True, expects_slides=False)
    make_presentation(done)
    lacking = make_session(number=2, start=-10)
    make_session(number=3, start=-5, status="cancelled")
    make_session(number=4, start=-4, status="draft")
    page = section(desk(organizer_client), "Still missing")
    assert [row.select_one("a").get_text() for row in page.select(".desk-rows > li")] == [str(lacking)]
    assert chips(page) == ["readings", "presenter", "recording", "slides"]
    links = [chip["href"].partition("change/")[2] for chip in page.select(".desk-chip")]
    assert links == [
        "?add=readings",
        "?add=presenter",
        "?add=recording",
        "?add=slides",
    ]
    lacking.expects_readings = lacking.expects_presenter = lacking.expects_recording = False
    lacking.save()
    make_material(lacking, kind="slides")
    assert chips(section(desk(organizer_client), "Still missing")) == []


def test_links_of_the_desk_open_a_line_of_that_kind_that_may_stay_empty(organizer_client):
    session = make_session(number=2, start=-10)
    address = f"{reverse('admin:reading_sessions_session_change', args=[session.pk])}?add=recording"
    page = BeautifulSoup(organizer_client.get(address).content, "html.parser")
    assert page.select_one("#id_materials-0-kind option[selected]")["value"] == "recording"
    assert page.select_one("#id_materials-TOTAL_FORMS")["value"] == "1"
    data = {field["name"]: field.get("value", "") for field in page.select("#session_form input[name]")}
    data = {name: value for name, value in data.items() if not name.startswith(("_", "expects"))}
    data |= {"status": "scheduled", "recap": "", "materials-0-kind": "recording", "title": "Changed"}
    response = organizer_client.post(address, data)
    assert response.status_code == 302
    assert (Session.objects.get().title, Material.objects.count()) == ("Changed", 0)


def test_desk_suggests_papers_by_how_long_they_wait(organizer_client):
    new = make_paper(title="New")
    old = make_paper(title="Old")
    Paper.objects.filter(pk=old.pk).update(added=timezone.now() - datetime.timedelta(days=400))
    make_session(make_paper(title="Covered"), start=-3)
    page = section(desk(organizer_client), "Waiting")
    assert [row.a.get_text() for row in page.select("li")] == [old.title, new.title]
    assert page.select("button") == []
    coming = make_session(start=3)
    page = section(desk(organizer_client), "Waiting")
    response = organizer_client.post(page.select_one("button")["formaction"])
    assert list(coming.papers.all()) == [old]
    assert told(response)[0].startswith("“Old” is now a reading of")


def test_desk_shows_decks_that_are_made_and_facts_that_are_to_come(organizer_client):
    material = make_deck(make_session(start=-1, title="Talk"))
    Deck.objects.update_or_create(material=material, defaults={"state": "failed", "message": "It is locked."})
    make_resource(title="A post", fetch_state="waiting", fetch_message="the site cannot be reached")
    page = section(desk(organizer_client), "Worth a look").get_text(" ", strip=True)
    assert "Slides, Talk It is locked." in page
    assert "A post (blog.example) To be fetched: the site cannot be reached" in page


def test_desk_shows_broken_links_with_a_link_to_the_field(organizer_client):
    post = make_resource(title="A post", url="https://gone.example/post")
    make_resource(url="https://fine.example/post")
    Link.objects.create(url=post.url, state="broken", message="The page is not there.")
    Link.objects.create(url="https://fine.example/post", state="good")
    Link.objects.create(url="https://mended.example/", state="broken")
    page = section(desk(organizer_client), "Worth a look")
    assert [link["href"] for link in page.select("a")] == [f"/admin/papers/resource/{post.pk}/change/#id_url"]
    assert "The page is not there." in page.get_text()


def test_desk_shows_webhooks_that_take_no_messages(organizer_client):
    webhook = Webhook.objects.create(name="#announcements", url="https://discord.com/api/webhooks/1/secret")
    assert section(desk(organizer_client), "Worth a look") is None
    Webhook.objects.filter(pk=webhook.pk).update(problem="It is gone.")
    page = section(desk(organizer_client), "Worth a look")
    assert "#announcements It is gone." in page.get_text(" ", strip=True)
    assert "secret" not in str(page)


def test_paste_of_another_sessions_recording_is_doubted(organizer_client):
    make_material(make_session(number=3, start=-9), url=VIDEO)
    session = make_session(number=4, start=-2)
    response = organizer_client.post(reverse("admin:desk_paste", args=[session.pk]), {"links": VIDEO})
    assert session.materials.get().kind == "recording"
    assert [words for words in told(response) if words.endswith("Open Week 3")] != []


def test_desk_lists_what_there_is_in_an_order_of_use(organizer_client):
    page = desk(organizer_client)
    apps = {app.h3.get_text(): [row.a.get_text() for row in app.select("li")] for app in page.select(".desk-app")}
    assert apps["All there is"] == ["Sessions", "Papers", "Presenters", "Resources", "Reading group"]
    assert apps["Lines of the sessions’ forms"] == ["Readings", "Presentations", "Materials"]


def test_desk_of_somebody_who_may_edit_nothing_says_so(staff_client):
    page = desk(staff_client)
    assert page.select("section.desk-card") == []
    assert "You may log in, but not see or edit anything yet." in page.get_text()


def test_desk_costs_the_same_with_more_rows(organizer_client, django_assert_num_queries):
    counts = []
    for number in (1, 2, 3):
        for start in (-number, number):
            session = make_session(make_paper(), make_resource(fetch_state="waiting"), start=start)
            make_presentation(session)
            make_deck(session, name=f"deck-{number}.pdf")
            make_paper()
        with django_assert_num_queries(24, exact=False) as counted:
            organizer_client.get("/admin/")
        counts.append(len(counted))
    assert counts[0] == counts[1] == counts[2]


# Adding the next session


def next_data(**fields):
    return {
        "title": "",
        "number": "16",
        "start_0": "",
        "start_1": "",
        "length": "",
        "join_url": "",
        "links": "",
        **fields,
    }


def test_add_next_announces_a_session_with_its_readings(organizer_client, services):  # noqa: F811
    make_group(time_zone="Europe/Paris")
    links = "https://arxiv.org/abs/2210.02747\nhttps://github.com/someone/code"
    data = next_data(title="Flow Matching", start_0="2026-12-02", start_1="19:00", length="60", links=links)
    response = organizer_client.post("/admin/desk/next/", data)
    session = Session.objects.get()
    assert (session.slug, session.status) == ("week-16-flow-matching", "scheduled")
    assert session.start == datetime.datetime(2026, 12, 2, 18, tzinfo=datetime.UTC)
    assert [reading.work.title for reading in session.readings.all()] == [FLOW_MATCHING, "github.com/someone/code"]
    assert response.url == "/admin/"
    assert told(response)[0] == "Week 16: Flow Matching is announced. Take it back"
    assert told(response)[1].startswith(f"“{FLOW_MATCHING}” is now a reading of Week 16.")


def test_add_next_without_a_title_takes_the_first_papers(organizer_client, services):  # noqa: F811
    organizer_client.post("/admin/desk/next/", next_data(links="2210.02747", draft="yes"))
    session = Session.objects.get()
    assert (session.title, session.slug) == (FLOW_MATCHING, "week-16-flow-matching-for-generative-modeling")
    assert session.status == "draft"


def test_add_next_without_a_network_keeps_the_link_and_says_so(organizer_client, offline):  # noqa: F811
    response = organizer_client.post("/admin/desk/next/", next_data(title="Flow", links="2210.02747"))
    assert [paper.arxiv_id for paper in Session.objects.get().papers.all()] == ["2210.02747"]
    assert "Its title will be filled in when arXiv can be reached." in told(response)[1]


def test_add_next_without_a_network_asks_for_a_title_that_nobody_can_fetch(organizer_client, offline):  # noqa: F811
    response = organizer_client.post("/admin/desk/next/", next_data(links="2210.02747"))
    page = section(BeautifulSoup(response.content, "html.parser"), "Add")
    assert (response.status_code, Session.objects.count()) == (422, 0)
    assert [error.get_text() for error in page.select(".errorlist li")] == [NO_TITLE]
    assert page.select_one("[name=links]").get_text(strip=True) == "2210.02747"


def test_add_next_can_be_taken_back_and_brought_back(organizer_client):
    response = organizer_client.post("/admin/desk/next/", next_data(title="Flow"))
    [take_back] = buttons(response, "Take it back")
    response = organizer_client.post(take_back)
    assert (Session.objects.count(), told(response)[-1]) == (0, "“Week 16: Flow” is taken back. Bring it back")
    deleted = organizer_client.get(reverse("admin:reading_sessions_session_recoverlist")).content.decode()
    assert "Week 16: Flow" in deleted
    assert told(organizer_client.post(take_back))[-1] == "It is gone already."


def test_add_next_is_not_taken_back_where_somebody_went_on_with_it(organizer_client):
    response = organizer_client.post("/admin/desk/next/", next_data(title="Flow"))
    [take_back] = buttons(response, "Take it back")
    session = Session.objects.get()
    session.recap = "More"
    session.save()
    response = organizer_client.post(take_back)
    assert told(response)[-1] == "Week 16: Flow was changed since. Open it to delete it, or to make a draft of it."
    assert Session.objects.count() == 1
    assert told(organizer_client.post("/admin/desk/take-back/?what=x"))[-1] == "This cannot be undone any more."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Give a title, or paste the link of the paper that you will read."),
        ({"title": "T", "number": "1"}, "“Week 1: There” has this number."),
        ({"title": "T", "start_0": "soon", "start_1": "7"}, "Enter a valid date."),
        ({"title": "T", "links": "2210.02747\nnothing of use"}, f"“nothing of use”: {NOT_A_LINK}"),
        ({"title": "T", "number": "9" * 30}, "Ensure this value is less than or equal to 32767."),
    ],
)
def test_add_next_refuses_at_the_field_and_keeps_what_was_typed(organizer_client, fields, words):
    make_session(number=1, title="There", start=-3)
    response = organizer_client.post("/admin/desk/next/", next_data(join_url="https://meet.example/x", **fields))
    page = section(BeautifulSoup(response.content, "html.parser"), "Add")
    assert (response.status_code, Session.objects.count()) == (422, 1)
    assert words in [error.get_text() for error in page.select(".errorlist li")]
    assert page.select_one("[name=join_url]")["value"] == "https://meet.example/x"


def test_pasted_twice_leaves_one_entry_in_the_history(organizer_client, services):  # noqa: F811
    session = make_session(number=1)
    for _ in range(2):
        organizer_client.post(f"/admin/desk/paste/{session.pk}/", {"links": "2210.02747"})
    history = organizer_client.get(reverse("admin:reading_sessions_session_history", args=[session.pk]))
    assert next(entry.words for entry in history.context["entries"]) == "Pasted on the desk."
    assert len(history.context["entries"].object_list) == 2


def test_another_role_of_a_pasted_link_is_doubted_as_any(organizer_client, services):  # noqa: F811
    other = make_session(number=2, start=-9)
    make_material(other, kind="recording", url=VIDEO)
    session = make_session(number=1, start=9)
    response = organizer_client.post(f"/admin/desk/paste/{session.pk}/", {"links": VIDEO})
    [as_recording] = buttons(response, "It is the recording")
    assert [words for words in told(organizer_client.post(as_recording)) if "is on “Week 2" in words] != []


def test_list_of_sessions_lacking_nobody_knows_what(organizer_client):
    session = make_session(start=-1)
    response = organizer_client.get("/admin/reading_sessions/session/?lacking=bogus")
    assert list(response.context["cl"].result_list) == [session]


def test_desk_names_the_zone_and_where_the_usual_time_is_set(organizer_client):
    group = make_group(time_zone="Europe/Paris")
    page = section(desk(organizer_client), "Add")
    help_text = page.select_one(".desk-field-start .help")
    assert help_text.get_text().startswith("By the clocks of Europe/Paris.")
    assert help_text.a["href"] == reverse("admin:reading_sessions_group_change", args=[group.pk])
    group.weekday, group.time = 3, datetime.time(18)
    group.save()
    assert section(desk(organizer_client), "Add").select(".desk-field-start .help a") == []


def test_add_next_after_an_expired_log_in_is_there_once_more(client, organizer):
    response = client.post("/admin/desk/next/", next_data(title="Flow Matching", links="2210.02747"))
    page = BeautifulSoup(response.content, "html.parser")
    kept = page.select_one("[name=kept]")["value"]
    data = {"username": "organizer", "password": "correct horse", "kept": kept}
    response = client.post(f"{reverse('admin:login')}?next=/admin/desk/next/", data, follow=True)
    form = section(BeautifulSoup(response.content, "html.parser"), "Add")
    assert form.select_one("[name=title]")["value"] == "Flow Matching"
    assert form.select_one("[name=links]").get_text(strip=True) == "2210.02747"
    assert "nothing was saved yet" in response.content.decode()
    assert Session.objects.count() == 0


# Pasting, and taking it back


def test_paste_on_the_desk_adds_recording_and_slides(organizer_client, services):  # noqa: F811
    session = make_session(number=15, start=-2)
    data = {"links": VIDEO, "file": SimpleUploadedFile("deck.pdf", PDF)}
    response = organizer_client.post(reverse("admin:desk_paste", args=[session.pk]), data)
    assert {material.kind for material in session.materials.all()} == {"recording", "slides"}
    assert [words.partition(":")[0] for words in told(response)] == [
        "Week 15 has the recording now",
        "Week 15 has slides now",
    ]


def test_paste_of_nothing_is_told_at_the_box(organizer_client):
    session = make_session(number=15, start=-2)
    response = organizer_client.post(reverse("admin:desk_paste", args=[session.pk]), {"links": " "})
    page = BeautifulSoup(response.content, "html.parser")
    box = page.select_one(f"#paste_{session.pk}_links").find_parent("details")
    assert (response.status_code, box.has_attr("open")) == (422, True)
    assert [error.get_text() for error in box.select(".errorlist li")] == ["Paste a link, or choose a file."]


def test_undo_takes_back_the_reading_and_the_paper_that_was_made(organizer_client, services):  # noqa: F811
    session = make_session(number=16, start=2)
    known = make_paper(arxiv_id="2010.02502")
    address = reverse("admin:desk_paste", args=[session.pk])
    response = organizer_client.post(address, {"links": "2210.02747\n2010.02502"})
    assert session.readings.count() == 2
    for button in buttons(response, "Undo"):
        organizer_client.post(button)
    assert (session.readings.count(), list(Paper.objects.all())) == (0, [known])
    again = organizer_client.post(buttons(response, "Undo")[0])
    assert told(again)[-1] == "It is gone already."


def test_undo_leaves_a_paper_that_something_else_refers_to(organizer_client, services):  # noqa: F811
    session = make_session(number=16, start=2)
    response = organizer_client.post(reverse("admin:desk_paste", args=[session.pk]), {"links": "2210.02747"})
    Reading.objects.create(session=make_session(), paper=Paper.objects.get())
    organizer_client.post(buttons(response, "Undo")[0])
    assert (session.readings.count(), Paper.objects.count()) == (0, 1)


def test_undo_gives_a_link_its_other_role(organizer_client, services):  # noqa: F811
    session = make_session(number=15, start=-2)
    response = organizer_client.post(reverse("admin:desk_paste", args=[session.pk]), {"links": VIDEO})
    response = organizer_client.post(buttons(response, "It is a reading")[0])
    assert (session.materials.count(), session.readings.count()) == (0, 1)
    organizer_client.post(buttons(response, "It is the recording")[-1])
    assert (session.materials.get().kind, session.readings.count()) == ("recording", 0)


@pytest.mark.parametrize("what", ["", "nonsense", "eyJhIjoxfQ:1:x", "\x00"])
def test_undo_of_nonsense_changes_nothing(organizer_client, what):
    response = organizer_client.post("/admin/desk/undo/", query_params={"what": what})
    assert (response.status_code, told(response)) == (302, ["This cannot be undone any more."])


def test_none_was_made_is_noted_and_taken_back(organizer_client):
    session = make_session(number=1, start=-2)
    address = reverse("admin:desk_none", args=[session.pk, "slides"])
    response = organizer_client.post(address)
    assert not Session.objects.get().expects_slides
    assert told(response) == [f"{session}: Slides: there is none. Undo"]
    organizer_client.post(address, {"expected": "yes"})
    assert Session.objects.get().expects_slides
    assert organizer_client.post(reverse("admin:desk_none", args=[session.pk, "fun"])).status_code == 404


def test_buttons_of_the_desk_need_a_post_and_the_right_to_edit(organizer_client, staff_client, django_user_model):
    session, paper = make_session(start=2), make_paper()
    addresses = [
        "/admin/desk/next/",
        reverse("admin:desk_paste", args=[session.pk]),
        reverse("admin:desk_read", args=[paper.pk]),
        reverse("admin:desk_none", args=[session.pk, "slides"]),
        "/admin/desk/undo/",
    ]
    assert [staff_client.post(address, {"links": "2210.02747"}).status_code for address in addresses] == [403] * 5
    organizer_client.force_login(django_user_model.objects.get(username="organizer"))
    # The two forms are shown; they change nothing.
    assert [organizer_client.get(address).status_code for address in addresses] == [200, 200, 405, 405, 405]
    organizer_client.logout()
    for address in addresses:
        assert "Log in" in organizer_client.post(address, {"links": "2210.02747"}, follow=True).content.decode()
    assert (Session.objects.count(), Reading.objects.count(), Paper.objects.count()) == (1, 0, 1)


# The session's form


def test_form_of_a_session_takes_links(organizer_client, services, django_capture_on_commit_callbacks):  # noqa: F811
    page = BeautifulSoup(organizer_client.get("/admin/reading_sessions/session/add/").content, "html.parser")
    data = {field["name"]: field.get("value", "") for field in page.select("#session_form input[name]")}
    data = {name: value for name, value in data.items() if not name.startswith(("_", "expects"))}
    data |= {"status": "scheduled", "title": "Flow", "recap": "", "links": "2210.02747"}
    with django_capture_on_commit_callbacks(execute=True):
        response = organizer_client.post("/admin/reading_sessions/session/add/", data)
    assert [paper.title for paper in Session.objects.get().papers.all()] == [FLOW_MATCHING]
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nonsense", NOT_A_LINK),
        ("/slides.pdf", f"This is a relative address: it leads somewhere only from the page it stood on. {PASTE}"),
        ("me@example.org", f"This is an e-mail address. {PASTE}"),
    ],
)
def test_form_of_a_session_keeps_lines_that_are_no_link(organizer_client, line, words):
    session = make_session()
    address = f"/admin/reading_sessions/session/{session.pk}/change/"
    response = send(organizer_client, address, links=f"2210.02747\n{line}", title="New")
    form = response.context["adminform"].form
    assert form.errors == {"links": [f"“{line}”: {words}"]}
    assert form["links"].value() == f"2210.02747\n{line}"
    assert Session.objects.get().title == session.title


def test_form_after_errors_links_to_each_field(organizer_client):
    session = make_session(number=1)
    page = BeautifulSoup(
        organizer_client.get(f"/admin/reading_sessions/session/{session.pk}/change/?add=slides").content, "html.parser"
    )
    data = {field["name"]: field.get("value", "") for field in page.select("#session_form input[name]")}
    data = {name: value for name, value in data.items() if not name.startswith(("_", "expects"))}
    data |= {
        "status": "scheduled",
        "title": "",
        "recap": "",
        "start_0": "x",
        "start_1": "",
        "materials-0-kind": "slides",
    }
    data["materials-0-title"] = "EDM"
    response = organizer_client.post(f"/admin/reading_sessions/session/{session.pk}/change/", data)
    links = BeautifulSoup(response.content, "html.parser").select(".error-links li")
    assert [(link.a["href"], link.a.get_text()) for link in links] == [
        ("#id_title", "Title"),
        ("#id_start_0", "Start"),
        ("#id_materials-0-url", "Recording, slides and what else it produced, line 1: Link"),
    ]
    ids = {element["id"] for element in BeautifulSoup(response.content, "html.parser").select("[id]")}
    assert {link.a["href"][1:] for link in links} <= ids
