"""From a PDF to pages: all of them or none, whatever the file and whatever happens on the way."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image

from sessions.models import Deck, Material, SlidePage
from sessions.slides import make as making
from sessions.slides.make import make, request
from tests import postgres
from tests.factories import make_material, make_reading, make_resource, make_session
from tests.pdf import BROKEN, EMPTY, EMPTY_OTHERWISE, LOCKED, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

DAMAGED = "This PDF is damaged, or no PDF at all. Export the slides once more."
STILL_THERE = " The file can still be opened and downloaded."


def upload(content, name="deck.pdf", session=None):
    """A deck that was uploaded and is not made yet: nothing is done on commit in a test."""
    session = session or make_session(number=1, start=-1)
    return make_material(session, kind="slides", file=SimpleUploadedFile(name, content))


def made(material):
    """The deck after its task has run."""
    make.call(Deck.objects.get(material=material).pk)
    return Deck.objects.get(material=material)


def shown():
    """The texts of the pages that visitors see."""
    return list(SlidePage.objects.public().order_by("deck", "number").values_list("text", flat=True))


class TestPages:
    def test_each_page_has_its_text_and_two_pictures(self):
        deck = made(upload(pdf("Forward process\nq(x)", "", "Thank you")))

        assert (deck.state, deck.pages_done, deck.pages_in_all) == (Deck.State.DONE, 3, 3)
        assert deck.progress == "3 slides are shown."
        assert Deck(state=Deck.State.DONE, pages_done=1).progress == "1 slide is shown."
        assert shown() == ["Forward process\nq(x)", "", "Thank you"]
        for page in deck.pages.all():
            for side, size in ((1600, (1600, 900)), (480, (480, 270))):
                with default_storage.open(page.picture(side)) as file, Image.open(file) as picture:
                    assert (picture.format, picture.size) == ("WEBP", size)
            assert (page.width, page.height, page.small_width) == (1600, 900, 480)

    @pytest.mark.parametrize(
        ("size", "large", "small_width"),
        [
            ((540, 960), (900, 1600), 270),
            ((959.7, 540.3), (1600, 901), 480),
            ((100, 14_400), (12, 1600), 4),
            ((3, 3), (1600, 1600), 480),
        ],
        ids=["upright", "uneven", "ribbon", "tiny"],
    )
    def test_no_side_is_longer_than_1600_pixels(self, size, large, small_width):
        page = made(upload(pdf("Text", size=size))).pages.get()

        assert ((page.width, page.height), page.small_width) == (large, small_width)

    def test_title_is_the_first_line(self):
        assert SlidePage(text="Forward process\nmore").title == "Forward process"
        assert SlidePage(text="x" * 200).title == "x" * 80

    def test_second_deck_of_a_session_has_addresses_of_its_own(self):
        session = make_session(number=11, title="Two", start=-1)
        for name in ("a.pdf", "b.pdf"):
            made(upload(pdf("One", "Two"), name, session))
        pages = SlidePage.objects.with_addresses()
        assert [page.get_absolute_url() for page in pages] == [
            f"/sessions/week-11-two/#{anchor}" for anchor in ("slide-1", "slide-2", "slide-2-1", "slide-2-2")
        ]


class TestProblems:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (LOCKED, "This PDF is protected with a password, so that its pages cannot be shown."),
            (BROKEN, DAMAGED),
            (EMPTY, "This PDF has no pages."),
            (EMPTY_OTHERWISE, "This PDF has no pages."),
            (EMPTY_OTHERWISE + b"5 0 obj<</Type/Page>>endobj", DAMAGED),
            (b"", DAMAGED),
            (pdf("a", "b", "c", "d"), "This PDF has 4 pages; up to 3 are shown as slides."),
        ],
        ids=["password", "broken", "no pages", "no pages, no table", "page out of reach", "no bytes", "too long"],
    )
    def test_a_file_that_cannot_be_shown_says_why_and_is_still_there(self, client, settings, content, message):
        settings.MAX_SLIDES = 3
        material = upload(content)

        deck = made(material)

        assert (deck.state, deck.message) == (Deck.State.FAILED, message + STILL_THERE)
        assert shown() == []
        assert not default_storage.exists(f"slides/{deck.work_folder}")
        assert b"".join(client.get(material.file.url).streaming_content) == content
        assert client.get(material.session.get_absolute_url()).status_code == 200

    def test_500_pages(self, settings):
        deck = made(upload(pdf(*["x"] * 500)))
        assert deck.message == "This PDF has 500 pages; up to 400 are shown as slides." + STILL_THERE

    def test_200_megabytes(self, settings, media_root):
        material = upload(pdf("x"))
        with open(default_storage.path(material.file.name), "ab") as file:
            file.truncate(200 * 1024 * 1024)
        assert made(material).message == "This file is larger than 100 MB, too large to be shown." + STILL_THERE

    def test_file_that_is_gone(self):
        material = upload(pdf("x"))
        default_storage.delete(material.file.name)
        assert made(material).message == "The file is not on the disk any more. Upload it again."

    @pytest.mark.parametrize(
        ("program", "message"),
        [
            ("import time; time.sleep(60)", "Page 1 takes longer than 1 seconds to draw."),
            (
                "import os; os.kill(os.getpid(), 11)",
                "Page 1 breaks the program that draws it. Export the slides once more.",
            ),
            (
                """print('{"pages": 9}'); print('{"done": 1}', flush=True); import time; time.sleep(60)""",
                "Page 2 takes longer than 1 seconds to draw.",
            ),
        ],
        ids=["stuck", "crash", "stuck on the second page"],
    )
    def test_a_page_that_hangs_or_breaks_the_painter(self, settings, monkeypatch, program, message):
        settings.SLIDE_SECONDS = 1
        monkeypatch.setattr(making.Painter, "program", [sys.executable, "-c", program])

        deck = made(upload(pdf("x")))

        assert (deck.state, deck.message) == (Deck.State.FAILED, message + STILL_THERE)

    def test_an_error_of_ours_is_logged_and_said(self, monkeypatch, caplog):
        monkeypatch.setattr(making, "publish", lambda *_: 1 / 0)
        deck = made(upload(pdf("x")))
        assert deck.message == "Something went wrong; the operator finds it in the log." + STILL_THERE
        assert "ZeroDivisionError" in caplog.text

    def test_the_painter_is_told_none_of_the_secrets(self, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", "hush")
        monkeypatch.setattr(
            making.Painter,
            "program",
            [sys.executable, "-c", "import os, sys; sys.exit('SECRET_KEY' in os.environ and 7)"],
        )
        painter = making.Painter("x.pdf", "x")
        with painter:
            assert list(painter) == []
        assert painter.returncode == 0


class TestWholeOrNotAtAll:
    def test_nothing_is_shown_before_the_last_page_is_there(self, monkeypatch):
        seen = []
        note = making.note
        monkeypatch.setattr(making, "note", lambda deck, **facts: (seen.append(shown()), note(deck, **facts)))
        made(upload(pdf("one", "two")))
        assert seen == [[]] * 4
        assert shown() == ["one", "two"]

    def test_made_again_the_old_pages_stay_until_the_new_ones_are_there(self, monkeypatch):
        material = upload(pdf("one", "two"))
        folder = made(material).folder
        request(material)
        assert shown() == ["one", "two"]
        monkeypatch.setattr(making, "publish", lambda *_: 1 / 0)
        deck = made(material)
        assert (deck.state, deck.folder, shown()) == (Deck.State.FAILED, folder, ["one", "two"])
        assert default_storage.exists(f"slides/{folder}/1-1600.webp")

    def test_made_again_the_old_pictures_go(self, django_capture_on_commit_callbacks):
        material = upload(pdf("one"))
        folder = made(material).folder
        request(material)
        with django_capture_on_commit_callbacks(execute=True):
            deck = made(material)
        assert deck.folder != folder
        assert default_storage.listdir("slides")[0] == [deck.folder]

    def test_pages_of_another_file_are_hidden_at_once(self):
        material = upload(pdf("old"))
        made(material)
        material.file = SimpleUploadedFile("new.pdf", pdf("new"))
        material.save()
        assert shown() == []
        made(material)
        assert shown() == ["new"]

    def test_asked_anew_while_it_is_made_the_newer_one_wins(self, monkeypatch):
        material = upload(pdf("one"))
        first = Deck.objects.get(material=material).work_folder
        publish = making.publish

        def overtaken(deck, folder):
            request(material)
            publish(deck, folder)

        monkeypatch.setattr(making, "publish", overtaken)
        deck = made(material)
        assert (deck.state, shown()) == (Deck.State.WAITING, [])
        assert deck.work_folder != first
        assert not default_storage.exists(f"slides/{first}")

    def test_deleted_while_it_is_made_leaves_nothing(self, monkeypatch):
        material = upload(pdf("one"))
        publish = making.publish
        monkeypatch.setattr(making, "publish", lambda *given: (material.delete(), publish(*given)))
        make.call(Deck.objects.get().pk)
        assert (Deck.objects.count(), SlidePage.objects.count()) == (0, 0)
        assert default_storage.listdir("slides")[0] == []

    def test_deleted_deck_takes_its_pictures_with_it(self, django_capture_on_commit_callbacks):
        material = upload(pdf("one"))
        folder = made(material).folder
        with django_capture_on_commit_callbacks(execute=True):
            material.delete()
        assert not default_storage.exists(f"slides/{folder}")

    def test_a_link_in_place_of_the_file_has_no_pages(self):
        material = upload(pdf("one"))
        made(material)
        material.file, material.url = "", "https://slides.example/deck"
        material.save()
        assert (Deck.objects.count(), shown()) == (0, [])

    def test_a_file_that_is_no_pdf_has_none(self):
        upload(b"<p>Slides</p>", "deck.html")
        assert Deck.objects.count() == 0

    def test_uploading_asks_for_the_pages(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            upload(pdf("one"))
        assert shown() == ["one"]

    def test_saving_again_does_not_ask_again(self, django_capture_on_commit_callbacks):
        material = upload(pdf("one"))
        made(material)
        with django_capture_on_commit_callbacks() as callbacks:
            material.title = "EDM"
            material.save()
        assert callbacks == []

    def test_asking_in_a_transaction_that_fails_takes_nothing_away(self):
        material = upload(pdf("one"))
        deck = Deck.objects.get()
        with transaction.atomic():
            request(material)
            transaction.set_rollback(True)
        assert Deck.objects.get().work_folder == deck.work_folder
        made(material)
        assert shown() == ["one"]

    def test_somebody_else_at_work_is_left_to_it(self):
        material = upload(pdf("one"))
        deck = Deck.objects.get()
        with making.alone(making.folder_path(deck.work_folder)) as first:
            assert first
            assert made(material).state == Deck.State.WAITING
        assert made(material).state == Deck.State.DONE

    def test_a_failure_after_somebody_else_has_finished_takes_nothing_away(self):
        deck = made(upload(pdf("one")))
        making.fail(deck, "too late")
        assert (Deck.objects.get().state, shown()) == (Deck.State.DONE, ["one"])
        assert default_storage.exists(f"slides/{deck.folder}/1-1600.webp")


class TestLoadedData:
    """loaddata checks nothing; no page may break, and no file of others be touched."""

    def test_deck_without_pages_is_not_shown(self, client):
        deck = made(upload(pdf("one")))
        deck.pages.all().delete()
        assert client.get(deck.material.session.get_absolute_url()).status_code == 200
        assert list(Deck.objects.readable()) == []

    @pytest.mark.parametrize("folder", ["../sessions", "..", "", "/etc", "0" * 31])
    def test_folder_of_another_name_is_never_removed(self, folder, client, django_capture_on_commit_callbacks):
        material = upload(pdf("one"))
        made(material)
        Deck.objects.update(folder=folder, work_folder=folder)
        assert client.get(material.session.get_absolute_url()).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            material.delete()
        assert default_storage.exists(material.file.name)

    @pytest.mark.parametrize("url", ["http://[", "http://a]b/", "https:///x", "//x", "x"])
    def test_link_that_is_none(self, url, client, organizer_client):
        session = make_session(number=1, start=-1)
        for kind in ("recording", "slides"):
            make_material(session, kind=kind, url=f"{url}{kind}")
        resource = make_resource(url=url)
        make_reading(session, resource)
        pages = [session.get_absolute_url(), "/", "/resources/", "/sessions/", "/sessions/material.atom"]
        pages += ["/admin/reading_sessions/material/", "/search/?q=post"]
        assert [organizer_client.get(page).status_code for page in pages] == [200] * len(pages)


class TestCommand:
    def test_makes_what_is_missing_and_tells(self, capsys):
        material = upload(pdf("one", "two"))
        Deck.objects.all().delete()  # as loaddata leaves it
        call_command("make_slides")
        assert capsys.readouterr().out == f"Slides, {material.session}: 2 pages\n"
        call_command("make_slides")
        assert capsys.readouterr().out == ""
        call_command("make_slides", "--again")
        assert capsys.readouterr().out == f"Slides, {material.session}: 2 pages\n"

    def test_says_what_is_impossible_and_does_not_try_it_twice(self, capsys):
        upload(LOCKED)
        with pytest.raises(CommandError, match="The pages of 1 files could not be made"):
            call_command("make_slides")
        call_command("make_slides")
        assert "protected with a password" in capsys.readouterr().out

    def test_makes_pictures_anew_that_did_not_move_with_the_data(self, media_root, capsys):
        material = upload(pdf("one"))
        (media_root / "slides" / made(material).folder).rename(media_root / "elsewhere")
        call_command("make_slides")
        assert default_storage.exists(SlidePage.objects.get().picture(1600))


def manage(environment, *arguments, **options):
    return subprocess.Popen([sys.executable, "manage.py", *arguments], env={**os.environ, **environment}, **options)


@pytest.mark.once
def test_killed_half_way_it_goes_on_where_it_was(tmp_path):
    """A real process, a real kill. The database is a file, which both processes and this one read."""
    database, media = tmp_path / "db.sqlite3", tmp_path / "media"
    environment = {"DATABASE_URL": f"sqlite:///{database}", "MEDIA_ROOT": str(media), "DEBUG": "true"}
    deck = media / "deck.pdf"
    media.mkdir()
    deck.write_bytes(pdf(*[f"Page {number}" for number in range(1, 41)]))
    assert manage(environment, "migrate", "-v0").wait() == 0
    session = {"slug": "one", "title": "One", "number": 1}
    material = {"session": 1, "position": 1, "kind": "slides", "file": "deck.pdf"}
    rows = [
        {"model": f"reading_sessions.{model}", "pk": 1, "fields": fields}
        for model, fields in (("session", session), ("material", material))
    ]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    assert manage(environment, "loaddata", "-v0", str(tmp_path / "rows.json")).wait() == 0

    running = manage(environment, "make_slides", start_new_session=True, stdout=subprocess.DEVNULL)
    while len(drawn := set(media.glob("slides/*/[0-9]*.json"))) < 5:
        assert running.poll() is None
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    def facts():
        with sqlite3.connect(database) as connection:
            deck = connection.execute("SELECT state, folder FROM reading_sessions_deck").fetchone()
            return *deck, connection.execute("SELECT count(*) FROM reading_sessions_slidepage").fetchone()[0]

    assert facts() == ("running", "", 0)
    before = {path: path.stat().st_mtime_ns for path in drawn}
    assert len(before) < 40
    assert manage(environment, "make_slides", stdout=subprocess.DEVNULL).wait() == 0
    state, folder, pages = facts()
    assert (state, pages) == ("done", 40)
    assert {path: path.stat().st_mtime_ns for path in drawn} == before
    # What the kill left half-written is under no page's name.
    assert len(list((media / "slides" / folder).glob("[0-9]*"))) == 3 * 40


def test_material_forgets_the_copy_of_another_address():
    material = make_material(make_session(), kind="slides", url="https://slides.example/a.pdf")
    material.copy.save("a.pdf", SimpleUploadedFile("a.pdf", pdf("a")))
    made(material)
    assert shown() == ["a"]
    material = Material.objects.get()
    material.url = "https://slides.example/b.pdf"
    material.save()
    assert (Material.objects.get().copy.name, shown()) == ("", [])


@pytest.mark.once
def test_a_worker_of_its_own_makes_them(tmp_path):
    """As Compose has it: the queue is in PostgreSQL, and uploading does not wait for the slides."""
    media = tmp_path / "media"
    with postgres.server() as new_database:
        environment = {
            "DATABASE_URL": new_database("worker"),
            "MEDIA_ROOT": str(media),
            "DEBUG": "true",
            "TASKS": "database",
        }
        assert manage(environment, "migrate", "-v0").wait() == 0
        (tmp_path / "deck.pdf").write_bytes(pdf("one", "two"))
        upload = (
            "from django.core.files import File; from sessions.models import *;"
            "session = Session.objects.create(title='One', number=1);"
            f"file = File(open({str(tmp_path / 'deck.pdf')!r}, 'rb'), name='deck.pdf');"
            "Material.objects.create(session=session, kind='slides', file=file)"
        )
        told = "from sessions.models import *; print(Deck.objects.get().progress, SlidePage.objects.public().count())"
        assert manage(environment, "shell", "-v0", "-c", upload).wait() == 0

        def progress():
            shell = manage(environment, "shell", "-v0", "-c", told, stdout=subprocess.PIPE, text=True)
            return shell.communicate()[0].strip()

        assert progress() == "The pages will be made. 0"
        worker = manage(environment, "db_worker", "--batch", "--no-startup-delay", stderr=subprocess.PIPE, text=True)
        log = worker.communicate()[1]
        assert worker.returncode == 0, log
        assert progress() == "2 slides are shown. 2"
