"""The index follows every change. Each test asks the page, not the index."""

import pytest
from django.core.management import call_command
from django.db import connection

from papers.models import Paper
from readinggroup.models import SearchEntry
from sessions.models import Deck, Material, Presentation, Presenter, Reading, Session, SlidePage
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
from tests.readinggroup.test_search import found

pytestmark = pytest.mark.django_db


def make_slides(session, *texts):
    deck = make_pages(make_deck(session), *texts)
    deck.save()  # comes last where slides are made, too
    return deck


@pytest.fixture
def held():
    return make_session(number=1, title="Held")


def test_paper_follows(client):
    paper = make_paper(title="First name")
    assert found(client, "first") == {"papers": ["First name"]}
    paper.title = "Second name"
    paper.save()
    assert found(client, "first") == {}
    assert found(client, "second") == {"papers": ["Second name"]}
    paper.delete()
    assert found(client, "second") == {}
    assert SearchEntry.objects.count() == 0


def test_paper_renamed_is_in_its_session_under_the_new_name(client, held):
    paper = make_paper(title="Old", short_name="Oldie")
    make_reading(held, paper)
    assert found(client, "oldie") == {"papers": ["Old"], "sessions": ["Week 1: Held"]}
    paper.short_name = "Newie"
    paper.save()
    assert found(client, "oldie") == {}
    assert found(client, "newie") == {"papers": ["Old"], "sessions": ["Week 1: Held"]}


def test_session_follows(client, held):
    held.title, held.recap = "Other", "We *spoke* of [bridges](https://example.org/gephyra)."
    held.save()
    assert found(client, "held") == {}
    assert found(client, "bridges") == {"sessions": ["Week 1: Other"]}
    assert found(client, "gephyra") == {}
    held.delete()
    assert found(client, "other") == {}


def test_session_follows_its_readings_and_people(client, held):
    other = make_session(number=2, title="Later")
    reading = make_reading(held, make_resource(title="Blogpost"), note="the appendix")
    presentation = make_presentation(held, make_presenter(name="Ada Lovelace"))
    for question in ("blogpost", "appendix", "lovelace"):
        assert found(client, question)["sessions"] == ["Week 1: Held"]
    for line in (reading, presentation):
        line.session = other
        line.save()
    for question in ("blogpost", "appendix", "lovelace"):
        assert found(client, question)["sessions"] == ["Week 2: Later"]
    Presentation.objects.all().delete()
    Reading.objects.all().delete()
    for question in ("blogpost", "appendix", "lovelace"):
        assert "sessions" not in found(client, question)


def test_session_follows_what_the_group_calls_it(client, held):
    group = make_group(session_word="Evening")
    assert found(client, "evening 1") == {"sessions": ["Evening 1: Held"]}
    group.session_word = "Meeting"
    group.save()
    assert found(client, "evening") == {}
    assert found(client, "meeting 1") == {"sessions": ["Meeting 1: Held"]}


def test_slides_follow(client, held):
    deck = make_slides(held, "Alpha\nfirst page", "Beta\nsecond page")
    assert found(client, "page") == {"slides": ["Alpha", "Beta"]}
    deck.pages.all().delete()
    SlidePage.objects.bulk_create([SlidePage(deck=deck, number=1, text="Gamma\npage", width=960, height=540)])
    deck.save()
    assert found(client, "page") == {"slides": ["Gamma"]}
    page = deck.pages.get()
    page.text = "Delta\npage"
    page.save()
    assert found(client, "page") == {"slides": ["Delta"]}
    held.delete()
    assert found(client, "page") == {}
    assert SearchEntry.objects.count() == 0


def test_slides_of_a_deck_that_is_made_anew_are_not_shown(client, held):
    deck = make_slides(held, "Alpha")
    Deck.objects.filter(pk=deck.pk).update(file="decks/of-another-file.pdf")
    assert found(client, "alpha") == {}
    Deck.objects.filter(pk=deck.pk).update(file=deck.file)
    assert found(client, "alpha") == {"slides": ["Alpha"]}


def test_chapters_follow(client, held):
    recording = make_material(held, chapters="0:00 Welcome\n12:34 Forward process")
    assert found(client, "forward") == {"chapters": ["Forward process"]}
    recording.chapters = "0:00 Welcome\n12:40 Backward process"
    recording.save()
    assert found(client, "forward") == {}
    assert found(client, "backward") == {"chapters": ["Backward process"]}
    recording.delete()
    assert found(client, "process") == {}


def test_chapters_that_cannot_be_read_are_left_out(client, held):
    Material.objects.create(session=held, kind="recording", url="https://video.example/x", chapters="no time here")
    assert found(client, "time") == {}


