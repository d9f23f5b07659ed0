"""arXiv, Crossref, YouTube and a blog on this machine, which answer in the shape of the real ones: well, wrong, slowly,
or not at all.

    def test_x(services):
        services.arxiv["2210.02747"] = {**services.arxiv["2210.02747"], "title": "Another"}
        services.fail("arXiv", 503, retry_after=1)   # the next answer only; times=… for more
        services.fail("Crossref", body=b"<html>Log in")
        services.url("/post")                         # the address of a page: pages["/post"]
        services.asked                                # the services' names, in order
"""

import gzip
import json
import threading
import time
from contextlib import suppress
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from papers.metadata import ask, pace
from tests.server import Handler, serving

ARXIV = {
    "2210.02747": {
        "version": 2,
        "title": "Flow Matching for Generative Modeling",
        "authors": ["Yaron Lipman", "Ricky T. Q. Chen", "Heli Ben-Hamu", "Maximilian Nickel", "Matt Le"],
        "published": "2022-10-06T08:32:20Z",
        "summary": "We introduce a new paradigm for generative modeling built on Continuous\nNormalizing Flows (CNFs), "
        "allowing us to train CNFs at unprecedented scale.",
        "category": "cs.LG",
    },
    "2010.02502": {
        "version": 4,
        "title": "Denoising Diffusion Implicit Models",
        "authors": ["Jiaming Song", "Chenlin Meng", "Stefano Ermon"],
        "published": "2020-10-06T06:15:51Z",
        "summary": "Denoising diffusion probabilistic models (DDPMs) have achieved high quality image\ngeneration.",
        "category": "cs.LG",
        "comment": "ICLR 2021; updated connections with ODEs at page 6, fixed some typos in the\n  proof",
    },
    "math/0309136": {
        "version": 1,
        "title": "A remark on an old paper",
        "authors": ["Ada Lovelace"],
        "published": "2003-09-08T00:00:00Z",
        "summary": "An abstract.",
        "category": "math.GT",
        "journal_ref": "Topology Appl. 142 (2004) 1-9",
        "doi": "10.1016/J.TOPOL.2004.01.001",
    },
}

CVPR = "10.1109/cvpr52688.2022.01042"
CROSSREF = {
    CVPR: {
        "publisher": "IEEE",
        "DOI": CVPR,
        "type": "proceedings-article",
        "created": {"date-parts": [[2022, 9, 27]], "date-time": "2022-09-27T19:56:41Z", "timestamp": 1664308601000},
        "title": ["High-Resolution Image Synthesis with Latent Diffusion Models"],
        "author": [
            {"given": "Robin", "family": "Rombach", "sequence": "first", "affiliation": [{"name": "LMU Munich"}]},
            {"given": "Andreas", "family": "Blattmann", "sequence": "additional", "affiliation": []},
            {"given": "Dominik", "family": "Lorenz", "sequence": "additional", "affiliation": []},
            {"given": "Patrick", "family": "Esser", "sequence": "additional", "affiliation": []},
            {"given": "Bjorn", "family": "Ommer", "sequence": "additional", "affiliation": []},
        ],
        "published-print": {"date-parts": [[2022, 6]]},
        "issued": {"date-parts": [[2022, 6]]},
        "container-title": ["2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"],
        "event": {
            "name": "2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
            "start": {"date-parts": [[2022, 6, 18]]},
            "location": "New Orleans, LA, USA",
        },
        "URL": f"https://doi.org/{CVPR}",
    },
    "10.1038/s41586-021-03819-2": {
        "publisher": "Springer Science and Business Media LLC",
        "DOI": "10.1038/s41586-021-03819-2",
        "type": "journal-article",
        "title": ["Highly accurate protein structure prediction with <i>AlphaFold</i> &amp; friends"],
        "subtitle": [],
        "author": [
            {"given": "John", "family": "Jumper", "sequence": "first"},
            {"name": "The AlphaFold Team", "sequence": "additional"},
        ],
        "volume": "596",
        "issue": "7873",
        "published-print": {"date-parts": [[2021, 8, 26]]},
        "published-online": {"date-parts": [[2021, 7, 15]]},
        "issued": {"date-parts": [[2021, 7, 15]]},
        "container-title": ["Nature"],
        "abstract": "<jats:title>Abstract</jats:title><jats:p>Proteins are essential to <jats:italic>life</jats:italic>"
        ".</jats:p><jats:p>And so on.</jats:p>",
    },
}

