"""/README.md and export_readme."""

import io
import os
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from readinggroup.readme.writing import write
from sessions.models import Session
from tests.factories import make_deck, make_group, make_many, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def export(*arguments):
    """What the command prints, and what it says besides."""
    printed, said = io.StringIO(), io.StringIO()
    call_command("export_readme", *arguments, stdout=printed, stderr=said)
    return printed.getvalue(), said.getvalue()


def test_page_is_the_export(client, seed):
    make_deck(Session.objects.get(number=15))

    response = client.get("/README.md")

    assert response.status_code == 200
    assert response.content.decode() == write("http://testserver")
    assert "](http://testserver/media/sessions/week-15-soft-diffusion/deck.pdf)" in response.content.decode()
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="README.md"'
    assert response.headers["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_page_is_sent_again_only_when_it_differs(client):
    make_group()
    session = make_session(number=1)
    etag = client.get("/README.md").headers["ETag"]

    assert client.get("/README.md", headers={"If-None-Match": etag}).status_code == 304
    session.title = "Other"
    session.save()
    assert client.get("/README.md", headers={"If-None-Match": etag}).status_code == 200


def test_page_takes_no_post(client):
    assert client.post("/README.md").status_code == 405
    assert client.head("/README.md").status_code == 200


def test_organizers_page_has_no_draft(organizer_client):
    make_group()
    make_session(number=1, title="Secret", status="draft")

    assert "Secret" not in organizer_client.get("/README.md").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_page_queries(client, rows):
    make_group()
    make_many(rows)

    with CaptureQueriesContext(connection) as queries:
        client.get("/README.md")

    assert len(queries) == 7


def test_footer_leads_to_it(client):
    make_group()

    assert 'href="/README.md"' in client.get("/").content.decode()


def test_command_prints(seed, settings):
    settings.SITE_URL = "https://readings.example.org"

    assert export() == (write("https://readings.example.org"), "")
    make_deck(Session.objects.get(number=15))
    assert "](https://other.example/group/media/sessions/" not in export("--site-url", "https://other.example/")[0]
    assert "](https://other.example/media/sessions/" in export("--site-url", "https://other.example/")[0]


def test_command_writes_only_what_differs(tmp_path):
    make_group()
    path = tmp_path / "README.md"

    assert export("--output", str(path)) == ("", f"{path} is written.\n")
    assert path.read_text() == write("http://localhost:8000")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    before = path.stat()
    assert export("--output", str(path)) == ("", f"{path} is the same as before.\n")
    assert path.stat() == before

    path.chmod(0o600)
    make_session(number=1)
    assert export("--output", str(path)) == ("", f"{path} is written.\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["README.md"]


def test_command_follows_a_symbolic_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "README.md").symlink_to(tmp_path / "real" / "README.md")

    export("--output", str(tmp_path / "README.md"))

    assert (tmp_path / "README.md").is_symlink()
    assert (tmp_path / "real" / "README.md").read_text() == write("http://localhost:8000")


def test_command_says_what_is_in_its_way(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere/README.md cannot be written: No such file or directory\."):
        export("--output", str(tmp_path / "nowhere" / "README.md"))
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        export("--output", str(tmp_path))
    with pytest.raises(CommandError, match="--site-url javascript:x: "):
        export("--site-url", "javascript:x")


def test_command_leaves_the_file_when_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "README.md"
    path.write_text("mine")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(CommandError, match="No space left on device"):
        export("--output", str(path))
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == ["README.md"]
