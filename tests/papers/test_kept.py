import datetime
import json
import zoneinfo

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError

from papers import kept
from papers.models import Paper
from sessions.models import Material, Session
from tests.clock import EARLIER, LATER, stopped
from tests.factories import PDF, make_deck, make_group, make_material, make_paper, make_resource, make_session
from tests.rows import all_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Sets the time; it starts EARLIER."""
    return stopped(monkeypatch)


@pytest.fixture
def paper(clock):
    """A paper of EARLIER, read from the database when it is LATER."""
    key = make_paper(title="DDPM", slug="ddpm", authors="Ho\nJain", abstract="One\ntwo", venue="NeurIPS").pk
    clock(LATER)
    return Paper.objects.get(pk=key)


def test_new_row_gets_all_three(clock):
    paper, other = make_paper(), make_paper()
    paper.refresh_from_db()

    assert (paper.added, paper.modified) == (EARLIER, EARLIER)
    assert paper.uid.version == 4
    assert paper.uid != other.uid


def test_bulk_create_gives_all_three(clock):
    papers = Paper.objects.bulk_create([Paper(title="A", slug="a", position=1), Paper(title="B", slug="b", position=2)])

    assert len({paper.uid for paper in Paper.objects.all()} - {None}) == 2
    assert {(paper.added, paper.modified) for paper in papers} == {(EARLIER, EARLIER)}


def test_now_is_a_whole_second():
    assert kept.now().microsecond == 0
    assert kept.now().tzinfo == datetime.UTC


def test_change_is_kept_and_nothing_else(paper):
    uid = paper.uid
    paper.venue = "ICLR"
    paper.save()
    paper.refresh_from_db()

    assert (paper.uid, paper.added, paper.modified) == (uid, EARLIER, LATER)


def test_save_that_changes_nothing_is_no_change(paper):
    paper.save()
    paper.title = "DDPM"
    paper.save()
    paper.position = 7
    paper.save()
    paper.refresh_from_db()

    assert (paper.modified, paper.position) == (EARLIER, 7)


def test_change_and_back_again_are_two_changes(paper, clock):
    paper.title = "Other"
    paper.save()
    clock(LATER + datetime.timedelta(hours=1))
    paper.title = "DDPM"
    paper.save()

    assert Paper.objects.get().modified == LATER + datetime.timedelta(hours=1)


def test_line_ends_of_a_browser_are_no_change(paper):
    paper.abstract = "One\r\ntwo"
    paper.save()

    assert Paper.objects.get().modified == EARLIER


class TestSomeFields:
    def test_saved_alone(self, paper):
        paper.venue = "ICLR"
        paper.save(update_fields=["venue"])

        assert Paper.objects.values("venue", "modified").get() == {"venue": "ICLR", "modified": LATER}

    def test_unsaved_change_of_another_is_none_yet(self, paper, clock):
        paper.venue = "ICLR"
        paper.save(update_fields=["abstract"])
        assert Paper.objects.get().modified == EARLIER

        paper.save()
        assert Paper.objects.values("venue", "modified").get() == {"venue": "ICLR", "modified": LATER}

    def test_none_saved(self, paper):
        paper.venue = "ICLR"
        paper.save(update_fields=[])

        assert Paper.objects.values("venue", "modified").get() == {"venue": "NeurIPS", "modified": EARLIER}

    def test_not_loaded_is_loaded_without_forgetting_a_change(self, paper):
        paper = Paper.objects.only("title").get()
        paper.title = "New"
        assert paper.abstract == "One\ntwo"
        paper.save()

        assert Paper.objects.values("title", "modified").get() == {"title": "New", "modified": LATER}

    def test_not_loaded_and_unchanged(self, paper):
        paper = Paper.objects.defer("modified", "uid", "abstract").get()
        paper.save()

        assert Paper.objects.get().modified == EARLIER

    def test_not_loaded_and_set_is_a_change(self, paper):
        paper = Paper.objects.defer("abstract").get()
        paper.abstract = "Other"
        paper.save()

        assert Paper.objects.get().modified == LATER


class TestSession:
    def test_every_change_raises_the_sequence_also_within_one_second(self, clock):
        session = make_session(title="A")
        for title in ["B", "C", "C", "D"]:
            session.title = title
            session.save()

        assert Session.objects.values("sequence", "modified").get() == {"sequence": 3, "modified": EARLIER}

    def test_stale_row_lowers_nothing(self, clock):
        """The row in hand does not know of the change that a reading of it makes."""
        session = make_session(title="A")
        clock(LATER)
        Session.objects.filter(pk=session.pk).mark_changed()
        session.save()
        there = Session.objects.get(pk=session.pk)
        assert (there.sequence, there.modified) == (1, LATER)

        session.title = "B"
        session.save()
        assert Session.objects.get(pk=session.pk).sequence == 2

    def test_status_as_a_member_is_the_status_as_text(self, clock):
        session = make_session()
        session.status = Session.Status.SCHEDULED
        session.save()

        assert Session.objects.get().sequence == 0

    @pytest.mark.parametrize("fold", [0, 1])
    def test_same_start_in_the_hour_that_comes_twice(self, clock, fold):
        zone = zoneinfo.ZoneInfo("Europe/Paris")
        session = Session.objects.get(
            pk=make_session(start=datetime.datetime(2026, 10, 25, fold, 30, tzinfo=datetime.UTC)).pk
        )
        session.start = datetime.datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=zone)
        session.save()

        assert Session.objects.get().sequence == 0


class TestMaterial:
    def test_place_and_copy_are_no_content(self, clock):
        material = make_material(make_session())
        clock(LATER)
        material.position, material.copy = 9, "copies/x.pdf"
        material.save()

        assert Material.objects.get().modified == EARLIER

    def test_file_that_stays_is_no_change_and_a_new_one_is(self, clock):
        material = make_deck(make_session())
        clock(LATER)
        material = Material.objects.get()
        assert material.file.name
        material.save()
        assert Material.objects.get().modified == EARLIER

        material.file.save("deck.pdf", ContentFile(PDF))
        assert Material.objects.get().modified == LATER

    def test_file_under_a_new_name_is_a_change_also_after_a_save(self, clock):
        material = make_deck(make_session())
        clock(LATER)
        material.file.save("other.pdf", ContentFile(PDF))

        assert Material.objects.get().modified == LATER


def dumped(*rows):
    return json.loads(serializers.serialize("json", rows, use_natural_primary_keys=True, use_natural_foreign_keys=True))


def load(tmp_path, rows):
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    call_command("loaddata", str(path), verbosity=0)


class TestFixtures:
    def test_seed_twice_changes_nothing(self, seed, clock):
        before = all_rows()
        clock(LATER)
        call_command("loaddata", "diffusion_reading_group", verbosity=0)

        assert all_rows() == before

    def test_all_rows_of_the_seed_are_kept(self, clock):
        call_command("loaddata", "diffusion_reading_group", verbosity=0)

        rows = [row for model in kept.Kept.__subclasses__() for row in leaves(model)]
        assert len(rows) == 1 + 15 + 56 + 13 + 5 + 29
        assert len({row.uid for row in rows}) == len(rows)
        assert {(row.added, row.modified) for row in rows} == {(EARLIER, EARLIER)}
        assert set(Session.objects.values_list("sequence", flat=True)) == {0}

    def test_load_without_them_leaves_what_is_there(self, paper, clock, tmp_path):
        session = make_session(title="A", slug="a")
        Session.objects.filter(pk=session.pk).mark_changed()
        rows = dumped(paper, session)
        for row in rows:
            for name in ("uid", "added", "modified", "sequence"):
                row["fields"].pop(name, None)
        before = all_rows()
        clock(LATER + datetime.timedelta(days=1))
        load(tmp_path, rows)

        assert all_rows() == before

    def test_load_carries_them_elsewhere(self, paper, clock, tmp_path):
        session, other = make_session(title="A", slug="a"), make_session(title="B", slug="b")
        session.readings_from.add(other)
        for row in (session, other):
            row.refresh_from_db()
        resource, material, group = make_resource(), make_material(session), make_group()
        session.refresh_from_db()
        assert session.sequence == 2
        rows = dumped(group, paper, resource, session, other, material)
        before = all_rows()
        for model in (Material, Session, Paper, type(resource), type(group)):
            model.objects.all().delete()
        clock(LATER + datetime.timedelta(days=1))
        load(tmp_path, rows)

        assert all_rows() == before


def leaves(model):
    if not model._meta.abstract:
        return list(model.objects.all())
    return [row for child in model.__subclasses__() for row in leaves(child)]


def test_id_is_unique_in_the_database(paper):
    other = make_paper()
    with pytest.raises(IntegrityError):
        Paper.objects.filter(pk=other.pk).update(uid=paper.uid)