VIDEOS = {"gTYsWQPeg5s": {"title": "Week 13: Latent Diffusion", "author_name": "Tanishq Mathew Abraham"}}

PAGES = {
    "/post": b"<!DOCTYPE html><html><head><meta charset=utf-8><title>Flow Matching | A Blog</title>"
    b'<meta property="og:title" content="Flow Matching: what &gt; why &mdash; how | A Blog">'
    b'<meta property="og:site_name" content="A Blog"><meta name="author" content="Ada Lovelace">'
    b"</head><body><svg><title>icon</title></svg>",
}

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D{ids}%26start%3D0%26max_results%3D{most}"
    rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list={ids}&amp;start=0&amp;max_results={most}</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2026-11-22T00:00:00-05:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{most}</opensearch:totalResults>
  <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">0</opensearch:startIndex>
  <opensearch:itemsPerPage xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{most}</opensearch:itemsPerPage>
{entries}</feed>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{key}v{version}</id>
    <updated>2023-02-08T13:53:38Z</updated>
    <published>{published}</published>
    <title>{title}</title>
    <summary>  {summary}
</summary>
{authors}
    <link href="http://arxiv.org/abs/{key}v{version}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/{key}v{version}" rel="related" type="application/pdf"/>
{more}
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="{category}"
      scheme="http://arxiv.org/schemas/atom"/>
    <category term="{category}" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""
# What it has for an id that it cannot read, beside the status 400.
ERROR = """  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_{key}</id>
    <title>Error</title>
    <summary>incorrect id format for {key}</summary>
    <updated>2026-11-22T00:00:00-05:00</updated>
    <link href="http://arxiv.org/api/errors#incorrect_id_format_for_{key}" rel="alternate" type="text/html"/>
    <author><name>arXiv api core</name></author>
  </entry>
"""
# What it has had for one that does not exist.
EMPTY = "  <entry>\n    <link href='http://arxiv.org/abs/' rel='alternate' type='text/html'/>\n  </entry>\n"


def entry(key, paper):
    more = "\n".join(
        f'    <arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(paper[name])}</arxiv:{name}>'
        for name in ("comment", "journal_ref", "doi")
        if name in paper
    )
    authors = "\n".join(f"    <author>\n      <name>{escape(name)}</name>\n    </author>" for name in paper["authors"])
    facts = {name: escape(str(value)) for name, value in paper.items() if name != "authors"}
    return ENTRY.format(**facts, key=key, authors=authors, more=more)


