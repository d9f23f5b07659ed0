import datetime

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from papers.filters import PaperFilter, ResourceFilter
from papers.models import Paper, Resource
from tests.factories import make_paper, make_resource, make_session

pytestmark = pytest.mark.django_db


def papers(query=""):
    found = PaperFilter(QueryDict(query), Paper.objects.with_status())
    assert found.is_valid(), found.errors
    return [paper.title for paper in found.qs]


def resources(query=""):
    found = ResourceFilter(QueryDict(query), Resource.objects.all())
    assert found.is_valid(), found.errors
    return [resource.title for resource in found.qs]


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(page, selector):
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def titles(page):
    return texts(page, ".works h3")


@pytest.fixture
def three():
    make_paper(
        title="Denoising Diffusion Probabilistic Models",
        short_name="DDPM",
        authors="Jonathan Ho\nAjay Jain\nPieter Abbeel",
        published=datetime.date(2020, 6, 19),
        arxiv_id="2006.11239",
    )
    make_paper(
        title="Score-Based Generative Modeling",
        alternative_titles="Score SDE",
        authors="Yang Song",
        published=datetime.date(2020, 11, 26),
        arxiv_id="2011.13456",
    )
    make_paper(title="100% sure_thing", authors="Jonathan Nobody")


DDPM, SDE, SURE = "Denoising Diffusion Probabilistic Models", "Score-Based Generative Modeling", "100% sure_thing"


# Papers


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [DDPM, SDE, SURE]),
        ("q=denoising", [DDPM]),
        ("q=DENOISING", [DDPM]),
        ("q=ddpm", [DDPM]),
        ("q=SDE", [SDE]),
        ("q=song", [SDE]),
        ("q=2011", [SDE]),
        ("q=jonathan+ho", [DDPM]),
        ("q=models+denoising", [DDPM]),
        ("q=denoising+song", []),
        ("q=%25", [SURE]),
        ("q=e_t", [SURE]),
        ("q=%5C", []),
        ("q=+++", [DDPM, SDE, SURE]),
        ("q=https://arxiv.org/pdf/2006.11239v2.pdf", [DDPM]),
        ("q=arXiv:2006.11239", [DDPM]),
        ("q=2006.99999", []),
        ("author=jonathan", [DDPM, SURE]),
        ("author=jonathan+ho", [DDPM]),
        ("author=nobody+else", []),
        ("year=2020", [DDPM, SDE]),
        ("status=to-cover", [DDPM, SDE, SURE]),
        ("status=covered", []),
        ("author=jonathan&year=2020", [DDPM]),
        ("q=score&author=song&year=2020&status=to-cover", [SDE]),
        ("q=score&author=ho", []),
        ("unknown=1", [DDPM, SDE, SURE]),
    ],
)
def test_papers_filtered(three, query, expected):
    assert papers(query) == expected


@pytest.mark.parametrize("status", Paper.Status)
def test_papers_filtered_by_status(status):
    covered, scheduled = make_paper(title="covered"), make_paper(title="scheduled")
    make_paper(title="to-cover")
    make_paper(title="dropped", dropped_on=datetime.date(2024, 1, 1), dropped_reason="Old")
    make_session(covered, start=-7)
    make_session(scheduled, start=7)

    assert papers(f"status={status}") == [status]


def test_papers_years_are_those_of_the_list(three):
    make_paper(published=datetime.date(1999, 12, 31))

    assert PaperFilter().form.fields["year"].choices == [("", "Any"), ("2020", "2020"), ("1999", "1999")]


def test_papers_description_in_words(three):
    found = PaperFilter(QueryDict("q=score+sde&author=song&year=2020&status=to-cover"), Paper.objects.with_status())

    assert found.is_valid()
    assert found.description == ["Text: “score sde”", "Author: “song”", "Year: 2020"]


def test_papers_description_without_filters_is_empty(three):
    found = PaperFilter(QueryDict("q=&year="), Paper.objects.with_status())

    assert found.is_valid()
    assert found.description == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("year=1066", "Select a valid choice. 1066 is not one of the available choices."),
        ("year=99999999999", "Select a valid choice. 99999999999 is not one of the available choices."),
        ("year=x", "Select a valid choice. x is not one of the available choices."),
        ("status=liked", "Select a valid choice. liked is not one of the available choices."),
        (f"q={'x' * 201}", "Ensure this value has at most 200 characters (it has 201)."),
        (f"author={'x' * 101}", "Ensure this value has at most 100 characters (it has 101)."),
        ("q=%00", "Null characters are not allowed."),
        ("author=%00", "Null characters are not allowed."),
    ],
)
def test_papers_bad_value_says_so_and_lists_nothing(client, three, query, message):
    page = page_of(client, f"/papers/?{query}")

    assert texts(page, ".matches strong") == [f"One of the filters cannot be used: {message}"]
    assert [link["href"] for link in page.select(".matches a")] == ["/papers/"]
    assert titles(page) == []
    assert texts(page, "main h1") == ["Papers"]