def test_people_and_resources_follow(client, held):
    presenter = make_presenter(name="Ada", biography="Wrote **notes**.")
    resource = make_resource(title="Post", author="Lilian", url="https://www.blog.example/what-are-diffusion-models/")
    assert found(client, "lilian") == {"resources": ["Post"]}
    assert found(client, "ada") == {}  # in no session yet
    make_presentation(held, presenter)
    assert found(client, "notes") == {"people": ["Ada"]}
    assert found(client, "https://blog.example/what-are-diffusion-models") == {"resources": ["Post"]}
    Presenter.objects.filter(pk=presenter.pk).get().sessions.clear()
    presenter.delete()
    resource.delete()
    assert found(client, "ada") == {}
    assert found(client, "lilian") == {}


def test_session_deleted_takes_everything_of_it_along(client, held):
    make_slides(held, "Word here")
    make_material(held, chapters="0:00 Word there")
    make_presentation(held, make_presenter(name="Word"))
    assert found(client, "word") == {
        "sessions": ["Week 1: Held"],
        "slides": ["Word here"],
        "chapters": ["Word there"],
        "people": ["Word"],
    }
    Session.objects.all().delete()
    assert found(client, "word") == {}
    assert list(SearchEntry.objects.values_list("kind", flat=True)) == ["people"]


def test_status_decides_at_once(client, held):
    make_slides(held, "Word here")
    make_material(held, chapters="0:00 Word there")
    make_presentation(held, make_presenter(name="Word"))
    make_reading(held, make_resource(title="Word post"))
    everything = found(client, "word")
    assert sorted(everything) == ["chapters", "people", "resources", "sessions", "slides"]
    # In bulk, past every signal.
    Session.objects.update(status="draft")
    assert found(client, "word") == {}
    Session.objects.update(status="cancelled")
    assert found(client, "word") == everything
    held.status = "draft"
    held.save()
    assert found(client, "word") == {}
    held.status = "scheduled"
    held.save()
    assert found(client, "word") == everything


def test_loaddata_of_slides_is_followed(client, held, tmp_path):
    make_slides(held, "Alpha", "Beta")
    make_material(held, chapters="0:00 Welcome")
    dump = tmp_path / "dump.json"
    call_command("dumpdata", natural_primary=True, natural_foreign=True, output=str(dump), verbosity=0)
    before = set(SearchEntry.objects.values_list("kind", "names", "words"))
    Session.objects.all().delete()
    assert not SearchEntry.objects.exists()
    for _ in range(2):
        call_command("loaddata", str(dump), verbosity=0)
        assert set(SearchEntry.objects.values_list("kind", "names", "words")) == before
        assert found(client, "alpha") == {"slides": ["Alpha"]}
        assert found(client, "welcome") == {"chapters": ["Welcome"]}


def test_dump_leaves_the_index_out(held, capsys):
    assert SearchEntry.objects.exists()
    call_command("dumpdata")
    assert '"model": "readinggroup.' not in capsys.readouterr().out


def test_rebuild_finds_what_was_written_past_django(client, held, capsys):
    Paper.objects.bulk_create([Paper(title="Bulk", slug="bulk", position=1)])
    make_slides(held, "Alpha")
    SearchEntry.objects.filter(kind__in=["sessions", "slides"]).delete()
    assert (found(client, "bulk"), found(client, "held"), found(client, "alpha")) == ({}, {}, {})
    call_command("rebuild_search")
    assert capsys.readouterr().out == (
        "Papers: 1\nSessions: 1\nSlides: 1\nChapters of recordings: 0\nPeople: 0\nResources: 0\n"
        "3 entries are in the index.\n"
    )
    assert found(client, "bulk") == {"papers": ["Bulk"]}
    assert found(client, "held") == {"sessions": ["Week 1: Held"]}
    assert found(client, "alpha") == {"slides": ["Alpha"]}


def test_rebuild_changes_nothing_in_an_index_that_is_right(seed):
    def entries():
        return set(SearchEntry.objects.values_list("kind", "object_id", "place", "names", "words"))

    before = entries()
    assert len(before) == 56 + 15 + 5 + 13
    call_command("rebuild_search", verbosity=0)
    assert entries() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index is a column of the row itself")
def test_index_of_sqlite_holds_what_the_table_holds(seed):
    paper = make_paper(title="Changing")
    paper.title = "Changed"
    paper.save()
    paper.delete()
    with connection.cursor() as cursor:
        # Fails where the two differ.
        cursor.execute(
            "INSERT INTO readinggroup_searchentry_fts(readinggroup_searchentry_fts, rank) VALUES ('integrity-check', 1)"
        )