class Answers(Handler):
    def do_GET(self):
        with suppress(ConnectionError):  # whoever asked has had enough
            self.begin()

    def begin(self):
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        routes = {"/api/query": ("arXiv", self.arxiv), "/oembed": ("YouTube", self.youtube)}
        name, respond = routes.get(parts.path, ("page", self.page))
        if parts.path.startswith("/works/"):
            name, respond = "Crossref", self.crossref
        services = self.server.services
        services.note(name, self)
        trouble = services.next_trouble(name)
        if trouble:
            self.misbehave(**trouble)
        else:
            respond(parts, query)

    def misbehave(self, status=200, body=b"", kind="text/html", retry_after=None, seconds=0, endless=False):
        if seconds and self.server.services.closing.wait(seconds):
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        if not endless:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        while endless and not self.server.services.closing.is_set():
            self.wfile.write(b" " * 65536)

    def answer(self, body, kind, status=200):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def arxiv(self, parts, query):
        keys, papers = query["id_list"].split(","), self.server.services.arxiv
        wrong = [key for key in keys if key in self.server.services.unreadable]
        if wrong:
            entries, status = ERROR.format(key=wrong[0]), 400
        else:
            # In an order of its own.
            entries = "".join(entry(key, papers[key]) for key in sorted(papers) if key in keys)
            status = 200
            if self.server.services.absent_as_entry:
                entries += EMPTY * sum(key not in papers for key in keys)
        feed = FEED.format(ids=escape(query["id_list"]), most=query["max_results"], entries=entries)
        self.answer(feed, "application/atom+xml; charset=utf-8", status)

    def crossref(self, parts, query):
        work = self.server.services.crossref.get(unquote(parts.path.removeprefix("/works/")).lower())
        if work is None:
            self.answer("Resource not found.", "text/plain", 404)
        else:
            told = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work}
            self.answer(json.dumps(told), "application/json")

    def youtube(self, parts, query):
        video = self.server.services.videos.get(query["url"].rpartition("=")[2])
        if video is None:
            self.answer("Not Found", "text/html", 404)
        else:
            told = {"type": "video", "version": "1.0", "provider_name": "YouTube", "height": 113, "width": 200, **video}
            self.answer(json.dumps(told), "application/json")

    def page(self, parts, query):
        page = self.server.services.pages.get(parts.path)
        if page is None:
            self.answer("<title>Not found</title>", "text/html", 404)
        elif isinstance(page, tuple):
            self.answer(*page)
        else:
            self.answer(page, "text/html")


class Services:
    """What they know (`arxiv`, `crossref`, `videos`, `pages`), and what they were `asked`."""

    def __init__(self, port):
        self.arxiv, self.crossref, self.videos, self.pages = dict(ARXIV), dict(CROSSREF), dict(VIDEOS), dict(PAGES)
        self.unreadable, self.absent_as_entry = set(), False
        self.asked, self.paths, self.agents, self.moments = [], [], [], []
        self.meanwhile = lambda: None
        self.closing = threading.Event()
        self.troubles = {}
        self.port = port

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def fail(self, name, status=200, times=1, **trouble):
        """Has "arXiv", "Crossref", "YouTube" or "page" misbehave the next time, or so many times."""
        self.troubles[name] = [{"status": status, **trouble}] * times

    def next_trouble(self, name):
        waiting = self.troubles.get(name)
        return waiting.pop(0) if waiting else None

    def note(self, name, handler):
        self.asked.append(name)
        self.paths.append(handler.path)
        self.agents.append(handler.headers["User-Agent"])
        self.moments.append(time.monotonic())
        self.meanwhile()


def at(settings, port):
    """The site asks these services instead of the real ones."""
    settings.ALLOW_PRIVATE_ADDRESSES = True
    settings.ARXIV_API = f"http://127.0.0.1:{port}/api/query"
    settings.CROSSREF_API = f"http://127.0.0.1:{port}/works/"
    settings.YOUTUBE_API = f"http://127.0.0.1:{port}/oembed"


@pytest.fixture
def services(settings, monkeypatch):
    """The services on this machine, and a site that asks them without waiting its turn."""
    monkeypatch.setattr(pace, "PACE", {"arXiv": 0, "Crossref": 0})
    monkeypatch.setattr(ask, "BACK_OFF", 0.01)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    server.services = Services(server.server_port)
    at(settings, server.server_port)
    with serving(server, server.services.closing.set):
        yield server.services


@pytest.fixture
def offline(settings, monkeypatch):
    """No service can be reached: nobody listens at their addresses."""
    monkeypatch.setattr(pace, "PACE", {"arXiv": 0, "Crossref": 0})
    monkeypatch.setattr(ask, "BACK_OFF", 0.01)
    at(settings, 1)
