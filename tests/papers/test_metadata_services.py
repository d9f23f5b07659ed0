"""What is made of the answers of arXiv, Crossref, YouTube and pages: of good ones, and of all others."""

import datetime
import json
import subprocess
import sys
import threading
import time
from itertools import pairwise

import pytest

from papers import web
from papers.metadata import arxiv, ask, crossref, pace, page
from papers.metadata.ask import BRIEF, AbsentError, NoAnswerError, OddAnswerError, Patience
from papers.metadata.crossref import venue
from papers.metadata.facts import line, venue_in
from tests.papers.services import CROSSREF, CVPR, offline, services

__all__ = ["offline", "services"]

QUICK = Patience(seconds=2, turn=1, once=0.3, tries=2)
FLOW = "2210.02747"


def test_arxiv_tells_all_it_knows(services):
    facts = arxiv.fetch(FLOW, BRIEF)
    assert facts.source == "arXiv"
    assert facts.values == {
        "title": "Flow Matching for Generative Modeling",
        "authors": "Yaron Lipman\nRicky T. Q. Chen\nHeli Ben-Hamu\nMaximilian Nickel\nMatt Le",
        "published": datetime.date(2022, 10, 6),
        "abstract": "We introduce a new paradigm for generative modeling built on Continuous Normalizing Flows (CNFs), "
        "allowing us to train CNFs at unprecedented scale.",
        "arxiv_category": "cs.LG",
        "doi": "",
        "venue": "",
    }
    assert services.agents == [web.user_agent()]


def test_arxiv_tells_of_many_at_once_and_names_an_old_one_otherwise(services):
    found = arxiv.fetch_many(["math.GT/0309136", "2010.02502", "2210.99999"], BRIEF)
    assert {key: facts.values["venue"] for key, facts in found.items()} == {
        "2010.02502": "ICLR 2021",
        "math/0309136": "Topology Appl. 142 (2004) 1-9",
    }
    assert arxiv.fetch("math.GT/0309136", BRIEF).values["doi"] == "10.1016/J.TOPOL.2004.01.001"
    assert services.asked == ["arXiv", "arXiv"]


@pytest.mark.parametrize("how", ["nothing", "empty entry", "error"])
def test_arxiv_without_such_a_paper(services, how):
    services.absent_as_entry = how == "empty entry"
    services.unreadable = {"2210.99999"} if how == "error" else set()
    with pytest.raises(AbsentError, match=r"arXiv knows no paper 2210\.99999\."):
        arxiv.fetch("2210.99999", BRIEF)


def test_crossref_tells_of_a_conference(services):
    assert crossref.fetch(CVPR, BRIEF).values == {
        "title": "High-Resolution Image Synthesis with Latent Diffusion Models",
        "authors": "Robin Rombach\nAndreas Blattmann\nDominik Lorenz\nPatrick Esser\nBjorn Ommer",
        # A month is no date; citations take the year from the venue.
        "venue": "CVPR 2022",
    }


def test_crossref_tells_of_a_journal(services):
    assert crossref.fetch("10.1038/s41586-021-03819-2", BRIEF).values == {
        "title": "Highly accurate protein structure prediction with AlphaFold & friends",
        "authors": "John Jumper\nThe AlphaFold Team",
        "published": datetime.date(2021, 7, 15),
        "venue": "Nature 596(7873), 2021",
        "abstract": "Proteins are essential to life. And so on.",
    }


def test_crossref_without_such_a_doi(services):
    with pytest.raises(AbsentError, match=r"Crossref knows no DOI 10\.5281/zenodo\.1\."):
        crossref.fetch("10.5281/zenodo.1", BRIEF)


