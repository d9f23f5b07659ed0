from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from sessions.models import Session
from tests.factories import (
    make_deck,
    make_group,
    make_material,
    make_pages,
    make_paper,
    make_presentation,
    make_presenter,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db


def ask(client, question, more=""):
    response = client.get(f"/search/?q={quote(question)}{more}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text().split())


def found(client, question, more=""):
    """The titles of the hits by kind, both in their order."""
    sections = ask(client, question, more).select("#results section")
    return {
        section["aria-labelledby"].removeprefix("in-"): [text_of(title) for title in section.select(".hit h3")]
        for section in sections
    }


def status(client, question, more=""):
    return text_of(ask(client, question, more).select_one("[role=status]"))


def make_slides(session, *texts, **fields):
    deck = make_pages(make_deck(session, **fields), *texts)
    deck.save()
    return deck


# The seed


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("EDM", "Elucidating the Design Space of Diffusion-Based Generative Models"),
        ("edm", "Elucidating the Design Space of Diffusion-Based Generative Models"),
        ("2006.11239", "Denoising Diffusion Probabilistic Models"),
        ("https://arxiv.org/pdf/2006.11239v2", "Denoising Diffusion Probabilistic Models"),
        ("http://www.arxiv.org/abs/2006.11239", "Denoising Diffusion Probabilistic Models"),
        ("schrodinger", "Diffusion Schrödinger Bridge with Applications to Score-Based Generative Modeling"),
        ("Schrödinger", "Diffusion Schrödinger Bridge with Applications to Score-Based Generative Modeling"),
        ("schröd", "Diffusion Schrödinger Bridge with Applications to Score-Based Generative Modeling"),
        ("elucidat design", "Elucidating the Design Space of Diffusion-Based Generative Models"),
        ("week 13", "Week 13: Latent Diffusion and Stable Diffusion"),
        ("robin rombach", "Robin Rombach"),
        ("https://yang-song.net/blog/2021/score/?utm_source=x", "Yang Song's blog post"),
    ],
)
def test_seed_is_found_and_an_exact_match_stands_first(client, seed, question, first):
    assert next(iter(found(client, question).values()))[0] == first


def test_alternative_title_and_authors_find_a_paper(client, seed):
    assert found(client, "latent space of stochastic zero-shot")["papers"] == [
        "Unifying Diffusion Models' Latent Space, with Applications to CycleDiffusion and Guidance"
    ]
    assert "Denoising Diffusion Probabilistic Models" in found(client, "pieter abbeel")["papers"]


# Words


@pytest.mark.parametrize("title", ["Schrödinger bridges", "Schro\u0308dinger bridges", "Schrodinger bridges"])
@pytest.mark.parametrize("question", ["schrödinger", "Schro\u0308dinger", "SCHRODINGER", "schrod", "bridges schr"])
def test_accents_and_case_make_no_difference(client, title, question):
    make_paper(title=title)
    assert found(client, question) == {"papers": [title]}


@pytest.mark.parametrize("name", ["Łukasz Đức Ørsted", "Lukasz Duc Orsted"])
@pytest.mark.parametrize("question", ["lukasz", "Łukasz", "duc", "ĐỨC", "orsted", "ørst"])
def test_letters_without_their_stroke_find_a_person(client, name, question):
    make_presentation(make_session(start=-1, slug="past"), make_presenter(name=name))
    assert found(client, question)["people"] == [name]


@pytest.mark.parametrize("question", ["ell", "l2", "ℓ₂", r"$\ell_2$", r"The $\ell_2$ norm", "ℓ₂ norm", "rho", "ρ x₀"])
def test_formulas_are_found_by_their_signs_and_by_their_tex(client, question):
    make_paper(title=r"The $\ell_2$ norm", abstract=r"Of $\rho(x_0)$.")
    page = ask(client, question)
    assert text_of(page.select_one(".hit h3")) == "The ℓ₂ norm"
    assert text_of(page.select(".hit p")[1]) == "Of ρ(x₀)."


def test_formulas_of_a_session_and_its_readings_are_found(client):
    paper = make_paper(title=r"On $\ell_2$, $5 and $10")
    make_session(paper, slug="session", title=r"$\beta$-VAE", recap=r"*We* saw $\rho$, for \$5." + "\n\n$$\n\\tau\n$$")
    for question in ("beta vae", "β-VAE", "ell", "ρ", "rho", "tau", r"$\beta$-vae"):
        hit = ask(client, question, "&in=sessions").select_one(".hit")
        assert text_of(hit.h3) == "β-VAE", question
        assert text_of(hit.p) == "On ℓ₂, $5 and $10 · We saw ρ, for $5. τ", question


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("de", True),
        ("denois", True),
        ("denoising", True),
        ("denoisings", False),
        ("oising", False),
        ("denoising diff", True),
        ("diff den", True),
        ("denoising other", False),
        ("d", False),
        ("x", True),
    ],
)
def test_beginnings_of_words(client, question, is_found):
    make_paper(title="Denoising diffusion x")
    assert found(client, question) == ({"papers": ["Denoising diffusion x"]} if is_found else {})


