"""Formulas are TeX to those who type them and to those who cite; everybody else sees signs, wherever a title stands.

A new route makes a test here fail until its addresses are listed.
"""

import re

import pytest
from bs4 import BeautifulSoup

from papers.citations import FORMATS
from sessions.models import Session
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
from tests.readinggroup.test_drafts import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

# No page has these TeX commands but where a formula is left as it was typed.
TEX = re.compile(r"\\(?:beta|ell|gamma|rho|omega|lambda|sigma|theta|kappa|mu|tau|psi)\b|\$")


@pytest.fixture
def group():
    """Sessions, past, cancelled and to come, with a formula in whatever may have one."""
    make_group(introduction=r"We read $\psi$.", join_url="https://call.example/")
    paper = make_paper(
        title=r"The $\ell_2$ norm",
        short_name=r"$\ell_2$N",
        alternative_titles=r"On $\gamma$",
        abstract=r"We have $\rho$.",
        reason=r"For $\omega$.",
        note=r"See $\omega$.",
        slug="norm",
    )
    make_paper(title=r"Other $\ell_1$", slug="other", dropped_on="2024-01-01", dropped_reason=r"No $\lambda$.")
    old = make_paper(title=r"Old $\ell_0$", slug="old")
    resource = make_resource(title=r"Post on $\sigma$", paper=paper)
    ada = make_presenter(name="Ada", slug="ada", biography=r"Knows $\theta$.")

    def make(name, *works, **fields):
        session = make_session(title=rf"$\beta$-VAE, {name}", slug=name, readings_note=r"With $\kappa$", **fields)
        for work in works:
            make_reading(session, work, note=r"Without $\mu$")
        make_presentation(session, ada, paper=works[0])
        chapters = r"0:00 Where $\tau$ is"
        make_material(
            session, url=f"https://youtu.be/{name:_<11}", title=r"$\tau$ film", paper=paper, chapters=chapters
        )
        make_material(session, kind="notes", title=r"$\tau$ notes")
        make_pages(make_deck(session, title=r"$\tau$ deck", paper=paper), "First slide")
        make_deck(session, "other.pdf", title=r"$\tau$ deck without pages")
        return session

    first = make("first", paper, old, resource, start=-9, recap=r"It was $\rho$.")
    make("cancelled", paper, start=-5, status="cancelled")
    review = make("review", paper, start=3)
    review.readings_from.add(first)
    make("later", paper, start=9, number=7)
    make_material(first, url="https://slides.example/a.pdf", kind="slides", title=r"$\tau$ elsewhere")


SLUGS = ("first", "cancelled", "review", "later")
ADDRESSES = {
    "home": ["/"],
    "accent": [],
    "health": [],
    "card": [],
    "session-card": [],
    "favicon": [],
    "manifest": ["/site.webmanifest"],
    "papers:citations": [f"/papers.{ending}" for ending in FORMATS if ending != "bib"],
    "papers:citation": [f"/papers/norm.{ending}" for ending in FORMATS if ending != "bib"],
    "readme": [],  # GitHub shows formulas
    "sitemap": ["/sitemap.xml"],
    "robots": ["/robots.txt"],
    "search": [
        f"/search/?q={word}{kind}"
        for word in ("norm", "vae", "post", "film", "ada", "first", "where")
        for kind in ("", "&in=sessions", "&in=papers", "&in=slides", "&in=chapters")
    ],
    "papers:papers": ["/papers/", "/papers/?status=dropped"],
    "papers:paper": ["/papers/norm/", "/papers/other/", "/papers/old/"],
    "papers:resources": ["/resources/"],
    "sessions:schedule": ["/sessions/", "/sessions/?paper=norm"],
    "sessions:next": [],
    "sessions:latest": [],
    "sessions:number": [],
    "sessions:session": [f"/sessions/{slug}/" for slug in SLUGS],
    "sessions:feed": ["/sessions/feed.atom"],
    "sessions:material-feed": ["/sessions/material.atom"],
    "sessions:presenter-feed": ["/presenters/ada/feed.atom"],
    "sessions:calendar": ["/calendar.ics"],
    "sessions:event": [f"/sessions/{slug}.ics" for slug in SLUGS],
    "sessions:presenters": ["/presenters/"],
    "sessions:presenter": ["/presenters/ada/"],
    "sessions:uploads": [],
}


def text_at(client, address):
    """What is there, without what holds TeX on purpose: BibTeX, to copy."""
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode().replace("\r\n ", "")
    return re.sub(r"<pre><code>@.*?</code></pre>", "", text, flags=re.DOTALL)


def head_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").head


def test_addresses_are_all_listed():
    assert sorted(ADDRESSES) == ROUTES


@pytest.mark.parametrize("address", [address for addresses in ADDRESSES.values() for address in addresses])
def test_no_formula_is_left_as_tex(client, group, address):
    text = text_at(client, address)
    assert [text[max(found.start() - 60, 0) : found.end() + 20] for found in TEX.finditer(text)] == []


def test_no_formula_is_left_as_tex_where_nothing_is_planned(client, group):
    Session.objects.filter(slug__in=["review", "later"]).delete()
    text = text_at(client, "/")
    assert "The latest one was" in text
    assert TEX.findall(text) == []


def test_titles_are_readable_where_no_markup_can_stand(client, group):
    head = head_of(client, "/sessions/review/")
    assert head.title.string == "β-VAE, review · Example group"
    assert head.find(property="og:title")["content"] == "β-VAE, review"
    assert head.find(property="og:image:alt")["content"] == "β-VAE, review"
    assert head_of(client, "/").title.string == "Next: β-VAE, review · Example group"
    page = text_at(client, "/sessions/review/")
    assert "text=%CE%B2-VAE%2C%20review&" in page.replace("&amp;", "&")
    assert "subject=%CE%B2-VAE%2C%20review&" in page.replace("&amp;", "&")
    assert 'data-title="Recording: τ film, β-VAE, review"' in page
    assert "SUMMARY:β-VAE\\, review\r\n" in client.get("/sessions/review.ics").content.decode()
    feed = text_at(client, "/sessions/feed.atom")
    assert "<title>β-VAE, review</title>" in feed
    assert "<title>Cancelled: β-VAE, cancelled</title>" in feed
    assert "<title>Recording: τ film – β-VAE, review</title>" in text_at(client, "/sessions/material.atom")


def test_titles_are_formulas_where_a_page_leads_on(client, group):
    page = BeautifulSoup(client.get("/sessions/review/").content, "html.parser").main
    links = {link["href"]: link.math for link in page.find_all("a") if link.math}
    assert {"/sessions/first/", "/sessions/later/", "/papers/norm/"} <= set(links)
    assert page.select_one("#of-first math").get_text() == "β"
    assert page.select_one("#slides math").get_text() == "τ"
    assert page.select_one("#t-0 math").get_text() == "τ"