def test_papers_matches_are_counted_and_cleared(client, three):
    page = page_of(client, "/papers/?q=score")

    assert texts(page, ".matches strong, .matches span, .matches a") == ["1 paper matches", "Text: “score”", "Show all"]
    assert titles(page) == [SDE]
    assert page.select_one("#id_q")["value"] == "score"


def test_papers_no_match_is_said(client, three):
    page = page_of(client, "/papers/?q=nothing")

    assert texts(page, ".matches strong") == ["0 papers match"]
    assert titles(page) == []


def test_papers_unfiltered_counts_all(client, three):
    page = page_of(client, "/papers/")

    assert (texts(page, ".matches strong"), page.select(".matches a")) == (["3 papers"], [])


def test_papers_text_is_escaped(client, three):
    page = page_of(client, "/papers/?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert [script for script in page.select("main script") if not script.get("src")] == []
    assert texts(page, ".matches span") == ["Text: “<script>alert(1)</script>”"]


def test_papers_pages_keep_the_filters(client):
    for number in range(1, 102):
        make_paper(title=f"Score {number}", authors="Song")

    page = page_of(client, "/papers/?q=score&author=song&status=to-cover")

    [link] = page.select(".pages a")
    assert QueryDict(link["href"].removeprefix("?")).dict() == {
        "q": "score",
        "author": "song",
        "status": "to-cover",
        "page": "2",
    }
    second = page_of(client, f"/papers/{link['href']}")
    assert titles(second) == ["Score 101"]
    assert texts(second, ".matches strong") == ["101 papers match"]
    assert texts(second, ".pages .quiet") == ["Page 2 of 2"]


def test_papers_tabs_keep_the_filters_and_leave_the_page(client):
    for number in range(1, 102):
        make_paper(title=f"Score {number}")

    page = page_of(client, "/papers/?q=score&page=2")

    assert [link["href"] for link in page.select(".tabs a")] == [
        "?q=score",
        "?q=score&status=covered",
        "?q=score&status=scheduled",
        "?q=score&status=to-cover",
        "?q=score&status=dropped",
    ]


def test_papers_form_keeps_the_chosen_tab(client, three):
    page = page_of(client, "/papers/?status=to-cover")

    [hidden] = page.select("form.filters input[type=hidden]")
    assert (hidden["name"], hidden["value"]) == ("status", "to-cover")


def test_papers_repeated_parameter_counts_last(client, three):
    assert titles(page_of(client, "/papers/?q=ddpm&q=song")) == [SDE]


# Resources


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["About scores", "The annotated model"]),
        ("q=scores", ["About scores"]),
        ("q=yang", ["About scores"]),
        ("q=huggingface", ["The annotated model"]),
        ("q=ddpm", ["The annotated model"]),
        ("q=denoising+annotated", ["The annotated model"]),
        ("q=denoising+scores", []),
        ("kind=blog", ["About scores"]),
        ("kind=code", ["The annotated model"]),
        ("kind=video", []),
        ("kind=blog&q=annotated", []),
        ("kind=&q=", ["About scores", "The annotated model"]),
    ],
)
def test_resources_filtered(query, expected):
    ddpm = make_paper(title="Denoising", short_name="DDPM")
    make_resource(title="About scores", author="Yang Song")
    make_resource(title="The annotated model", url="https://huggingface.co/blog/x", kind="code", paper=ddpm)

    assert resources(query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("kind=film", "Select a valid choice. film is not one of the available choices."),
        (f"q={'x' * 201}", "Ensure this value has at most 200 characters (it has 201)."),
        ("q=%00", "Null characters are not allowed."),
    ],
)
def test_resources_bad_value_says_so_and_lists_nothing(client, query, message):
    make_resource()

    page = page_of(client, f"/resources/?{query}")

    assert texts(page, ".matches strong") == [f"One of the filters cannot be used: {message}"]
    assert texts(page, ".people li") == []


def test_resources_matches_are_counted_and_cleared(client):
    make_resource(title="About scores")
    make_resource(title="Another")

    page = page_of(client, "/resources/?q=scores&kind=blog")

    assert texts(page, ".matches strong, .matches span") == [
        "1 resource matches",
        "Text: “scores”",
        "Kind: Blog post",
    ]
    assert [link["href"] for link in page.select(".matches a")] == ["/resources/"]


def test_resources_pages_keep_the_filters(client):
    for number in range(201):
        make_resource(title=f"Score {number:03}")

    [link] = page_of(client, "/resources/?q=score&kind=blog").select(".pages a")

    assert QueryDict(link["href"].removeprefix("?")).dict() == {"q": "score", "kind": "blog", "page": "2"}
    assert texts(page_of(client, f"/resources/{link['href']}"), ".people .reading-title") == ["Score 200"]
