import datetime

import pytest
from bs4 import BeautifulSoup

from papers.models import Paper
from tests.factories import (
    make_group,
    make_material,
    make_paper,
    make_presentation,
    make_presenter,
    make_resource,
    make_session,
)

pytestmark = pytest.mark.django_db

FULL = {
    "title": "Denoising Diffusion Probabilistic Models",
    "short_name": "DDPM",
    "authors": "Jonathan Ho\nAjay Jain\nPieter Abbeel\nA. Fourth",
    "published": datetime.date(2020, 6, 19),
    "venue": "NeurIPS 2020",
    "abstract": "We present <b>results</b>.",
    "arxiv_id": "2006.11239",
    "arxiv_category": "cs.LG",
    "code_url": "https://github.com/hojonathanho/diffusion",
    "reason": "The first one",
    "note": "Read the appendix.",
    "alternative_titles": "Diffusion\nDenoising",
}


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def hrefs(page, selector):
    return [link["href"] for link in page.select(selector)]


# One paper


def test_paper_all_facts(client):
    make_group()
    paper = make_paper(**FULL)

    page = page_of(client, paper.get_absolute_url())

    assert texts(page, "title, h1") == [f"DDPM: {paper.title} · Example group", paper.title]
    assert texts(page, ".eyebrow") == ["Papers · Number 1 · To cover"]
    assert texts(page, "header .meta") == [
        "Jonathan Ho, Ajay Jain, Pieter Abbeel, A. Fourth",
        "19 June 2020 · NeurIPS 2020 · arXiv 2006.11239 (cs.LG)",
    ]
    assert [(link.get_text(), link["href"]) for link in page.select(".actions a")] == [
        ("Read the PDF", "https://arxiv.org/pdf/2006.11239"),
        ("Abstract on arXiv", "https://arxiv.org/abs/2006.11239"),
        ("Official code", "https://github.com/hojonathanho/diffusion"),
    ]
    assert texts(page, "[aria-labelledby=abstract] .prose") == ["We present <b>results</b>."]
    assert texts(page, "[aria-labelledby=notes] .prose p") == [
        "On the list because: The first one",
        "Read the appendix.",
        "Also known as “Diffusion”, “Denoising”.",
    ]


def test_paper_title_alone(client):
    paper = make_paper(title="Nothing known")

    page = page_of(client, paper.get_absolute_url())

    assert texts(page, "h1, h2") == ["Nothing known", "Where we discussed it", "Cite"]
    assert texts(page, "[aria-labelledby=sessions] p") == ["Nowhere yet. It is on the list to be covered."]
    assert hrefs(page, ".actions a") == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"doi": "10.1109/x"}, [("Publisher’s page", "https://doi.org/10.1109/x")]),
        ({"url": "https://code.example/sd"}, [("Open it", "https://code.example/sd")]),
        # A repository that is the work itself is not offered twice.
        ({"url": "https://a.example/", "code_url": "https://a.example/"}, [("Open it", "https://a.example/")]),
    ],
)
def test_paper_link_without_arxiv(client, fields, expected):
    page = page_of(client, make_paper(**fields).get_absolute_url())

    assert [(link.get_text(), link["href"]) for link in page.select(".actions a")] == expected


def test_paper_covered_shows_its_sessions_newest_first(client):
    make_group()
    paper = make_paper()
    first = make_session(paper, number=1, title="First", start=-14)
    make_presentation(first, make_presenter(name="Ada"))
    make_material(first, url="https://video.example/1")
    make_session(paper, number=2, title="Second", start=-7)
    make_session(number=3, title="Other", start=-1)

    page = page_of(client, paper.get_absolute_url())

    assert texts(page, ".eyebrow strong") == ["Covered"]
    assert texts(page, ".row h3") == ["Week 2: Second", "Week 1: First"]
    assert hrefs(page, ".row-links a") == ["https://video.example/1"]
    assert texts(page, ".row p .commas") == ["Ada"]


def test_paper_scheduled(client):
    paper = make_paper()
    make_session(paper, title="Soon", start=7)

    page = page_of(client, paper.get_absolute_url())

    assert (texts(page, ".eyebrow strong"), texts(page, ".row h3")) == (["Scheduled"], ["Soon Coming up"])


def test_paper_of_a_cancelled_session_is_still_to_cover(client):
    paper = make_paper()
    make_session(paper, title="Off", start=7, status="cancelled")

    page = page_of(client, paper.get_absolute_url())

    assert (texts(page, ".eyebrow strong"), texts(page, ".row h3")) == (["To cover"], ["Off Cancelled"])