def test_signs_of_chinese_are_words(client):
    make_paper(title="扩散模型综述")
    assert found(client, "模型") == {"papers": ["扩散模型综述"]}
    assert found(client, "模糊") == {}


@pytest.mark.parametrize(
    "operator", ["AND", "OR", "NOT", "NEAR", "&", "|", "!", "*", "-", '"', "'", "names:", "(", ":*"]
)
def test_operators_are_words_or_nothing(client, operator):
    make_paper(title="Alpha beta")
    expected = {} if operator.strip(":").isalpha() else {"papers": ["Alpha beta"]}
    assert found(client, f"alpha {operator} beta") == expected


@pytest.mark.parametrize(
    "question",
    ["", " ", "\x00", "\x00\x00", "'", '"', "*", "%", "\\", "🐙", "\u202e", "((((", "--", "<script>", "a" * 10_000],
)
def test_nothing_to_search_for(client, question):
    make_paper(title="Alpha")
    assert found(client, question) == {}


def test_long_question_is_cut(client):
    make_paper(title="Alpha")
    assert found(client, "alpha " * 2_000) == {"papers": ["Alpha"]}
    assert found(client, "alpha\x00") == {"papers": ["Alpha"]}


# Order


def test_title_comes_before_text(client):
    make_paper(title="About something", abstract="noise noise noise", position=1)
    make_paper(title="Noise", position=2)
    make_paper(title="Old things", abstract="noise", position=3)
    assert found(client, "noise")["papers"] == ["Noise", "About something", "Old things"]


def test_whole_word_comes_before_a_beginning(client):
    session = make_session(title="Held")
    make_slides(session, "Modelling of things", "The model of things", "Models of things")
    assert found(client, "model")["slides"][0] == "The model of things"


def test_exact_match_moves_its_kind_to_the_top_when_it_is_the_only_one(client):
    session = make_session(number=1, title="About Ada", start=-1)
    make_presentation(session, make_presenter(name="Ada"))
    make_paper(title="Ada and others")
    assert list(found(client, "ada")) == ["people", "papers", "sessions"]
    make_paper(title="Something else", short_name="ADA")
    assert list(found(client, "ada")) == ["papers", "sessions", "people"]
    assert found(client, "ada")["papers"] == ["Something else", "Ada and others"]


# What a hit shows


def test_hits_lead_to_their_places(client):
    make_group()
    session = make_session(number=8, title="Wordy", slug="week-8")
    make_slides(session, "One", "The word here")
    make_slides(session, "Word there", name="second.pdf", title="Second deck")
    make_material(session, title="First film", url="https://video.example/1")
    make_material(session, chapters="0:00 Hello\n1:02:03 Last word", url="https://video.example/2")
    make_presentation(session, make_presenter(name="Word Smith", slug="smith"))
    paper = make_paper(title="Word paper", slug="word-paper")
    make_resource(title="Word post", url="https://blog.example/x", paper=paper)
    page = ask(client, "word")
    shown = {
        text_of(hit.h3): (hit.a["href"], *[text_of(line) for line in hit.select("p")]) for hit in page.select(".hit")
    }
    assert shown == {
        "Word paper": ("/papers/word-paper/", "To cover, number 1 on the list"),
        "Week 8: Wordy": ("/sessions/week-8/", "Word Smith"),
        "The word here": ("/sessions/week-8/#slide-2", "Week 8: Wordy, slide 2"),
        "Word there": ("/sessions/week-8/#slide-2-1", "Week 8: Wordy, Second deck, slide 1"),
        "Last word": ("/sessions/week-8/#t-2-3723", "Week 8: Wordy, at 1:02:03"),
        "Word Smith": ("/presenters/smith/",),
        "Word post": ("https://blog.example/x", "Blog post · blog.example/x"),
    }
    for hit in page.select(".hit"):
        if hit.a["href"].startswith("/"):
            path, _, anchor = hit.a["href"].partition("#")
            there = BeautifulSoup(client.get(path).content, "html.parser")
            assert not anchor or there.find(id=anchor)


def test_slides_of_decks_without_a_title_are_told_apart(client):
    session = make_session(title="Held")
    make_slides(session, "Word one")
    make_slides(session, "Word two", name="second.pdf")
    shown = {text_of(hit.h3): text_of(hit.p) for hit in ask(client, "word").select(".hit")}
    assert shown == {"Word one": "Held, Slides 1, slide 1", "Word two": "Held, Slides 2, slide 1"}


def test_slide_shows_its_picture(client):
    deck = make_slides(make_session(title="Held"), "Word")
    picture = ask(client, "word").select_one(".hit img")
    assert picture.attrs == {
        "src": f"/media/slides/{deck.folder}/1-480.webp",
        "alt": "",
        "width": "960",
        "height": "540",
        "loading": "lazy",
        "decoding": "async",
    }