def test_crossref_is_told_who_asks(services, settings):
    settings.CONTACT_EMAIL = "ada@example.org"
    crossref.fetch(CVPR, BRIEF)
    assert services.paths == ["/works/10.1109%2Fcvpr52688.2022.01042?mailto=ada%40example.org"]
    assert services.agents[0].endswith("mailto:ada@example.org)")


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({}, ""),
        ({"container-title": None, "event": None}, ""),
        (
            {
                "type": "journal-article",
                "container-title": ["JMLR"],
                "volume": "23",
                "issued": {"date-parts": [[2022]]},
            },
            "JMLR 23, 2022",
        ),
        ({"type": "journal-article", "container-title": []}, ""),
        ({"type": "posted-content", "institution": [{"name": "bioRxiv"}]}, "bioRxiv"),
        (
            {"container-title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2022"]},
            "ECCV 2022",
        ),
        (
            {
                "event": {"acronym": "HPDC '22", "name": "HPDC '22: The 31st Symposium"},
                "issued": {"date-parts": [[2022, 8]]},
            },
            "HPDC 2022",
        ),
        (
            {"container-title": ["Proceedings of the Workshop on Flows"], "issued": {"date-parts": [[2022]]}},
            "Workshop on Flows 2022",
        ),
    ],
)
def test_crossref_venue(work, expected):
    assert venue(work) == expected


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("Accepted at NeurIPS 2022 (Oral)", "NeurIPS 2022 (Oral)"),
        ("Published as a conference paper at ICLR 2023", "ICLR 2023"),
        ("15 pages, 3 figures; ICML'21", "ICML 2021"),
        ("NeurIPS 2021 Workshop on Deep Generative Models", "NeurIPS 2021 Workshop"),
        ("NeurIPS 2022 Datasets and Benchmarks", "NeurIPS 2022"),
        ("Submitted to ICLR 2023", ""),
        ("CVPR 2022, under review", ""),
        ("20 pages", ""),
        ("SIGGRAPH Asia 2022", "SIGGRAPH Asia 2022"),
    ],
)
def test_venue_in_a_remark(remark, expected):
    assert venue_in(remark) == expected


def test_youtube_tells_title_and_channel(services):
    assert page.fetch("https://www.youtube.com/watch?v=gTYsWQPeg5s", BRIEF).values == {
        "title": "Week 13: Latent Diffusion",
        "author": "Tanishq Mathew Abraham",
    }


@pytest.mark.parametrize("trouble", [{"status": 401}, {"status": 404}, {"status": 200, "body": b"Forbidden"}])
def test_youtube_tells_nothing(services, trouble):
    services.fail("YouTube", **trouble)
    with pytest.raises(AbsentError, match="YouTube tells nothing about this video"):
        page.fetch("https://youtu.be/gTYsWQPeg5s", BRIEF)


@pytest.mark.parametrize(
    ("content", "kind", "title"),
    [
        (b"<title>\n  Plain &amp;\n simple </title>", "text/html", "Plain & simple"),
        (b"<TITLE lang=en>Upper</TITLE>", "text/html; charset=utf-8", "Upper"),
        (b"<meta content='Single' property='og:title'><title>No</title>", "text/html", "Single"),
        (b"<meta property=og:title content=Bare><title>No</title>", "text/html", "Bare"),
        (b'<meta property="og:title" content="A -> B">', "text/html", "A -> B"),
        ("<title>Über</title>".encode("cp1252"), "text/html; charset=windows-1252", "Über"),
        ("<title>Über</title>".encode("cp1252"), "text/html", "Über"),
        (b'<meta charset="shift_jis">' + "<title>拡散</title>".encode("shift_jis"), "text/html", "拡散"),
        ("\ufeff<title>拡散</title>".encode(), "text/html", "拡散"),
        (b"<title>Odd</title>", "text/html; charset=base64", "Odd"),
        (b"<title>Odd</title>", "text/html; charset=nothing", "Odd"),
        (b"<title>No kind</title>", "", "No kind"),
        (b"<title>Long</title>" + b" " * 700_000, "text/html", "Long"),
        (
            b"<title>GitHub - CompVis/stable-diffusion: A model</title>",
            "text/html",
            "CompVis/stable-diffusion: A model",
        ),
        (b"<title>CompVis/sd \xc2\xb7 Hugging Face</title>", "text/html", "CompVis/sd"),
    ],
)
def test_title_of_a_page(services, content, kind, title):
    services.pages["/a"] = (content, kind)
    assert page.fetch(services.url("/a"), BRIEF).values == {"title": title, "author": ""}


