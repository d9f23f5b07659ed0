"""From an uploaded PDF to a deck of pages that visitors see, all of them or none.

request() notes what is to be made and hands it to the task make(). Killed half-way, the deck stays unfinished, and the
next make() (`manage.py make_slides`) goes on after the last page. A newer request() wins over a running make(), and of
two make() at once the second leaves it to the first.
"""

import fcntl
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task

from sessions.models import Deck, SlidePage
from sessions.models.slides import FOLDER

logger = logging.getLogger(__name__)

STILL_THERE = "The file can still be opened and downloaded."
PROBLEMS = {
    "password": "This PDF is protected with a password, so that its pages cannot be shown.",
    "broken": "This PDF is damaged, or no PDF at all. Export the slides once more.",
    "empty": "This PDF has no pages.",
    "long": "This PDF has {pages} pages; up to {settings.MAX_SLIDES} are shown as slides.",
    "page": "Page {page} cannot be drawn. Export the slides once more.",
    "stuck": "Page {page} takes longer than {settings.SLIDE_SECONDS} seconds to draw.",
    "crash": "Page {page} breaks the program that draws it. Export the slides once more.",
    "large": "This file is larger than {settings.MAX_UPLOAD_MEGABYTES} MB, too large to be shown.",
    "unknown": "Something went wrong; the operator finds it in the log.",
}
GONE = "The file is not on the disk any more. Upload it again."


class DeckError(Exception):
    """Why there will be no pages, in an organizer's words: a key of PROBLEMS, and what it mentions."""

    def __init__(self, name, **about):
        super().__init__(f"{PROBLEMS[name].format(settings=settings, **about)} {STILL_THERE}")


class OvertakenError(Exception):
    """The deck was asked for anew, or deleted, while it was made."""


def folder_path(folder):
    """Where the pages with this name are; a ValueError where it is no name that request() gives."""
    if not FOLDER.fullmatch(folder):
        raise ValueError(f"{folder!r} is not the name of a folder of slides")
    return Path(default_storage.path(f"slides/{folder}"))


def clear(folder):
    """Removes a folder, unless a deck shows what is in it."""
    if FOLDER.fullmatch(folder) and not Deck.objects.filter(folder=folder).exists():
        shutil.rmtree(folder_path(folder), ignore_errors=True)


@contextmanager
def alone(folder):
    """Yields whether nobody else is at work in this folder: no other process, in no other container. A kill ends it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        is_alone = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_alone = False
        yield is_alone
    finally:
        os.close(handle)


def request(material, enqueue=True):
    """Asks for the pages of the material's PDF, from the beginning; visitors keep what they have until it is done."""
    before = Deck.objects.filter(material=material).first()
    if before:
        transaction.on_commit(partial(clear, before.work_folder))
    deck, _ = Deck.objects.update_or_create(
        material=material,
        defaults={
            "state": Deck.State.WAITING,
            "message": "",
            "work_file": material.pdf.name,
            "work_folder": uuid.uuid4().hex,
            "pages_done": 0,
            "pages_in_all": None,
        },
    )
    if enqueue:
        transaction.on_commit(partial(make.enqueue, deck.pk))
    return deck


@task()
def make(deck_pk):
    """Makes the pages of an unfinished deck, or says in its `message` why that cannot be."""
    deck = Deck.objects.unfinished().filter(pk=deck_pk).first()
    if deck is None:
        return
    try:
        folder = folder_path(deck.work_folder)
        with alone(folder) as is_alone:
            if is_alone:
                make_alone(deck, folder)
    except OvertakenError:
        clear(deck.work_folder)
    except DeckError as problem:
        fail(deck, str(problem))
    except Exception:
        logger.exception("The slides of %s could not be made", deck)
        fail(deck, str(DeckError("unknown")))


def make_alone(deck, folder):
    # Whoever was at work before may have finished it, or have been overtaken: then alone() has made an empty folder.
    if not Deck.objects.unfinished().filter(pk=deck.pk, work_folder=deck.work_folder).exists():
        raise OvertakenError
    if not default_storage.exists(deck.work_file):
        fail(deck, GONE)
        return
    note(deck, state=Deck.State.RUNNING)
    draw(deck, folder)
    publish(deck, folder)


def note(deck, **facts):
    """Writes how far it is, unless somebody has asked for the deck anew."""
    if not Deck.objects.filter(pk=deck.pk, work_folder=deck.work_folder).update(**facts):
        raise OvertakenError


def draw(deck, folder):
    if default_storage.size(deck.work_file) > settings.MAX_UPLOAD_MEGABYTES * 1024 * 1024:
        raise DeckError("large")
    pages, done, problem = None, 0, None
    with Painter(default_storage.path(deck.work_file), folder) as painter:
        for line in painter:
            if "problem" in line:
                problem = line
            elif "pages" in line:
                pages = line["pages"]
                if pages <= settings.MAX_SLIDES:
                    note(deck, pages_in_all=pages, pages_done=0)
            else:
                done = line["done"]
                note(deck, pages_done=done)
    if problem:
        raise DeckError(problem["problem"], pages=pages, page=problem.get("page"))
    if painter.was_stuck:
        raise DeckError("stuck", page=done + 1)
    if pages is None or done < pages:
        logger.error("The painter of %s ended with %s: %s", deck, painter.returncode, painter.complaint)
        raise DeckError("crash", page=done + 1)


class Painter:
    """The process that draws; iterates over the lines it says, and ends it where it says none for too long."""

    program = (sys.executable, "-m", "sessions.slides.render")

    def __init__(self, pdf, folder):
        self.command = [*self.program, pdf, str(folder), str(settings.MAX_SLIDES)]
        self.was_stuck = False
        self.complaint = ""
        self.errors = TemporaryFile()  # noqa: SIM115 (a pipe that nobody reads would fill up)

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env={"LC_ALL": "C.UTF-8"},  # none of the site's secrets
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        return self

    def __iter__(self):
        while True:
            clock = threading.Timer(settings.SLIDE_SECONDS, self.stop)
            clock.start()
            line = self.process.stdout.readline()
            clock.cancel()
            if not line:
                return
            yield json.loads(line)

    def stop(self):
        self.was_stuck = True
        self.process.kill()

    def __exit__(self, *error):
        if error[0]:
            self.process.kill()
        self.process.stdout.close()
        self.returncode = self.process.wait()
        self.errors.seek(0)
        self.complaint = self.errors.read()[-500:].decode(errors="replace")
        self.errors.close()


def publish(deck, folder):
    """The new pages take the place of the old ones, in one step."""
    with transaction.atomic():
        # The row is locked, so that nobody asks for the deck anew in between.
        fresh = Deck.objects.select_for_update().filter(pk=deck.pk, work_folder=deck.work_folder).first()
        if fresh is None:
            raise OvertakenError
        numbers = range(1, fresh.pages_in_all + 1)
        facts = [json.loads((folder / f"{number}.json").read_text()) for number in numbers]
        old = fresh.folder
        fresh.pages.all().delete()
        SlidePage.objects.bulk_create(
            SlidePage(deck=fresh, number=number, **page) for number, page in enumerate(facts, start=1)
        )
        fresh.file, fresh.folder = fresh.work_file, fresh.work_folder
        fresh.state, fresh.message = Deck.State.DONE, ""
        fresh.save()
        transaction.on_commit(partial(clear, old))


def fail(deck, message):
    asked = Deck.objects.unfinished().filter(pk=deck.pk, work_folder=deck.work_folder)
    asked.update(state=Deck.State.FAILED, message=message)
    clear(deck.work_folder)