def test_markup_in_titles_and_texts_is_text(client):
    make_paper(title="<script>alert(1)</script> & co", abstract="</p><img src=x onerror=alert(1)> co")
    page = ask(client, "script co")
    assert [str(title) for title in page.select(".hit h3 mark")] == [
        "<mark>script</mark>",
        "<mark>script</mark>",
        "<mark>co</mark>",
    ]
    assert text_of(page.select_one(".hit h3")) == "<script>alert(1)</script> & co"
    assert page.select(".hit script, .hit img") == []


def test_question_is_shown_again_as_text(client):
    page = ask(client, '"><script>alert(1)</script>')
    assert page.select_one("#q")["value"] == '"><script>alert(1)</script>'


# The page


def test_empty_page_says_what_can_be_searched(client):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%00"):
        response = client.get(address)
        assert response.status_code == 200
        page = BeautifulSoup(response.content, "html.parser")
        assert text_of(page.select_one("[role=status]")) == "Type to search: half a word is enough."
        assert len(page.select("#results li")) == 5


def test_nothing_found_says_so_and_what_to_try(client):
    assert status(client, "nowhere") == "Nothing has this word."
    assert status(client, "nowhere to go") == "Nothing has all these words."
    assert [link["href"] for link in ask(client, "nowhere").select("#results a")] == ["/papers/", "/sessions/"]


def test_few_of_each_kind_and_the_way_to_all_of_them(client):
    for number in range(45):
        make_paper(title=f"Paper about word {number}", position=number + 1)
    make_session(title="Word")
    page = ask(client, "word")
    assert text_of(page.select_one("[role=status]")) == "46 results"
    assert len(page.select("#in-papers ~ *, [aria-labelledby=in-papers] .hit")) >= 5
    assert {kind: len(titles) for kind, titles in found(client, "word").items()} == {"sessions": 1, "papers": 5}
    (link,) = page.select("#results .section-head a")
    assert (text_of(link), link["href"]) == ("All 45 in Papers", "?q=word&in=papers")

    pages = [found(client, "word", f"&in=papers&page={number}")["papers"] for number in (1, 2, 3)]
    assert [len(titles) for titles in pages] == [20, 20, 5]
    assert len({title for titles in pages for title in titles}) == 45
    assert status(client, "word", "&in=papers") == "45 results In: Papers Search everything"
    assert [link["href"] for link in ask(client, "word", "&in=papers&page=2").select(".pages a")] == [
        "?q=word&in=papers&page=1",
        "?q=word&in=papers&page=3",
    ]


def test_page_that_is_not_there(client):
    make_paper(title="Word")
    for page, expected in [("1", 200), ("", 200), ("2", 404), ("0", 404), ("x", 404), ("9" * 5_000, 404)]:
        assert client.get(f"/search/?q=word&in=papers&page={page}").status_code == expected
    assert client.get("/search/?in=papers").status_code == 200
    assert found(client, "word", "&in=nonsense") == {"papers": ["Word"]}


def test_more_hits_than_are_looked_at(client, monkeypatch):
    monkeypatch.setattr("readinggroup.search.find.MOST", 10)
    make_slides(make_session(title="Held"), *[f"Page {number}\nword" for number in range(30)], "The word itself")
    page = ask(client, "word")
    assert text_of(page.select_one("[role=status]")) == "More than 10 results"
    assert text_of(page.select_one("h2")) == "Slides 10+"
    assert found(client, "word")["slides"][0] == "The word itself"
    assert len(found(client, "word", "&in=slides")["slides"]) == 10


def test_all_questions_are_one_page_for_search_engines_and_set_no_cookie(client):
    make_paper(title="Word")
    response = client.get("/search/?q=word")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("link[rel=canonical]")["href"] == "http://testserver/search/"
    assert response.cookies == {}
    assert client.post("/search/", {"q": "word"}).status_code == 405


def test_every_page_has_the_box_and_the_search_page_one(client):
    make_session(title="Held", slug="held")
    for address in (
        "/",
        "/sessions/",
        "/sessions/held/",
        "/papers/",
        "/presenters/",
        "/resources/",
        "/search/",
        "/nowhere/",
    ):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        (form,) = page.select("form[role=search]")
        box = form.select_one("input[type=search]")
        assert box["name"] == "q"
        assert page.find("label", attrs={"for": box["id"]})
        assert form.get("action", address) == "/search/"


def test_draft_shows_nowhere_until_it_is_scheduled(client):
    session = make_session(title="Secret plan", status="draft", recap="secret words")
    make_slides(session, "Secret slide")
    make_material(session, chapters="0:00 Secret chapter")
    make_presentation(session, make_presenter(name="Secret guest"))
    session_reads = make_resource(title="Secret post")
    session.readings.create(resource=session_reads)
    assert found(client, "secret") == {}
    assert [
        found(client, "secret", f"&in={kind}") for kind in ("sessions", "slides", "chapters", "people", "resources")
    ] == [{}] * 5
    Session.objects.update(status="scheduled")
    assert sorted(found(client, "secret")) == ["chapters", "people", "resources", "sessions", "slides"]
    Session.objects.update(status="draft")
    assert found(client, "secret") == {}