def test_page_that_tells_more(services):
    assert page.fetch(services.url("/post"), BRIEF).values == {
        "title": "Flow Matching: what > why — how",
        "author": "Ada Lovelace",
    }


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "text/html"),
        (b"<title></title>", "text/html"),
        (b"<title>Just a moment...</title>", "text/html"),
        (b"<title>Google Colab</title>", "text/html"),
        (b"%PDF-1.7 <title>x</title>", "application/pdf"),
        (b"<title>" * 70_000, "text/html"),
        (b"<meta " * 80_000, "text/html"),
        (b"<meta a=\"'" * 50_000, "text/html"),
        (b"<meta " + b"a=b " * 120_000, "text/html"),
        (b"<meta " + b"a" * 500_000, "text/html"),
        (bytes(range(256)) * 100, "text/html; charset=utf-16"),
    ],
)
def test_page_without_a_title(services, content, kind):
    services.pages["/a"] = (content, kind)
    begin = time.monotonic()
    with pytest.raises(AbsentError, match="has no title to fetch"):
        page.fetch(services.url("/a"), BRIEF)
    assert time.monotonic() - begin < 2


def test_page_of_proceedings(services):
    services.pages["/forum"] = (
        b'<meta name="citation_title" content="Flow Matching"><meta name="citation_author" content="Lipman, Yaron">'
        b'<meta name="citation_author" content="Matt Le"><meta name="citation_publication_date" content="2023/02/01">'
        b'<meta name="citation_conference_title" content="ICLR 2023"><meta name="citation_doi" content="10.1/x">'
    )
    assert page.fetch_paper(services.url("/forum"), BRIEF).values == {
        "title": "Flow Matching",
        "authors": "Yaron Lipman\nMatt Le",
        "published": datetime.date(2023, 2, 1),
        "venue": "ICLR 2023",
        "abstract": "",
        "doi": None,
    }


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + at, *([97 + at] * 8)) for at in range(12))
    + b']><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&m;</title></entry></feed>'
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Log in to the hotel's network</body></html>",
        b"<!DOCTYPE html><title>Log in</title>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
        b"<feed><entry><title>No namespace</title></entry></feed>",
        b"<?xml version='1.0' encoding='nonsense'?><feed/>",
        b"\x00\xff",
        b'{"status": "ok"}',
        BOMB,
        BOMB.decode().encode("utf-16"),
    ],
)
def test_arxiv_answers_nonsense(services, body):
    services.fail("arXiv", body=body, kind="application/atom+xml")
    begin = time.monotonic()
    with pytest.raises(OddAnswerError, match="arXiv answered with something that makes no sense"):
        arxiv.fetch(FLOW, BRIEF)
    assert time.monotonic() - begin < 1