def test_paper_dropped_says_why(client):
    paper = make_paper(dropped_on=datetime.date(2024, 3, 1), dropped_reason="Superseded")

    page = page_of(client, paper.get_absolute_url())

    assert texts(page, ".eyebrow strong") == ["Dropped"]
    assert texts(page, "[aria-labelledby=sessions] p") == ["Dropped on 1 March 2024: Superseded"]


def test_paper_session_that_goes_back_to_it(client):
    make_group()
    paper = make_paper()
    read = make_session(paper, number=1, start=-14)
    review = make_session(number=2, title="Review", start=-7, readings_note="All prior readings")
    review.readings_from.add(read)
    again = make_session(paper, number=3, title="Again", start=-1)
    again.readings_from.add(read)
    draft = make_session(number=4, title="Hidden", status="draft")
    draft.readings_from.add(read)

    page = page_of(client, paper.get_absolute_url())

    # "Again" reads the paper itself, so it is among the sessions.
    assert texts(page, "[aria-labelledby=referring] li") == ["Week 2: Review (All prior readings)"]


def test_paper_resources_about_it(client):
    paper = make_paper()
    make_resource(title="A post", url="https://www.blog.example/a", paper=paper)
    secret = make_resource(title="Hidden", paper=paper)
    make_session(secret, status="draft")

    page = page_of(client, paper.get_absolute_url())

    assert texts(page, "[aria-labelledby=about] li") == ["A post Blog post, blog.example"]


def test_paper_neighbours_on_the_list(client):
    first, second, third = make_paper(title="A"), make_paper(title="B"), make_paper(title="C")

    assert hrefs(page_of(client, second.get_absolute_url()), ".beside a") == [
        first.get_absolute_url(),
        third.get_absolute_url(),
    ]
    assert texts(page_of(client, first.get_absolute_url()), ".beside a") == ["B"]
    assert texts(page_of(client, third.get_absolute_url()), ".beside a") == ["B"]


def test_paper_unknown_is_not_found(client):
    assert client.get("/papers/nothing/").status_code == 404


@pytest.mark.parametrize("slug", ["ünïcode", "扩散", "a_b", "-", "9"])
def test_paper_slug_of_any_script(client, slug):
    paper = make_paper(slug=slug)

    assert texts(page_of(client, paper.get_absolute_url()), "h1") == [paper.title]


# A changed address


def test_paper_changed_slug_redirects_for_good(client):
    paper = make_paper(slug="old")
    paper.slug = "new"
    paper.save()

    response = client.get("/papers/old/")

    assert (response.status_code, response.headers["Location"]) == (301, "/papers/new/")
    assert client.get("/papers/new/").status_code == 200


def test_paper_slug_changed_twice_redirects_both(client):
    paper = make_paper(slug="one")
    for slug in ("two", "three"):
        paper.slug = slug
        paper.save()

    answers = {old: client.get(f"/papers/{old}/") for old in ("one", "two")}

    assert {old: (answer.status_code, answer.headers["Location"]) for old, answer in answers.items()} == {
        "one": (301, "/papers/three/"),
        "two": (301, "/papers/three/"),
    }


def test_paper_slug_changed_back_redirects_the_other(client):
    paper = make_paper(slug="one")
    for slug in ("two", "one"):
        paper = Paper.objects.get()
        paper.slug = slug
        paper.save()

    assert client.get("/papers/one/").status_code == 200
    assert client.get("/papers/two/").headers["Location"] == "/papers/one/"


def test_paper_old_slug_taken_by_another_shows_that_one(client):
    paper = make_paper(slug="ddpm")
    paper.slug = "ddpm-2020"
    paper.save()
    make_paper(slug="ddpm", title="The new owner")

    assert texts(page_of(client, "/papers/ddpm/"), "h1") == ["The new owner"]


def test_paper_part_of_an_old_slug_is_not_found(client):
    paper = make_paper(slug="denoising-diffusion")
    paper.slug = "ddpm"
    paper.save()

    parts = ["denoising", "diffusion", "_enoising-diffusion"]
    assert [client.get(f"/papers/{part}/").status_code for part in parts] == [404, 404, 404]


# The list


