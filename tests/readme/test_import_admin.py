"""The admin's page: file, text or address in; a preview; and, once it is confirmed, what was shown and nothing else."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from reversion.models import Version

from papers.models import Paper
from readinggroup.models import ReadmeSource
from sessions.models import Group, Material, Session
from tests.factories import make_group, make_session
from tests.forms import filled, send_filled
from tests.readme.test_import import AMBIGUOUS, SMALL, elsewhere

__all__ = ["elsewhere"]

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

PAGE = "/admin/readme/"
BASE = "https://github.com/readers/group/blob/main/"


def look(client, text=SMALL, **data):
    return client.post(PAGE, {"text": text, "base_url": BASE, "look": "yes", **data})


def confirm(client, shown, **typed):
    return send_filled(client, PAGE, filled(shown), confirm="yes", **typed)


def words(response, selector="#content-main"):
    found = BeautifulSoup(response.content, "html.parser").select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else None


def told(response, client):
    return [str(message) for message in client.get(response.url).context["messages"]]


def test_preview_writes_nothing_and_confirming_does_it(organizer_client, organizer):
    shown = look(organizer_client)
    assert shown.status_code == 200
    assert "New the group, 1 session, 1 paper" in words(shown)
    assert "Week 1: DDPM new line 3" in words(shown)
    assert "All of it was understood." in words(shown)
    assert (Session.objects.count(), Group.objects.count()) == (0, 0)
    done = confirm(organizer_client, shown)
    assert told(done, organizer_client) == [
        "The README was brought in. New: the group, 1 session, 1 paper, 1 item on a reading list, 1 recording, slides "
        "or other material."
    ]
    session = Session.objects.get()
    assert (session.slug, Material.objects.get().url) == ("week-1-ddpm", f"{BASE}slides/1.pdf")
    version = Version.objects.get_for_object(session).get()
    assert (version.revision.user, version.revision.comment) == (organizer, "Imported from README")
    assert ReadmeSource.objects.get().base_url == BASE


def test_first_group_gives_its_word_to_the_addresses(organizer_client):
    confirm(organizer_client, look(organizer_client, SMALL.replace("## Week 1", "## Meeting 1")))
    assert Session.objects.get().slug == "meeting-1-ddpm"


def test_again_there_is_nothing_to_do(organizer_client):
    confirm(organizer_client, look(organizer_client))
    shown = look(organizer_client)
    assert "Nothing is to be done" in words(shown)
    assert BeautifulSoup(shown.content, "html.parser").select_one("[name=confirm]") is None
    assert filled(organizer_client.get(PAGE))["base_url"] == [BASE]


def test_file_is_shown_as_text_and_goes_on_from_there(organizer_client):
    file = SimpleUploadedFile("README.md", SMALL.encode())
    shown = organizer_client.post(PAGE, {"file": file, "base_url": BASE, "look": "yes"})
    assert filled(shown)["text"] == [SMALL]
    confirm(organizer_client, shown)
    assert (Session.objects.count(), ReadmeSource.objects.get().source) == (1, "README.md")


def test_address_is_fetched(organizer_client, elsewhere):
    elsewhere.files["/readers/group/HEAD/README.md"] = (200, "text/plain", SMALL.encode())
    shown = look(organizer_client, "https://github.com/readers/group", base_url="")
    assert filled(shown)["base_url"] == ["https://github.com/readers/group/blob/HEAD/"]
    del elsewhere.files["/readers/group/HEAD/README.md"]
    confirm(organizer_client, shown)
    assert ReadmeSource.objects.get().source == "https://github.com/readers/group"
    refused = look(organizer_client, "https://github.com/readers/nothing")
    assert refused.status_code == 422
    assert words(refused, ".readme-field-text .errorlist") == "https://github.com/readers/nothing: there is no README."


def test_site_that_changed_since_is_shown_again(organizer_client):
    shown = look(organizer_client)
    make_group(name="Ours")
    make_session(number=1, title="Ours")
    again = confirm(organizer_client, shown)
    assert (again.status_code, Session.objects.count()) == (200, 1)
    assert "The text or the site has changed since this was shown" in words(again)
    assert "title stays Ours" in words(again)
    assert confirm(organizer_client, again).status_code == 302
    assert (Session.objects.count(), Material.objects.count()) == (1, 1)


def test_text_that_was_changed_is_shown_again(organizer_client):
    again = confirm(organizer_client, look(organizer_client), text=SMALL.replace("DDPM", "Denoising"))
    assert (again.status_code, Session.objects.count()) == (200, 0)
    assert "Week 1: Denoising" in words(again)


def test_order_of_dates_is_asked_at_the_field(organizer_client):
    asked = look(organizer_client, AMBIGUOUS)
    assert (asked.status_code, filled_422(asked)["text"]) == (422, [AMBIGUOUS])
    assert words(asked, ".readme-field-dates .errorlist") == (
        "Nothing in it tells day from month (line 3). Which is it?"
    )
    shown = look(organizer_client, AMBIGUOUS, dates="day")
    assert "start: 3 April 2023, the time is not known" in words(shown)
    confirm(organizer_client, shown)
    assert str(Session.objects.get().start.date()) == "2023-04-03"


def test_place_of_the_files_beside_it_is_asked_once_for_all(organizer_client):
    text = "# Group\n\n## Week 1: Looms\n\n* [Slides](slides/1.pdf)\n* [Recording](video/1.mp4)\n"
    shown = look(organizer_client, text, base_url="")
    asked, rest = "section[aria-labelledby=relative]", "section[aria-labelledby=remarks] .quiet"
    told = "2 links of it, such as “slides/1.pdf”, lead to files beside the document, and are left out"
    assert told in words(shown, asked)
    assert words(shown, rest) == "All else was understood."
    again = send_filled(organizer_client, PAGE, filled(shown), look="yes", base_url=BASE)
    assert words(again, asked) is None
    confirm(organizer_client, again)
    assert sorted(Material.objects.values_list("url", flat=True)) == [f"{BASE}slides/1.pdf", f"{BASE}video/1.mp4"]


def filled_422(response):
    response.status_code = 200
    found = filled(response)
    response.status_code = 422
    return found


def test_text_of_a_file_is_not_lost_when_a_question_is_asked(organizer_client):
    file = SimpleUploadedFile("README.md", AMBIGUOUS.encode())
    asked = organizer_client.post(PAGE, {"file": file, "look": "yes"})
    assert filled_422(asked)["text"] == [AMBIGUOUS]


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({"text": " "}, "text", "Choose a file, or paste the text or the address."),
        ({"text": "x" * 2_000_001}, "text", "up to 2 MB"),
        ({"file": SimpleUploadedFile("README.md", b"x" * 5_000_000)}, "file", "up to 2 MB"),
        ({"file": SimpleUploadedFile("README.md", b"[" * 400_000)}, "file", "signs"),
        ({"file": SimpleUploadedFile("README.md", b"")}, "file", "empty"),
        ({"text": "http://10.0.0.1/README.md"}, "text", "private network"),
        ({"text": "https://[/"}, "text", "web address"),
        ({"text": SMALL, "base_url": "x" * 600}, "base_url", "500"),
        ({"text": SMALL, "dates": "year"}, "dates", "valid choice"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(organizer_client, data, field, message):
    refused = organizer_client.post(PAGE, {"look": "yes", **data})
    assert refused.status_code == 422
    assert message in words(refused, f".readme-field-{field} .errorlist")


@pytest.mark.parametrize(
    "text", ["\0", "# \ud83d", "| a |\n|---|\n|", "[x](javascript:alert(1))", "<script>alert(1)</script>"]
)
def test_nonsense_is_no_error(organizer_client, text):
    shown = organizer_client.post(PAGE, {"text": text.encode("utf-8", "replace"), "look": "yes"})
    assert shown.status_code in (200, 422)
    assert b"<script>alert" not in shown.content


@pytest.mark.parametrize("seen", ["", "x", "\0"])
def test_unknown_fingerprint_shows_it_again(organizer_client, seen):
    shown = organizer_client.post(PAGE, {"text": SMALL, "confirm": "yes", "seen": seen, "name": "\0" * 2000})
    assert (shown.status_code, Session.objects.count()) == (200, 0)


def test_prune_is_shown_before_it_is_done(organizer_client):
    confirm(organizer_client, look(organizer_client, f"{SMALL}\n## Week 2: DDIM\n"))
    shown = look(organizer_client)
    assert "Week 2: DDIM not in it any more" in words(shown)
    again = confirm(organizer_client, shown, prune="on")
    assert (again.status_code, Session.objects.count()) == (200, 2)
    assert "Week 2: DDIM is deleted" in words(again)
    assert confirm(organizer_client, again).status_code == 302
    assert Session.objects.get().title == "DDPM"


@pytest.mark.parametrize("missing", ["add_session", "change_session", "add_paper"])
def test_without_the_permissions_it_is_refused(client, missing):
    user = User.objects.create_user("some", password="correct horse", is_staff=True)
    names = {"add_session", "change_session", "add_paper"} - {missing}
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert client.get(PAGE).status_code == look(client).status_code == 403


def test_prune_needs_the_permission_to_delete(client):
    user = User.objects.create_user("some", password="correct horse", is_staff=True)
    names = {"add_session", "change_session", "add_paper"}
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert look(client).status_code == 200
    assert look(client, prune="on").status_code == 403


def test_only_organizers_see_it_and_text_outlives_the_log_in(client, organizer):
    assert client.get(PAGE).status_code == 302
    asked = look(client)
    assert "kept" in filled(asked, "#login-form")
    back = send_filled(
        client, "/admin/login/", filled(asked, "#login-form"), username="organizer", password="correct horse"
    )
    assert back.url == PAGE
    assert filled(client.get(PAGE))["text"] == [SMALL]
    assert Paper.objects.count() == 0


def test_links_to_it(organizer_client):
    for page in ("/admin/", "/admin/reading_sessions/session/"):
        assert f'href="{PAGE}"' in organizer_client.get(page).content.decode()


def test_other_methods_are_refused(organizer_client):
    assert organizer_client.put(PAGE).status_code == 405


def test_what_was_brought_in_last_is_kept_word_for_word(organizer_client):
    text = "# Group\n\n## Week 1: One\n\n## Housekeeping\n\nBring cake.\n"
    page = organizer_client.post(PAGE, {"text": text})
    seen = page.context["plan"].fingerprint
    organizer_client.post(PAGE, {"text": text, "seen": seen, "confirm": "yes"})
    assert ReadmeSource.objects.get().text == text
    assert "Bring cake." in organizer_client.get(PAGE).content.decode()
