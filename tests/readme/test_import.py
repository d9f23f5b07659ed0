"""The command import_readme, from a file, from standard input, and from a machine that stands for GitHub."""

import io
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from papers.models import Paper
from readinggroup.models import Imported, ReadmeSource
from readinggroup.readme.plan import source
from sessions.models import Group, Material, Session
from tests.server import Handler, serving

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

SEED = Path(__file__).parent / "seed" / "README.md"
BASE = "https://github.com/tmabraham/diffusion_reading_group/blob/main/"
SMALL = """# Readers

## Week 1: DDPM
* Readings:
  * [Denoising Diffusion Probabilistic Models](https://arxiv.org/abs/2006.11239)
* [Slides](slides/1.pdf)
"""
AMBIGUOUS = "# Readers\n\n## Session 1: One (3/4/2023)\n"


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(SMALL)
    return path


def bring_in(*arguments):
    out = io.StringIO()
    call_command("import_readme", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_what_it_says(small):
    assert bring_in(small, "--base-url", "https://github.com/readers/group", "--dry-run").splitlines() == [
        "New: the group, 1 session, 1 paper, 1 item on a reading list, 1 recording, slides or other material.",
        "",
        "+ The group (line 1)",
        "      source repository: https://github.com/readers/group",
        "",
        "+ Week 1: DDPM (line 3)",
        "  + reading Denoising Diffusion Probabilistic Models (line 5)",
        "  + Slides (line 6)",
        "      link: https://github.com/readers/group/blob/HEAD/slides/1.pdf",
        "",
        "Papers:",
        "  + paper Denoising Diffusion Probabilistic Models (line 5)",
        "      arXiv id: 2006.11239",
        "",
        "All of it was understood.",
        "Nothing was changed: this was a dry run.",
    ]
    assert (Group.objects.count(), Imported.objects.count(), ReadmeSource.objects.count()) == (0, 0, 0)


def test_twice_and_the_base_address_is_remembered(small):
    assert bring_in(small, "--base-url", BASE).splitlines()[-1] == "Done."
    assert Material.objects.get().url == f"{BASE}slides/1.pdf"
    assert ReadmeSource.objects.values_list("source", "base_url").get() == (str(small), BASE)
    assert bring_in(small).splitlines()[-1] == "Nothing to do."
    assert Material.objects.get().url == f"{BASE}slides/1.pdf"


def test_what_it_says_of_edits_deletions_and_what_is_gone(small):
    small.write_text(f"{SMALL}\n## Week 2: DDIM\n* [Recording](https://youtu.be/B5gfJF8mOPo)\n")
    bring_in(small, "--base-url", BASE)
    session = Session.objects.get(number=1)
    session.title = "Ours"
    session.save()
    Material.objects.get(kind="slides").delete()
    small.write_text(SMALL)
    told = bring_in(small, "--base-url", BASE, "--dry-run").splitlines()
    for line in (
        "Deleted here, and not brought back: 1 recording, slides or other material.",
        "No longer in the README: 1 session, 1 recording, slides or other material.",
        "Left as edited here: 1 field.",
        "      title stays Ours; the README has DDPM (edited here since)",
        "  x Slides (line 6)",
        "? Week 2: DDIM",
        "      no longer in the README; --prune deletes it",
    ):
        assert line in told
    assert bring_in(small, "--prune").splitlines()[-1] == "Done."
    assert list(Session.objects.values_list("title", flat=True)) == ["Ours"]


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    bring_in("-", "--base-url", BASE)
    assert Session.objects.get().title == "DDPM"


def test_dates_that_nothing_decides_are_asked_about(tmp_path, monkeypatch):
    path = tmp_path / "README.md"
    path.write_text(AMBIGUOUS)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    # Where nobody is there to ask, all else is brought in.
    out = bring_in(path)
    assert "Nothing tells day from month in the dates on line 3." in out
    assert Session.objects.get().start is None
    bring_in(path, "--month-first")
    assert str(Session.objects.get().start.date()) == "2023-03-04"
    # It is remembered for this document.
    assert "Nothing to do." in bring_in(path)
    assert str(Session.objects.get().start.date()) == "2023-03-04"
    ReadmeSource.objects.update(day_first=None)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["what?", "d"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    bring_in(path)
    assert str(Session.objects.get().start.date()) == "2023-04-03"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing", None, "No such file"),
        ("folder", None, "directory"),
        ("large", b"x" * 5_000_001, "5.0 MB, and 5 MB is the most"),
        ("line", b"[" * 400_000, "signs"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, name, text, message):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    if text:
        path.write_bytes(text)
    with pytest.raises(CommandError, match=message):
        bring_in(path)
    assert Group.objects.count() == 0


@pytest.mark.parametrize("text", [b"", b"\0\0", b"\xff\xfe\x00", b"# \xe4\n", b"* " * 1000, b"| a | b |\n" * 20])
def test_nonsense_is_no_error(tmp_path, text):
    path = tmp_path / "README.md"
    path.write_bytes(text)
    bring_in(path, "--prune")
    assert Session.objects.count() == Paper.objects.count() == 0


# From the web


class Elsewhere(Handler):
    def do_GET(self):
        status, kind, body = self.server.files.get(self.path, (404, "text/plain", b"404: Not Found"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def elsewhere(monkeypatch, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.files, server.url = {}, f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(source, "RAW", server.url)
    with serving(server):
        yield server


@pytest.mark.parametrize(
    ("address", "path", "base"),
    [
        ("https://github.com/readers/group", "/readers/group/HEAD/readme.md", "blob/HEAD/"),
        ("http://www.github.com/readers/group.git", "/readers/group/HEAD/README.md", "blob/HEAD/"),
        ("https://github.com/readers/group/?tab=readme-ov-file#top", "/readers/group/HEAD/README.md", "blob/HEAD/"),
        (
            "https://github.com/readers/group/blob/main/docs/list.md",
            "/readers/group/main/docs/list.md",
            "blob/main/docs/",
        ),
        ("https://github.com/readers/group/tree/old/docs", "/readers/group/old/docs/README.md", "blob/old/docs/"),
        (
            "https://github.com/readers/group/raw/refs/heads/main/README.md",
            "/readers/group/refs/heads/main/README.md",
            "blob/main/",
        ),
    ],
)
def test_addresses_of_github(elsewhere, address, path, base):
    elsewhere.files[path] = (200, "text/plain; charset=utf-8", SMALL.encode())
    bring_in(address)
    assert Material.objects.get().url == f"https://github.com/readers/group/{base}slides/1.pdf"
    assert ReadmeSource.objects.get().source == address
    assert Group.objects.get().repository_url == "https://github.com/readers/group"


def test_other_address(elsewhere):
    elsewhere.files["/a/list.md"] = (200, "text/markdown", SMALL.encode())
    bring_in(f"{elsewhere.url}/a/list.md", "--base-url", "https://files.example/b/")
    assert Material.objects.get().url == "https://files.example/b/slides/1.pdf"


@pytest.mark.parametrize(
    ("path", "file", "message"),
    [
        ("/no", None, "there is no README"),
        ("/error", (503, "text/plain", b""), "answered with status 503"),
        ("/page", (200, "text/html; charset=utf-8", b"<html>"), "this is a web page"),
        ("/large", (200, "text/plain", b"x" * 5_000_100), "the answer is too long"),
    ],
)
def test_what_cannot_be_fetched_is_said(elsewhere, path, file, message):
    if file:
        elsewhere.files[path] = file
    with pytest.raises(CommandError, match=message):
        bring_in(f"{elsewhere.url}{path}")


def test_private_addresses_are_refused(elsewhere, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(CommandError, match="private network"):
        bring_in(f"{elsewhere.url}/README.md")


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://github.com/readers/group", "https://github.com/readers/group/blob/HEAD/"),
        ("https://github.com/readers/group/blob/main/README.md", "https://github.com/readers/group/blob/main/"),
        ("https://github.com/readers/group/tree/main/docs", "https://github.com/readers/group/blob/main/docs/"),
        (BASE, BASE),
        (" https://files.example/b/ ", "https://files.example/b/"),
        ("", ""),
    ],
)
def test_base_address_of_a_repository_is_that_of_its_files(given, base):
    assert source.completed(given) == base


def test_seed_by_the_command():
    bring_in(SEED, "--base-url", BASE)
    assert (Session.objects.count(), Paper.objects.count(), Paper.objects.covered().count()) == (15, 56, 19)
    assert bring_in(SEED).splitlines()[-1] == "Nothing to do."
    call_command("check_data", verbosity=0, stdout=io.StringIO())