WRONG = [
    b"",
    b"<html>Log in</html>",
    b"[]",
    b"null",
    b'{"message": null}',
    b'{"message": "x"}',
    b'{"message": {}}',
    b'{"message": {"title": []}}',
    b'{"message": {"title": 7}}',
    b'{"message": {"title": ["A"], "author": "Ada"}}',
    b'{"message": {"title": ["A"], "event": []}, "x": "\xff"}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("body", WRONG, ids=range(len(WRONG)))
def test_crossref_answers_nonsense(services, body):
    services.fail("Crossref", body=body, kind="application/json")
    with pytest.raises(OddAnswerError, match="Crossref answered with something that makes no sense"):
        crossref.fetch(CVPR, BRIEF)


@pytest.mark.parametrize(
    "facts",
    [
        {"author": [{}, {"family": "Lovelace", "suffix": "Jr."}, {"name": None}]},
        {"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[]]}},
        {"issued": {"date-parts": [[2022, 13, 40]]}},
        {"issued": None, "volume": 7, "type": "journal-article", "container-title": ["J"]},
        {"abstract": None, "subtitle": None, "author": None},
    ],
)
def test_crossref_answers_oddly_in_part(services, facts):
    services.crossref[CVPR] = {"title": ["A"], **facts}
    assert crossref.fetch(CVPR, BRIEF).values["title"] == "A"


def test_lone_surrogates_and_control_signs_are_left_out(services):
    services.fail("Crossref", body=json.dumps({"message": {"title": ["A\ud800\x00\x07 B"]}}).encode())
    assert crossref.fetch(CVPR, BRIEF).values == {"title": "A B"}


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_out_of_order_then_fine(services, status):
    services.fail("arXiv", status)
    assert arxiv.fetch(FLOW, BRIEF).values["arxiv_category"] == "cs.LG"
    assert services.asked == ["arXiv", "arXiv"]


@pytest.mark.parametrize(("status", "words"), [(503, "is out of order"), (429, "asks to wait")])
def test_out_of_order_for_long(services, status, words):
    services.fail("arXiv", status, times=9)
    with pytest.raises(NoAnswerError, match=words):
        arxiv.fetch(FLOW, Patience(seconds=5, turn=1, once=1, tries=4))
    assert services.asked == ["arXiv"] * 4


def test_waits_as_long_as_it_is_told(services, monkeypatch):
    waits = []
    monkeypatch.setattr(ask.time, "sleep", waits.append)
    services.fail("Crossref", 503, retry_after=2)
    crossref.fetch(CVPR, Patience(seconds=10, turn=1, once=1, tries=2))
    assert [wait for wait in waits if wait] == [2]


def test_waits_longer_from_one_try_to_the_next(services, monkeypatch):
    waits = []
    monkeypatch.setattr(ask.time, "sleep", waits.append)
    services.fail("Crossref", 500, times=3)
    crossref.fetch(CVPR, Patience(seconds=10, turn=1, once=1, tries=4))
    assert [wait for wait in waits if wait] == [0.01, 0.02, 0.04]


@pytest.mark.parametrize("retry_after", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT", "9" * 400])
def test_does_not_wait_for_ever(services, retry_after):
    services.fail("arXiv", 503, retry_after=retry_after)
    with pytest.raises(NoAnswerError, match="out of order"):
        arxiv.fetch(FLOW, BRIEF)
    assert services.asked == ["arXiv"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("5", 5), (" 7 ", 7), ("", None), ("soon", None), ("-3", None), ("Fri, 01 Jan 2010 00:00:00 GMT", 0), ("²", None)],
)
def test_retry_after_header(header, seconds):
    assert ask.seconds_in(header) == seconds


@pytest.mark.parametrize("status", [400, 403, 418])
def test_refused(services, status):
    services.fail("Crossref", status)
    with pytest.raises(OddAnswerError, match=rf"Crossref refused to answer \(its answer was {status}\)"):
        crossref.fetch(CVPR, BRIEF)
    assert services.asked == ["Crossref"]


def test_slow(services):
    services.fail("arXiv", times=9, seconds=5)
    begin = time.monotonic()
    with pytest.raises(NoAnswerError, match="arXiv could not be reached: it took too long"):
        arxiv.fetch(FLOW, QUICK)
    assert time.monotonic() - begin < 2


def test_huge(services, monkeypatch):
    monkeypatch.setattr(ask, "MOST_BYTES", 1_000_000)
    services.fail("arXiv", endless=True)
    monkeypatch.setattr(arxiv, "get", lambda *args, **more: ask.get(*args, **more, most=1_000_000))
    with pytest.raises(OddAnswerError, match="arXiv answered with something far too long"):
        arxiv.fetch(FLOW, BRIEF)


def test_nobody_there(offline):
    with pytest.raises(NoAnswerError, match="arXiv could not be reached: the site cannot be reached"):
        arxiv.fetch(FLOW, QUICK)


def test_private_network(services, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(NoAnswerError, match="it lies in a private network"):
        page.fetch(services.url("/post"), QUICK)
    assert services.asked == []


def test_a_look_up_that_hangs_is_not_waited_for(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *args, **more: release.wait(10))
    monkeypatch.setattr(web, "CONNECT_SECONDS", 0.1)
    begin = time.monotonic()
    with pytest.raises(web.WebError, match="did not answer in time"), web.asked("https://slow.example/"):
        pass
    release.set()
    assert time.monotonic() - begin < 2


def test_compressed_answer_is_read(services, monkeypatch):
    """Nobody asks for one; a site may send one all the same."""
    real = web.asked
    monkeypatch.setattr(web, "asked", lambda url, **more: real(url, **{**more, "headers": {"Accept-Encoding": "gzip"}}))
    assert page.fetch(services.url("/post"), BRIEF).values["author"] == "Ada Lovelace"


def test_cut_at_a_word():
    assert line("one two three four", 12) == "one two…"
    assert line("a" * 20, 10) == "a" * 9 + "…"
    assert line("short", 10) == "short"


def test_takes_turns(services, monkeypatch, media_root):
    """Several at once: one after the other, at arXiv's pace."""
    monkeypatch.setattr(pace, "PACE", {"arXiv": 0.15})
    moments, inside = [], []

    def take():
        with pace.turn("arXiv", time.monotonic() + 10):
            inside.append(1)
            moments.append(float((media_root / pace.FOLDER / "arxiv").read_text()))
            assert len(inside) == 1
            inside.pop()

    many = [threading.Thread(target=take) for _ in range(4)]
    for one in many:
        one.start()
    for one in many:
        one.join()
    gaps = [after - before for before, after in pairwise(moments)]
    assert [gap > 0.149 for gap in gaps] == [True] * 3


def test_does_not_wait_long_for_its_turn(services, monkeypatch):
    monkeypatch.setattr(pace, "PACE", {"arXiv": 3})
    arxiv.fetch(FLOW, BRIEF)
    begin = time.monotonic()
    with pytest.raises(NoAnswerError, match="arXiv is being asked by others just now"):
        arxiv.fetch(FLOW, QUICK)
    assert time.monotonic() - begin < 1
    assert services.asked == ["arXiv"]


def test_another_process_that_has_its_turn_is_waited_for_and_a_killed_one_not(services, settings, tmp_path):
    arxiv.fetch(FLOW, BRIEF)  # makes the file
    file = tmp_path / "media" / pace.FOLDER / "arxiv"
    program = (
        "import fcntl, sys, time; file = open(sys.argv[1]); fcntl.flock(file, fcntl.LOCK_EX); print(1, flush=True); "
        "time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", program, file], stdout=subprocess.PIPE)
    other.stdout.readline()
    try:
        with pytest.raises(NoAnswerError, match="being asked by others"):
            arxiv.fetch(FLOW, Patience(seconds=0.3, turn=0.2, once=1, tries=1))
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    assert arxiv.fetch(FLOW, BRIEF).values["arxiv_category"] == "cs.LG"


@pytest.mark.parametrize("content", ["", "nonsense", str(time.time() + 10_000)])
def test_a_file_or_a_clock_that_is_wrong_blocks_nobody(services, monkeypatch, tmp_path, content):
    monkeypatch.setattr(pace, "PACE", {"arXiv": 0.05})
    folder = tmp_path / "media" / pace.FOLDER
    folder.mkdir(parents=True)
    (folder / "arxiv").write_text(content)
    assert arxiv.fetch(FLOW, BRIEF)


def test_folder_that_cannot_be_written(services, settings):
    settings.MEDIA_ROOT = "/proc/nowhere"
    with pytest.raises(NoAnswerError, match="cannot write into its folder"):
        arxiv.fetch(FLOW, BRIEF)


def test_the_samples_are_as_crossref_sends_them():
    assert all(work["DOI"] == doi for doi, work in CROSSREF.items())
