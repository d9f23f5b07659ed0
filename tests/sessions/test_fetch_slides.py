"""Linked PDFs are fetched from a server that answers as real ones do: well, wrong, slowly, endlessly, not at all."""

import socket
import threading
from http.server import ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from papers import web
from sessions.models import Material, SlidePage
from tests.factories import make_deck, make_material, make_session
from tests.pdf import pdf
from tests.server import Handler, serving

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

DECK = pdf("Fetched")


class Elsewhere(Handler):
    """Another site: the path says how it answers."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        name = self.path.partition("?")[0].rpartition("/")[2]
        getattr(self, name.removesuffix(".pdf").replace("%20", "_"), self.missing)()

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for header, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def missing(self):
        self.answer(b"no such page", 404)

    def deck(self):
        self.answer(DECK, Content_Type="application/octet-stream")

    def my_talk(self):
        self.deck()

    def page(self):
        self.answer(b"<!DOCTYPE html><p>Sign in" + b" " * 5000, Content_Type="application/pdf")

    def short(self):
        self.answer(b"hello")

    def nothing(self):
        self.answer(b"")

    def failing(self):
        self.answer(b"", 503)

    def moved(self):
        self.answer(b"", 302, Location="/deck.pdf")

    def circle(self):
        self.answer(b"", 302, Location="/circle.pdf")

    def inside(self):
        self.answer(b"", 302, Location="http://10.0.0.1/deck.pdf")

    def odd(self):
        self.answer(b"", 302, Location="ftp://files.example/deck.pdf")

    def endless(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"%PDF-1.7\n")
        for _ in range(400):  # 26 MB
            self.wfile.write(b"0" * 65536)

    def cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(DECK)

    def silent(self):
        self.server.patience.wait(10)

    def slow(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"%PDF-1.7\n")
        while not self.server.patience.wait(0.05):
            self.wfile.write(b"0" * 2000)

    def dripping_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.patience.wait(0.05):
            self.wfile.write(b"0")

    def moved_endlessly(self):
        self.send_response(302)
        self.send_header("Location", "/deck.pdf")
        self.end_headers()
        while not self.server.patience.wait(0.001):
            self.wfile.write(b"0" * 65536)

    def meanwhile(self):
        self.server.meanwhile()
        self.deck()

    def lying(self):
        self.answer(DECK, Content_Length="abc")


@pytest.fixture
def elsewhere(monkeypatch):
    """The address of the other site, taken for a public one."""
    real = web.is_public
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1" or real(address))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.asked, server.patience = [], threading.Event()
    with serving(server, server.patience.set):
        yield server


def linked(server, name, **fields):
    url = f"http://127.0.0.1:{server.server_port}/{name}"
    return make_material(make_session(number=1, start=-1), kind="slides", url=url, **fields)


def test_fetches_and_shows(elsewhere, django_capture_on_commit_callbacks, client, capsys):
    material = linked(elsewhere, "my%20talk.pdf?raw=true#page=2")

    with django_capture_on_commit_callbacks(execute=True):
        call_command("fetch_slides")

    material.refresh_from_db()
    assert material.copy.name == f"copies/{material.uid}/slides.pdf"
    assert material.copy.read() == DECK
    material.copy.close()
    assert [page.text for page in material.deck.pages.all()] == ["Fetched"]
    assert material.url.endswith("my%20talk.pdf?raw=true#page=2")  # the link stays what visitors are sent to
    assert b'id="slide-1"' in client.get(material.session.get_absolute_url()).content
    assert capsys.readouterr().out == f"Slides, {material.session}: fetched\n1 fetched.\n"
    [(path, agent)] = elsewhere.asked
    assert (path, agent.split("/")[0]) == ("/my%20talk.pdf?raw=true", "readinggroup")


def test_fetches_once_unless_asked_again(elsewhere):
    linked(elsewhere, "deck.pdf")
    for arguments, asked in [([], 1), ([], 1), (["--again"], 2), (["--dry-run", "--again"], 2)]:
        call_command("fetch_slides", *arguments)
        assert len(elsewhere.asked) == asked


@pytest.mark.parametrize("name", ["moved.pdf", "moved_endlessly.pdf"])
def test_follows_a_redirect_and_reads_nothing_beside(elsewhere, name):
    material = linked(elsewhere, name)
    call_command("fetch_slides")
    material.refresh_from_db()
    assert material.copy.size == len(DECK)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.pdf", "the answer was 404"),
        ("failing.pdf", "the answer was 503"),
        ("page.pdf", "it is not a PDF"),
        ("short.pdf", "it is not a PDF"),
        ("nothing.pdf", "it is not a PDF"),
        ("circle.pdf", "it leads from one address to the next without end"),
        ("inside.pdf", "it lies in a private network"),
        ("odd.pdf", "it leads to an address that is no web address"),
        ("endless.pdf", "it is larger than 20 MB"),
        ("cut.pdf", "the connection broke off"),
        ("silent.pdf", "the site did not answer in time"),
        ("slow.pdf", "it took too long"),
        ("dripping_head.pdf", "it took too long"),
    ],
)
def test_what_is_not_taken(elsewhere, monkeypatch, settings, capsys, name, reason):
    settings.MAX_UPLOAD_MEGABYTES = 20
    monkeypatch.setattr(web, "READ_SECONDS", 1)
    monkeypatch.setattr(web, "ALL_SECONDS", 2)
    material = linked(elsewhere, name)

    with pytest.raises(CommandError, match="0 fetched, 1 not"):
        call_command("fetch_slides")

    assert capsys.readouterr().err == f"Slides, {material.session}: {reason} ({material.url})\n"
    material.refresh_from_db()
    assert (material.copy.name, hasattr(material, "deck")) == ("", False)


def test_a_length_that_is_no_number_is_left_aside(elsewhere):
    material = linked(elsewhere, "lying.pdf")
    call_command("fetch_slides")
    material.refresh_from_db()
    assert material.copy.size == len(DECK)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["link", "file", "gone"])
def test_what_an_organizer_did_meanwhile_stays(elsewhere, change):
    material = linked(elsewhere, "meanwhile.pdf")

    def meanwhile():
        row = Material.objects.get()
        if change == "gone":
            row.delete()
        elif change == "link":
            row.url = "https://slides.example/new.pdf"
            row.save()
        else:
            row.url, row.file = None, SimpleUploadedFile("new.pdf", pdf("New"))
            row.save()
        connection.close()

    elsewhere.meanwhile = meanwhile
    call_command("fetch_slides")

    rows = [(row.url, row.copy.name, row.file.name) for row in Material.objects.all()]
    new_file = f"sessions/{material.session.slug}/new.pdf"
    expected = {"gone": [], "link": [("https://slides.example/new.pdf", "", "")], "file": [(None, "", new_file)]}
    assert rows == expected[change]
    assert [page.text for page in SlidePage.objects.public()] == (["New"] if change == "file" else [])


def test_an_unchanged_copy_is_left_and_an_old_one_goes(
    elsewhere, media_root, django_capture_on_commit_callbacks, capsys
):
    material = linked(elsewhere, "deck.pdf")
    call_command("fetch_slides")
    call_command("fetch_slides", "--again")
    assert capsys.readouterr().out.endswith(": unchanged\n0 fetched.\n")
    new = pdf("New")
    elsewhere.RequestHandlerClass = type("New", (Elsewhere,), {"deck": lambda self: self.answer(new)})
    with django_capture_on_commit_callbacks(execute=True):
        call_command("fetch_slides", "--again")
    kept = list((media_root / "copies" / str(material.uid)).iterdir())
    assert [file.read_bytes() for file in kept] == [new]


def test_a_failure_takes_nothing_away(elsewhere):
    material = linked(elsewhere, "deck.pdf")
    call_command("fetch_slides")
    copy = Material.objects.get().copy.name
    elsewhere.RequestHandlerClass = type("Down", (Elsewhere,), {"deck": Elsewhere.failing})
    with pytest.raises(CommandError):
        call_command("fetch_slides", "--again")
    material.refresh_from_db()
    assert (material.copy.name, material.copy.size) == (copy, len(DECK))


def test_one_that_fails_does_not_keep_the_others_away(elsewhere):
    linked(elsewhere, "missing.pdf")
    good = make_material(
        make_session(number=2), kind="slides", url=f"http://127.0.0.1:{elsewhere.server_port}/deck.pdf"
    )
    with pytest.raises(CommandError, match="1 fetched, 1 not"):
        call_command("fetch_slides")
    good.refresh_from_db()
    assert good.copy


def test_no_server_there(monkeypatch, capsys):
    monkeypatch.setattr(web, "is_public", lambda address: True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        make_material(make_session(), kind="slides", url=f"http://127.0.0.1:{free.getsockname()[1]}/deck.pdf")
    with pytest.raises(CommandError):
        call_command("fetch_slides")
    assert "the site cannot be reached" in capsys.readouterr().err


def test_no_such_name(capsys):
    make_material(make_session(), kind="slides", url="https://nowhere.invalid/deck.pdf")
    with pytest.raises(CommandError):
        call_command("fetch_slides")
    assert "there is no such site" in capsys.readouterr().err


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"],
)
def test_private_networks_are_not_asked(host, capsys):
    make_material(make_session(), kind="slides", url=f"http://{host}:1/deck.pdf")
    with pytest.raises(CommandError):
        call_command("fetch_slides")
    assert "it lies in a private network" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("::127.0.0.1", False),
        ("64:ff9b:1::7f00:1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("192.168.0.1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert web.is_public(address) == public


def test_what_is_no_linked_pdf_is_left_alone(elsewhere):
    session = make_session()
    for name in ("deck.html", "deck", "deck.pptx"):
        make_material(session, kind="slides", url=f"http://127.0.0.1:{elsewhere.server_port}/{name}")
    make_material(session, kind="notes", url=f"http://127.0.0.1:{elsewhere.server_port}/deck.pdf")
    make_deck(session)
    call_command("fetch_slides")
    assert elsewhere.asked == []


def test_the_page_github_shows_a_file_at_means_the_file(capsys):
    url = "https://github.com/group/repo/blob/main/slides/%238%20EDM.pdf"
    make_material(make_session(), kind="slides", url=url)
    call_command("fetch_slides", "--dry-run")
    out = capsys.readouterr().out
    assert out.startswith("would fetch https://github.com/group/repo/raw/main/slides/%238%20EDM.pdf\n")
