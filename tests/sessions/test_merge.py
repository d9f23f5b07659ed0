"""Presenters are merged as papers are (tests/papers/test_merge.py); the seed's "marii" and "Molly Beavers"."""

import pytest
from django.urls import reverse

from papers.merge import Merge, merge, pointing_to
from readinggroup.models import SearchEntry
from readinggroup.search.index import rebuild
from sessions.models import Presentation, Presenter, Session
from tests.factories import make_paper, make_presentation, make_presenter, make_session

pytestmark = pytest.mark.django_db

LIST = "/admin/reading_sessions/presenter/"


def test_two_of_the_seed_become_one(seed, organizer_client, client):
    molly, marii = Presenter.objects.get(name="Molly Beavers"), Presenter.objects.get(name="marii")
    old = marii.get_absolute_url()
    sessions = {session.pk for session in Session.objects.filter(presenters__in=[molly, marii])}
    assert len(sessions) == 2
    page = organizer_client.get(f"{LIST}merge/", {"row": [molly.pk, marii.pk]})
    assert [fate.label for fate in page.context["lost"]] == ["name"]
    assert [label for label, _ in page.context["moves"]] == ["Presentations"]
    sent = {"row": [molly.pk, marii.pk], "seen": page.context["merge"].fingerprint}
    response = organizer_client.post(f"{LIST}merge/", sent)
    assert response.url == reverse("admin:reading_sessions_presenter_change", args=[molly.pk])

    molly.refresh_from_db()
    assert set(molly.sessions.values_list("pk", flat=True)) == sessions
    assert not Presenter.objects.filter(name="marii").exists()
    client.logout()
    response = client.get(old)
    assert (response.status_code, response.url) == (301, molly.get_absolute_url())
    page = client.get(molly.get_absolute_url()).text
    assert all(session.title in page for session in molly.sessions.all())
    found = sorted(SearchEntry.objects.values_list("kind", "object_id", "place", "names", "words"))
    rebuild()
    assert sorted(SearchEntry.objects.values_list("kind", "object_id", "place", "names", "words")) == found


def test_same_part_twice_is_one():
    kept, other = make_presenter(handle="@kept"), make_presenter(handle="@other", homepage="https://x.example")
    session, paper = make_session(), make_paper()
    for presenter in (kept, other):
        make_presentation(session, presenter)
        make_presentation(session, presenter, paper=paper)
    make_presentation(session, other, role="host")
    planned = Merge(kept, other)
    assert (len(planned.joins), len(planned.moves)) == (2, 1)
    before = Session.objects.get().sequence
    merge(kept, other)
    found = session.presentations.order_by("pk").values_list("presenter", "role", "paper")
    assert list(found) == [(kept.pk, "presenter", None), (kept.pk, "presenter", paper.pk), (kept.pk, "host", None)]
    kept.refresh_from_db()
    assert (kept.handle, kept.homepage) == ("@kept", "https://x.example")
    assert Session.objects.get().sequence > before


def test_only_presentations_point_to_a_presenter():
    assert [(field.model, field.name) for field in pointing_to(Presenter)] == [(Presentation, "presenter")]


def test_references_between_sessions_are_links():
    """Sessions are not merged, but what could be is known: a field of many to many moves by its own signals."""
    kept, other, later = make_session(title="Kept"), make_session(title="Other"), make_session()
    earlier = make_session()
    later.readings_from.add(other, kept)
    other.readings_from.add(earlier, kept)
    kept.readings_from.add(other)
    merge(kept, other)
    assert list(later.readings_from.all()) == [kept]
    assert list(kept.readings_from.all()) == [earlier]


def test_tools_are_on_the_form(organizer_client):
    presenter = make_presenter()
    page = organizer_client.get(f"{LIST}{presenter.pk}/change/")
    assert f'href="{LIST}merge/?row={presenter.pk}">Merge with another…' in page.text
