import itertools
import re

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from papers.models import Paper
from papers.strip import DENSITIES, HEIGHT, TILES, VARIANTS, WIDTH, cells, tile
from tests.factories import make_paper, make_session


def works(*statuses):
    """Unsaved papers of these statuses, with keys from 1 on."""
    papers = [Paper(pk=key, title=f"Paper {key}", slug=f"paper-{key}") for key in range(1, len(statuses) + 1)]
    for paper, status in zip(papers, statuses, strict=True):
        paper.status = status
    return papers


def strip(papers, **options):
    words = " ".join(f"{name}={name}" for name in options)
    html = Template(f"{{% load strip %}}{{% strip papers {words} %}}").render(Context({"papers": papers, **options}))
    return BeautifulSoup(html, "html.parser")


def pixels(path):
    """The pixels that a path of runs covers, as a set of (column, row)."""
    covered = set()
    for column, row, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        covered |= {(int(column) + step, int(row)) for step in range(int(run))}
    return covered


def test_tile_has_its_share_of_pixels_inside_its_box():
    for one in TILES:
        level = int(one["id"].split("-")[1])
        drawn = pixels(one["path"])
        assert len(drawn) == round(DENSITIES[level] * WIDTH * HEIGHT)
        assert all(column < WIDTH and row < HEIGHT for column, row in drawn)


def test_tile_is_the_same_each_time():
    assert tile(0.5, "seed") == tile(0.5, "seed")
    assert len({one["path"] for one in TILES}) == len(TILES) == len(DENSITIES) * VARIANTS


def test_cells_of_each_status():
    drawn = cells(works("covered", "to-cover", "scheduled", "dropped"))

    assert [(cell.drawing, cell.label) for cell in drawn] == [
        ("plain", "covered"),
        ("noise-0-0", "to cover"),
        ("noise-4-1", "scheduled"),
        ("", "dropped"),
    ]


def test_cells_next_session_is_said():
    drawn = cells(works("covered", "scheduled", "scheduled"), next_papers={1, 2})

    assert [cell.label for cell in drawn] == ["in the next session", "in the next session", "scheduled"]


def test_cells_of_nothing():
    assert cells([]) == []


@pytest.mark.parametrize("number", [1, 2, 5, 8, 9, 56, 500, 5_000])
def test_cells_noise_thins_out_with_tiles_that_exist(number):
    drawn = cells(works(*["to-cover"] * number))

    assert {cell.drawing for cell in drawn} <= {one["id"] for one in TILES}
    levels = [int(cell.drawing.split("-")[1]) for cell in drawn]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert len(set(levels)) == min(number, len(DENSITIES))


def test_cells_neighbours_differ():
    drawn = [cell.drawing for cell in cells(works(*["to-cover"] * 500))]

    assert [pair for pair in itertools.pairwise(drawn) if pair[0] == pair[1]] == []


def test_strip_names_and_links_each_work():
    page = strip(works("covered", "to-cover"))

    assert [(link["href"], link.get_text(), link["class"]) for link in page.select(".strip-cells a")] == [
        ("/papers/paper-1/", "Paper 1 · covered", ["covered"]),
        ("/papers/paper-2/", "Paper 2 · to cover", ["to-cover"]),
    ]


def test_strip_key_counts_each_status_that_occurs():
    page = strip(works("covered", "to-cover", "to-cover", "dropped"))

    assert [item.get_text() for item in page.select(".strip-key li")] == ["1 covered", "2 to cover", "1 dropped"]
    assert [len(item.select("svg")) for item in page.select(".strip-key li")] == [1, 1, 0]


def test_strip_every_drawing_used_is_defined_once():
    page = strip(works(*["covered", "to-cover"] * 30))

    used = {use["href"] for use in page.select("use")}
    defined = [f"#{symbol['id']}" for symbol in page.select("symbol")]
    assert used == set(defined)
    assert len(defined) == len(set(defined))


def test_strip_marks_the_next_session():
    page = strip(works("scheduled", "scheduled"), next_papers={2})

    assert [link["href"] for link in page.select(".strip-cells a.next")] == ["/papers/paper-2/"]


@pytest.mark.parametrize(("number", "few"), [(16, True), (17, False)])
def test_strip_of_few_works_is_said(number, few):
    [box] = strip(works(*["covered"] * number), size="small").select(".strip")

    assert box["class"] == ["strip", "strip-small", *(["strip-few"] if few else [])]


def test_strip_escapes_titles():
    [paper] = works("covered")
    paper.title = "<script>alert(1)</script>"

    page = strip([paper])

    assert page.select("script") == []
    assert page.select_one(".strip-name").get_text() == "<script>alert(1)</script> · covered"


def test_strip_has_no_inline_style():
    assert strip(works(*["to-cover"] * 20)).select("[style], style, script") == []


def test_strip_of_500_works_stays_small():
    """Most of the page's budget of 60 KB is left when it is compressed; a cell costs a line."""
    assert len(str(strip(works(*["to-cover"] * 500)))) < 150_000


@pytest.mark.django_db
def test_strip_status_from_sessions():
    first, second, third = (make_paper(title=title) for title in ("First", "Second", "Third"))
    make_session(second, start=-7)
    make_session(third, start=7)
    make_session(first, start=7, status="draft")

    page = strip(Paper.objects.with_status())

    names = [link.get_text() for link in page.select(".strip-cells a")]
    assert names == ["First · to cover", "Second · covered", "Third · scheduled"]