def test_papers_in_the_group_s_order(client):
    make_paper(title="Second", position=2)
    make_paper(title="First", position=1, reason="Because")
    make_paper(title="Third", position=3)

    page = page_of(client, "/papers/")

    assert texts(page, ".works h3") == ["First", "Second", "Third"]
    assert texts(page, ".work-number") == ["1", "2", "3"]
    assert texts(page, ".strip-cells a") == ["First · to cover", "Second · to cover", "Third · to cover"]


def test_papers_seed(client, seed):
    page = page_of(client, "/papers/")

    assert texts(page, ".matches strong") == ["56 papers"]
    assert texts(page, ".tabs a") == ["All 56", "Covered 19", "Scheduled 0", "To cover 37", "Dropped 0"]
    assert len(page.select(".works .work")) == 56


def test_papers_tab_shows_its_status(client):
    covered = make_paper(title="Done")
    make_paper(title="Not done")
    make_session(covered, start=-7)

    page = page_of(client, "/papers/?status=covered")

    assert texts(page, ".works h3") == ["Done"]
    assert texts(page, ".tabs [aria-current]") == ["Covered 1"]
    # The strip is the whole list, whatever the tab.
    assert texts(page, ".strip-cells a") == ["Done · covered", "Not done · to cover"]


def test_papers_row_names_the_sessions(client):
    make_group()
    paper = make_paper()
    make_session(paper, number=1, start=-14)
    make_session(paper, number=2, start=-7, status="cancelled")
    make_session(paper, number=3, start=-1, status="draft")

    [work] = page_of(client, "/papers/").select(".work")

    assert " ".join(work.select("p")[-1].get_text().split()) == "Read in Week 1"


def test_papers_row_of_a_cancelled_session_alone_does_not_say_read(client):
    make_group()
    make_session(make_paper(), number=1, start=7, status="cancelled")

    [work] = page_of(client, "/papers/").select(".work")

    assert "Week 1" not in work.get_text()


def test_papers_row_cuts_a_long_list_of_authors(client):
    make_paper(**FULL)

    assert texts(page_of(client, "/papers/"), ".work p")[0] == (
        "Jonathan Ho, Ajay Jain, Pieter Abbeel and 1 more · 2020 · NeurIPS 2020"
    )


def test_papers_empty_database(client):
    page = page_of(client, "/papers/")

    assert texts(page, "main h2") == ["Nothing here yet"]
    assert page.select("form.filters, .strip") == []


def test_papers_pages_do_not_overlap(client):
    for number in range(250):
        make_paper(title=f"Paper {number}", position=7)

    shown = [title for page in (1, 2, 3) for title in texts(page_of(client, f"/papers/?page={page}"), ".works h3")]

    assert shown == [f"Paper {number}" for number in range(250)]
    assert client.get("/papers/?page=4").status_code == 404


# Resources


def test_resources_by_kind(client):
    make_group()
    ddpm = make_paper(short_name="DDPM")
    post = make_resource(title="B post", author="Yang Song", url="https://www.blog.example/b", paper=ddpm)
    make_resource(title="A post")
    make_resource(title="Some code", kind="code")
    make_session(post, number=1, title="First", start=-7)
    make_session(post, number=2, start=7, status="draft")

    page = page_of(client, "/resources/")

    assert texts(page, "h2") == ["Blog post", "Code"]
    assert texts(page, ".reading-title") == ["A post", "B post", "Some code"]
    [row] = [item for item in page.select(".people li") if "B post" in item.get_text()]
    assert [" ".join(line.get_text().split()) for line in row.select("p.quiet")] == [
        "Yang Song · blog.example",
        "About DDPM",
        "Reading of Week 1",
    ]


def test_resources_of_drafts_alone_are_not_listed(client):
    make_session(make_resource(title="Planned"), status="draft")
    make_resource(title="Unread")

    page = page_of(client, "/resources/")

    assert (texts(page, ".reading-title"), texts(page, ".matches strong")) == (["Unread"], ["1 resource"])


def test_resources_row_of_a_cancelled_session_alone_does_not_say_read(client):
    make_group()
    make_session(make_resource(), number=1, start=7, status="cancelled")

    [row] = page_of(client, "/resources/").select(".people li")

    assert "Week 1" not in row.get_text()


def test_resources_empty_database(client):
    page = page_of(client, "/resources/")

    assert (texts(page, ".matches strong"), texts(page, ".people li")) == (["0 resources"], [])


def test_resources_heading_ids_are_unique_over_pages(client, seed):
    page = page_of(client, "/resources/")

    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
