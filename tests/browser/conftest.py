"""A real browser against a live server. Chromium comes from the machine, not from Playwright's own downloads.

Whatever a test is about, its pages must log no error, throw none, and ask no other host for anything.
"""

import os
import re
import shutil

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import testcases
from playwright.sync_api import expect, sync_playwright

from sessions.models import Deck
from tests import factories
from tests.browser.reader import TEXTS
from tests.pdf import pdf

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
NO_BROWSER = "NO BROWSER FOUND: the browser tests did not run. Install chromium."
NAMES = ("chromium", "chromium-browser", "google-chrome")

browser_missing = pytest.StashKey[bool]()

# Longer than Playwright's five seconds: a machine that runs other things beside is no reason to fail.
expect.set_options(timeout=15_000)


def find_browser():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_terminal_summary(terminalreporter, config):
    if config.stash.get(browser_missing, False):
        terminalreporter.section(NO_BROWSER, sep="!", red=True, bold=True)


@pytest.fixture(scope="session")
def browser(request):
    path = find_browser()
    if path is None:
        request.config.stash[browser_missing] = True
        # On a laptop the other tests are worth running; where nobody reads the output a skip would pass for success.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site_answers_uploads():
    """Django's live server hands out MEDIA_ROOT by itself, past the view that knows who may see a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(testcases, "_MediaFilesHandler", lambda application: application)
        yield


@pytest.fixture(scope="session")
def live_server(site_answers_uploads, live_server):
    return live_server


class Visitors:
    """The browser contexts of one test, each a visitor who has never been here, and what went wrong in them."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address
        self.elsewhere = re.compile(rf"^(?!{re.escape(address)}/)(https?|wss?)://")
        self.contexts = []
        self.problems = []
        self.refused = set()

    def come(self, **options):
        """A page of a new visitor; the options are those of Playwright's new_context()."""
        context = self.browser.new_context(base_url=self.address, locale="en-GB", **options)
        self.contexts.append(context)
        context.set_default_timeout(15_000)
        context.route(self.elsewhere, self.note_other_host)
        # Of the context, not of a page, so that a page's pop-ups are watched too.
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.problems.append(f"page error: {error.error}"))
        return context.new_page()

    def log_in(self, client, user, **options):
        """A page of a visitor who has logged in already."""
        page = self.come(**options)
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        return page

    def refuse(self, page, address, status):
        """Opens a page that must not be there; Chromium logs that as an error, which is then none."""
        self.refused.add(f"{self.address}{address}")
        assert page.goto(address).status == status

    def note_other_host(self, route):
        self.problems.append(f"request to another host: {route.request.url}")
        route.abort()

    def note_console(self, message):
        if message.type == "error" and message.location["url"] not in self.refused:
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def leave(self):
        for context in self.contexts:
            for page in context.pages:
                # An answer to this comes after everything that the page has said before.
                page.evaluate("1")
            context.close()


@pytest.fixture
def visitors(browser, live_server):
    visitors = Visitors(browser, live_server.url)
    yield visitors
    visitors.leave()
    assert visitors.problems == []


@pytest.fixture
def page(visitors):
    """A visitor with a desktop's window."""
    return visitors.come()


@pytest.fixture
def desk(visitors, client, organizer):
    """An organizer, logged in."""
    return visitors.log_in(client, organizer)


@pytest.fixture
def session(transactional_db):
    """A session with a deck of six slides and a recording with chapters."""
    factories.make_group()
    session = factories.make_session(factories.make_paper(title="DDPM"), number=1, title="Diffusion", start=-7)
    factories.make_material(
        session,
        url="https://youtu.be/gTYsWQPeg5s",
        chapters="0:00 Welcome\n12:34 Forward process\n1:02:03 Questions",
    )
    deck = SimpleUploadedFile("deck.pdf", pdf(*TEXTS))
    factories.make_material(session, kind="slides", file=deck)
    assert Deck.objects.get().state == Deck.State.DONE
    return session
