import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from papers.models import Paper, Resource
from tests.factories import make_paper, make_resource, make_session

pytestmark = pytest.mark.django_db

LIST = "/admin/papers/paper/"


def form(**fields):
    """What the form of a paper sends."""
    names = "title short_name authors arxiv_id position reason dropped_on dropped_reason published venue url code_url"
    names += " doi arxiv_category abstract alternative_titles note slug"
    none = {"resources-TOTAL_FORMS": 0, "resources-INITIAL_FORMS": 0}
    return {**dict.fromkeys(names.split(), ""), **none, **fields}


def errors_of(response):
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def order():
    return "".join(Paper.objects.values_list("title", flat=True))


@pytest.mark.parametrize("name", ["papers_paper", "papers_resource"])
def test_each_screen_opens(organizer_client, name):
    row = {"papers_paper": make_paper, "papers_resource": make_resource}[name]()
    for where, args in [
        ("changelist", []),
        ("add", []),
        ("change", [row.pk]),
        ("delete", [row.pk]),
        ("history", [row.pk]),
    ]:
        assert organizer_client.get(reverse(f"admin:{name}_{where}", args=args)).status_code == 200, where


def test_add_paper_goes_to_the_end_with_a_clean_id(organizer_client):
    make_paper()
    sent = form(title="DDPM", arxiv_id="https://arxiv.org/abs/2006.11239v2", authors="Jonathan Ho, Ajay Jain")
    assert organizer_client.post(LIST + "add/", sent).status_code == 302
    paper = Paper.objects.get(slug="ddpm")
    assert (paper.position, paper.arxiv_id, paper.author_list) == (2, "2006.11239", ["Jonathan Ho", "Ajay Jain"])
    assert LogEntry.objects.get().object_id == str(paper.pk)


def test_bad_input_is_told_at_the_field_and_kept(organizer_client):
    make_paper(arxiv_id="2006.11239")
    sent = form(title="", arxiv_id="arXiv:2006.11239", doi="x", url="http://[", dropped_reason="No.", position="-1")
    response = organizer_client.post(LIST + "add/", sent)
    assert set(errors_of(response)) == {"title", "arxiv_id", "doi", "url", "dropped_on", "position"}
    assert response.context["adminform"].form["arxiv_id"].value() == "arXiv:2006.11239"
    assert Paper.objects.count() == 1


def test_typed_place_makes_room(organizer_client):
    papers = {letter: make_paper(title=letter) for letter in "abcd"}
    response = organizer_client.post(f"{LIST}{papers['d'].pk}/change/", form(title="d", slug="d", position=2))
    assert response.status_code == 302
    assert order() == "adbc"
    organizer_client.post(LIST + "add/", form(title="e", position=1))
    assert order() == "eadbc"
    assert list(Paper.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("letter", "where", "after"), [("c", "top", "cab"), ("c", "up", "acb"), ("a", "down", "bac"), ("a", "up", "abc")]
)
def test_move_buttons(organizer_client, letter, where, after):
    papers = {title: make_paper(title=title) for title in "abc"}
    assert organizer_client.post(f"{LIST}{papers[letter].pk}/move/{where}/").status_code == 302
    assert order() == after
    assert LogEntry.objects.count() == (after != "abc")


def test_move_refuses_reading_requests_and_strangers(client, organizer_client, django_user_model):
    paper = make_paper()
    assert organizer_client.get(f"{LIST}{paper.pk}/move/top/").status_code == 404
    assert organizer_client.post(f"{LIST}{paper.pk}/move/away/").status_code == 404
    assert organizer_client.post(f"{LIST}999999/move/top/").status_code == 404
    client.logout()
    assert "/login/" in client.post(f"{LIST}{paper.pk}/move/top/").url
    client.force_login(django_user_model.objects.create_user("helper", is_staff=True))
    other = make_paper()
    assert client.post(f"{LIST}{other.pk}/move/top/").status_code == 302
    assert Paper.objects.get(pk=other.pk).position == 2


@pytest.mark.parametrize(("action", "after"), [("move_to_top", "bdac"), ("move_to_end", "acbd")])
def test_move_actions_keep_the_chosen_in_order(organizer_client, action, after):
    papers = {letter: make_paper(title=letter) for letter in "abcd"}
    chosen = {"action": action, "_selected_action": [papers["d"].pk, papers["b"].pk]}
    assert organizer_client.post(LIST, chosen).status_code == 302
    assert order() == after
    message = LogEntry.objects.first().get_change_message()
    assert message.startswith("Moved from place ")


def test_list_filters_by_derived_status(organizer_client):
    covered, waiting = make_paper(), make_paper()
    make_session(covered, start=-1)
    for status, found in [("covered", [covered]), ("to-cover", [waiting]), ("scheduled", [])]:
        response = organizer_client.get(LIST, {"status": status})
        assert list(response.context["cl"].result_list) == found


def test_paper_that_was_read_is_not_deleted(organizer_client):
    paper = make_paper()
    make_session(paper)
    response = organizer_client.post(f"{LIST}{paper.pk}/delete/", {"post": "yes"})
    assert response.context["protected"] != []
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_drop_with_reason(organizer_client):
    paper = make_paper(title="a")
    sent = form(title="a", slug="a", position=1, dropped_on="2026-01-31", dropped_reason="Too long.")
    assert organizer_client.post(f"{LIST}{paper.pk}/change/", sent).status_code == 302
    assert Paper.objects.dropped().get().dropped_on == datetime.date(2026, 1, 31)


def test_resource_of_an_address_that_is_there(organizer_client):
    make_resource(url="https://example.org/post", title="Post")
    sent = {"kind": "blog", "title": "Again", "author": "", "url": "www.example.org/post/#x", "paper": ""}
    response = organizer_client.post("/admin/papers/resource/add/", sent)
    assert errors_of(response) == {"url": ["This address is there already: “Post”. Use that resource."]}
    sent["url"] = "example.org/other"
    assert organizer_client.post("/admin/papers/resource/add/", sent).status_code == 302
    assert Resource.objects.get(title="Again").url == "https://example.org/other"
