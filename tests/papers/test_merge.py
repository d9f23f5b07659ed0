import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from papers.merge import ChangedMeanwhileError, Merge, merge, pointing_to, twin_of
from papers.models import Paper, Resource
from readinggroup.models import SearchEntry
from readinggroup.search.index import rebuild
from sessions.models import Deck, Material, Presentation, Reading, Session, SlidePage
from tests.factories import (
    make_deck,
    make_material,
    make_pages,
    make_paper,
    make_presentation,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db

PAPERS = "/admin/papers/paper/"


def fates(merge):
    return {fate.field.name: fate.name for fate in merge.fates if fate.name not in ("same", "stays")}


def index():
    return sorted(SearchEntry.objects.values_list("kind", "object_id", "place", "names", "words"))


def told(response):
    return [str(message) for message in response.context["messages"]]


class TestPlan:
    def test_empty_fields_are_taken_and_others_stay(self):
        kept = make_paper(title="One", doi="10.1000/one", venue="ICLR")
        other = make_paper(
            title="Two", arxiv_id="2006.11239", doi="10.1000/two", venue="NeurIPS", abstract="x", alternative_titles="2"
        )
        planned = Merge(kept, other)
        assert fates(planned) == {
            "title": "moved", "arxiv_id": "taken", "doi": "lost", "venue": "lost", "abstract": "taken",
            "alternative_titles": "both",
        }  # fmt: skip
        assert [fate.other for fate in planned.lost] == ["NeurIPS", "10.1000/two"]
        assert Paper.objects.count() == 2

    def test_reads_and_writes_nothing(self):
        kept, other = make_paper(), make_paper()
        make_session(kept, other)
        with CaptureQueriesContext(connection) as queries:
            Merge(kept, other)
        assert {query["sql"].split()[0] for query in queries} == {"SELECT"}

    def test_knows_all_that_can_point_to_a_paper(self):
        assert {(field.model, field.name) for field in pointing_to(Paper)} == {
            (Resource, "paper"), (Reading, "paper"), (Presentation, "paper"), (Material, "paper")
        }  # fmt: skip
        assert {(field.model, field.name) for field in pointing_to(Resource)} == {(Reading, "resource")}

    def test_twin_by_a_unique_field_and_by_a_condition(self):
        """A deck has one material; a presentation without a paper is told from others by a constraint of its own."""
        session = make_session()
        one, two = make_deck(session), make_deck(session, name="other.pdf")
        decks = [Deck.objects.get_or_create(material=deck)[0] for deck in (one, two)]
        assert twin_of(decks[1], Deck._meta.get_field("material"), one) == decks[0]
        paper = make_paper()
        first = make_presentation(session)
        second = make_presentation(session, paper=paper)
        field = Presentation._meta.get_field("presenter")
        assert twin_of(second, field, first.presenter) is None
        second.paper = None
        assert twin_of(second, field, first.presenter) == first


class TestMerge:
    def test_everything_that_is_linked_moves(self):
        kept, other = make_paper(), make_paper()
        session = make_session(other)
        presentation = make_presentation(session, paper=other)
        material = make_material(session, paper=other)
        resource = make_resource(paper=other)
        done = merge(kept, other)
        for row in (session.readings.get(), presentation, material, resource):
            row.refresh_from_db()
            assert row.paper == kept
        assert (len(done.moves), done.joins) == (4, [])
        assert list(Paper.objects.all()) == [kept]
        assert list(kept.sessions.all()) == [session]

    def test_session_that_reads_both_reads_one(self):
        kept, other = make_paper(), make_paper()
        session = make_session(kept)
        make_reading(session, other, is_optional=True, note="Sections 1 to 3")
        make_presentation(session, paper=kept)
        presenter = session.presenters.get()
        make_presentation(session, presenter, paper=other)
        make_presentation(session, presenter, paper=other, role="host")
        done = merge(kept, other)
        reading = session.readings.get()
        assert (reading.paper, reading.is_optional, reading.note) == (kept, False, "Sections 1 to 3")
        assert sorted(session.presentations.values_list("role", "paper")) == [("host", kept.pk), ("presenter", kept.pk)]
        assert (len(done.moves), len(done.joins)) == (1, 2)

    def test_note_of_the_kept_reading_stays(self):
        kept, other = make_paper(), make_paper()
        session = make_session()
        make_reading(session, kept, note="All of it")
        make_reading(session, other, note="Sections 1 to 3")
        planned = Merge(kept, other)
        assert fates(planned.joins[0])["note"] == "lost"
        merge(kept, other)
        assert session.readings.get().note == "All of it"

    def test_ids_titles_and_facts(self):
        kept = make_paper(title="One", slug="one", alternative_titles="Uno")
        other = make_paper(
            title="Two", slug="two", arxiv_id="2006.11239", alternative_titles="UNO\nDue", doi="10.1000/x",
            abstract="A", fetched={"abstract": "A", "title": "Two"}, fetch_state="done",
        )  # fmt: skip
        merge(kept, other)
        kept = Paper.objects.get()
        assert (kept.title, kept.alternative_title_list) == ("One", ["Uno", "Two", "Due"])
        assert (kept.arxiv_id, kept.doi, kept.abstract) == ("2006.11239", "10.1000/x", "A")
        # What a service gave is known to be so still; the title here is the organizer's.
        assert (kept.fetched, kept.fetch_state) == ({"abstract": "A"}, "done")

    def test_paper_is_not_dropped_by_one_that_was(self):
        kept = make_paper()
        merge(kept, make_paper(dropped_on=datetime.date(2026, 1, 1), dropped_reason="Too long."))
        assert Paper.objects.get().dropped_on is None

    def test_old_addresses_lead_to_the_kept_one(self, client):
        kept, other = make_paper(slug="kept"), make_paper(slug="first")
        other.slug = "second"
        other.save()
        merge(kept, other)
        for slug in ("first", "second"):
            response = client.get(f"/papers/{slug}/")
            assert (response.status_code, response.url) == (301, "/papers/kept/")
        # The address is taken for what visitors open: a new paper does not get it by its title.
        assert Paper.objects.formerly("second") == kept

    def test_calendars_hear_of_it(self):
        kept, other = make_paper(title="One"), make_paper(title="Two")
        session = make_session(other, start=1)
        make_session(make_paper(), start=1)
        before = {row.pk: row.sequence for row in Session.objects.all()}
        merge(kept, other)
        changed = {row.pk for row in Session.objects.all() if row.sequence > before[row.pk]}
        assert changed == {session.pk}

    def test_search_index_is_as_if_made_anew(self):
        kept, other = make_paper(title="One"), make_paper(title="Two", abstract="words")
        session = make_session(kept, other)
        make_session(other)
        make_presentation(session, paper=other)
        make_resource(paper=other)
        merge(kept, other)
        found = index()
        rebuild()
        # The keys of the entries are new, what they say is not.
        assert index() == found
        assert not any("two" in names for _, pk, _, names, _ in found if pk == other.pk)

    def test_lines_of_lines_move_along(self):
        """As deep as rows point to rows: pages of a deck whose material is joined with one that has a deck."""
        session = make_session()
        kept, other = make_deck(session), make_deck(session, name="other.pdf")
        make_pages(kept, "one")
        make_pages(other, "eins", "zwei")
        merge(kept, other)
        assert list(SlidePage.objects.values_list("deck__material", "number", "text")) == [
            (kept.pk, 1, "one"),
            (kept.pk, 2, "zwei"),
        ]

    def test_two_of_one_kind_that_are_there(self):
        paper, gone = make_paper(), make_paper()
        with pytest.raises(ValueError, match="Two rows of one kind"):
            merge(paper, paper)
        with pytest.raises(ValueError, match="Two rows of one kind"):
            merge(paper, make_resource())
        Paper.objects.filter(pk=gone.pk).delete()
        with pytest.raises(Paper.DoesNotExist):
            merge(paper, gone)

    def test_what_was_not_shown_is_not_done(self):
        kept, other = make_paper(), make_paper()
        seen = Merge(kept, other).fingerprint
        assert Merge(kept, other).fingerprint == seen
        make_session(other)
        with pytest.raises(ChangedMeanwhileError):
            merge(kept, other, seen)
        assert Paper.objects.count() == 2

    def test_all_or_nothing(self, monkeypatch):
        kept, other = make_paper(), make_paper(arxiv_id="2006.11239")
        make_session(other)
        monkeypatch.setattr(Paper, "save", lambda self, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            merge(kept, other)
        assert Reading.objects.get().paper == other
        assert Paper.objects.count() == 2


class TestAdmin:
    def test_merge_from_the_list(self, organizer_client):
        kept = make_paper(title="One <b>", slug="one", arxiv_id="1111.11111")
        other = make_paper(title="Two", slug="two", arxiv_id="2222.22222", venue="ICLR")
        moved, both = make_session(other, number=7), make_session(kept, other, number=8)
        chosen = {"action": "merge_two", "_selected_action": [other.pk, kept.pk]}
        page = organizer_client.post(PAPERS, chosen, follow=True)
        assert page.redirect_chain == [(f"{PAPERS}merge/?row={kept.pk}&row={other.pk}", 302)]
        text = " ".join(page.text.split())
        assert "<strong>ArXiv id:</strong> 2222.22222" in text
        assert "(1111.11111 stays)" in text
        assert "One &lt;b&gt;" in text
        assert "Becomes one of “alternative titles”" in text
        for session, reading in [(moved, moved.readings.get()), (both, both.readings.get(paper=kept))]:
            assert f"/admin/reading_sessions/reading/{reading.pk}/change/" in text
            assert f'<span class="quiet">{session}</span>' in text
        assert Paper.objects.count() == 2

        # The other way round, then as it was.
        swapped = organizer_client.get(f"{PAPERS}merge/", {"row": [kept.pk, other.pk], "kept": other.pk})
        assert swapped.context["kept"].row == other
        sent = {"row": [kept.pk, other.pk], "seen": page.context["merge"].fingerprint}
        response = organizer_client.post(f"{PAPERS}merge/", sent, follow=True)
        assert response.redirect_chain == [(f"{PAPERS}{kept.pk}/change/", 302)]
        assert told(response) == [
            f'“Two” is now one with “<a href="{PAPERS}{kept.pk}/change/">One &lt;b&gt;</a>”: '
            "1 line moved, 1 line joined with one that was there."
        ]
        kept = Paper.objects.get()
        assert (kept.venue, kept.arxiv_id, kept.sessions.count()) == ("ICLR", "1111.11111", 2)
        assert sorted(LogEntry.objects.values_list("action_flag", "object_id", "object_repr", "change_message")) == [
            (2, str(kept.pk), "One <b>", LogEntry.objects.get(action_flag=2).change_message),
            (3, str(other.pk), "Two", "Merged into “One <b>”."),
        ]
        assert LogEntry.objects.get(action_flag=2).get_change_message() == (
            "Merged “Two” into this: 1 line moved, 1 line joined with one that was there."
        )

    def test_merge_from_the_form(self, organizer_client):
        one, two = make_paper(title="One"), make_paper(title="Two")
        address = f"{PAPERS}merge/?row={one.pk}"
        assert f'href="{address}">Merge with another…' in organizer_client.get(f"{PAPERS}{one.pk}/change/").text
        page = organizer_client.get(address)
        assert f'<option value="{two.pk}">Two</option>' in page.text
        assert f'<option value="{one.pk}">' not in page.text
        assert organizer_client.get(f"{address}&row={two.pk}").context["kept"].row == one

    def test_merge_of_resources_says_what_is_lost(self, organizer_client):
        paper = make_paper()
        kept = make_resource(title="Post", url="https://a.example/")
        other = make_resource(title="Post again", url="https://b.example/x", author="Ada", paper=paper)
        session = make_session(kept, other)
        address = f"/admin/papers/resource/merge/?row={kept.pk}&row={other.pk}"
        page = organizer_client.get(address)
        assert [fate.label for fate in page.context["lost"]] == ["title", "web address"]
        assert "https://b.example/x" in page.text
        sent = {"row": [kept.pk, other.pk], "seen": page.context["merge"].fingerprint}
        organizer_client.post("/admin/papers/resource/merge/", sent)
        resource = Resource.objects.get()
        assert (resource.url, resource.author, resource.paper) == ("https://a.example/", "Ada", paper)
        assert session.readings.get().resource == kept

    def test_changed_meanwhile_is_shown_again(self, organizer_client):
        kept, other = make_paper(), make_paper()
        sent = {"row": [kept.pk, other.pk], "seen": Merge(kept, other).fingerprint}
        make_session(other)
        for seen in (sent["seen"], "", "x"):
            response = organizer_client.post(f"{PAPERS}merge/", {**sent, "seen": seen}, follow=True)
            assert told(response) == [
                "Something has changed since this page was shown, so nothing was merged. Look once more."
            ]
            assert response.context["moves"] != []
        assert Paper.objects.count() == 2
        assert LogEntry.objects.count() == 0

    @pytest.mark.parametrize("count", [1, 3])
    def test_action_is_for_two(self, organizer_client, count):
        chosen = {"action": "merge_two", "_selected_action": [make_paper().pk for _ in range(count)]}
        response = organizer_client.post(PAPERS, chosen, follow=True)
        assert told(response) == ["Choose two of them, no more and no fewer: one will be kept."]

    @pytest.mark.parametrize("row", ["", "abc", "-1", "999999", str(10**30), "9" * 5000, "1.5", "\0", "same", "three"])
    def test_rows_that_cannot_be_merged(self, organizer_client, row):
        paper = make_paper()
        rows = {"same": [paper.pk, paper.pk], "three": [paper.pk, make_paper().pk, paper.pk]}.get(row, [paper.pk, row])
        for method in (organizer_client.get, organizer_client.post):
            response = method(f"{PAPERS}merge/", {"row": rows, "kept": row}, follow=True)
            assert response.redirect_chain == [(PAPERS, 302)]
            assert len(told(response)) == 1
        assert organizer_client.get(f"{PAPERS}merge/", follow=True).redirect_chain == [(PAPERS, 302)]
        assert LogEntry.objects.count() == 0

    @pytest.mark.parametrize("grants", [["view_paper"], ["view_paper", "change_paper"], ["delete_paper"]])
    def test_takes_the_right_to_change_and_to_delete(self, client, grants):
        kept, other = make_paper(), make_paper()
        user = User.objects.create_user("helper", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=grants))
        client.force_login(user)
        sent = {"row": [kept.pk, other.pk], "seen": Merge(kept, other).fingerprint}
        assert client.get(f"{PAPERS}merge/", sent).status_code == 403
        assert client.post(f"{PAPERS}merge/", sent).status_code == 403
        client.post(PAPERS, {"action": "merge_two", "_selected_action": sent["row"]})
        assert Paper.objects.count() == 2
        client.logout()
        assert "/login/" in client.post(f"{PAPERS}merge/", sent).url

    @pytest.mark.parametrize("rows", [1, 3])
    def test_preview_asks_for_lines_and_not_for_what_they_name(self, organizer_client, rows):
        kept, other = make_paper(), make_paper()
        for _ in range(rows):
            make_material(make_session(other), paper=other)
        with CaptureQueriesContext(connection) as queries:
            organizer_client.get(f"{PAPERS}merge/?row={kept.pk}&row={other.pk}")
        # The group, twice; who asks and what they may, four; the two rows; what points to the other, four. Each line
        # that is a session's only one of its work asks for its twin.
        assert len(queries) == 12 + rows
