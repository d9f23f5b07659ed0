"""The fixture holds the Diffusion Reading Group's README, whole, and nothing else."""

from collections import Counter

import pytest
from django.core.management import call_command

from papers.models import Paper, Resource
from sessions.models import Group, Material, Presentation, Presenter, Reading, Session
from tests.rows import all_rows

pytestmark = pytest.mark.usefixtures("seed")


def test_counts():
    assert Session.objects.count() == Session.objects.held().count() == 15
    assert Reading.objects.count() == 41
    arxiv = Paper.objects.filter(readings__isnull=False, arxiv_id__isnull=False).distinct()
    assert (arxiv.count(), Reading.objects.filter(paper__in=arxiv).count()) == (18, 22)
    # 14 addresses that are not arXiv's: 13 resources, and the Stable Diffusion repository, item 18 of the list.
    others = {reading.resource.url if reading.resource else reading.paper.url for reading in Reading.objects.all()}
    assert len(others - {""}) == 14
    assert Counter(Resource.objects.values_list("kind", flat=True)) == {
        "blog": 7, "code": 3, "notebook": 1, "slides": 1, "other": 1,
    }  # fmt: skip
    assert Counter(Material.objects.values_list("kind", flat=True)) == {"recording": 15, "slides": 12, "notebook": 2}
    assert Material.objects.filter(kind="recording").values("url").distinct().count() == 15
    # The README linked both decks of week 11 to one file.
    assert Material.objects.filter(kind="slides").values("url").distinct().count() == 12


def test_list_of_works():
    assert list(Paper.objects.values_list("position", flat=True)) == list(range(1, 57))
    covered = Paper.objects.covered().values_list("position", flat=True)
    assert list(covered) == list(range(1, 20))
    assert Paper.objects.counts() == {"covered": 19, "scheduled": 0, "to-cover": 37, "dropped": 0}
    read_twice = [paper.name for paper in Paper.objects.all() if paper.readings.count() == 2]
    assert read_twice == ["DDPM", "Score SDE", "CFG", "EDM"]


def test_titles_of_the_readme_are_found():
    titles = {
        13: "Fast Text-Conditional Discrete Denoising on Vector-Quantized Latent Spaces",
        32: "DPM-Solver: A Fast ODE Solver for Diffusion Probabilistic Model Sampling in Around 10 Step",
        34: "Riemannian Score-Based Generative Modeling",
    }
    for position, title in titles.items():
        paper = Paper.objects.get(position=position)
        assert title != paper.title
        assert title in paper.alternative_title_list


def test_people_and_their_parts():
    parts = Presentation.objects.order_by("session__number", "pk").values_list(
        "session__number", "presenter__name", "role", "paper__position"
    )
    assert list(parts) == [
        (8, "Molly Beavers", "presenter", 11),
        (9, "Jeremy Howard", "walk-through", 12),
        (11, "marii", "presenter", 14),
        (11, "Griffin Floto", "presenter", 15),
        (14, "Robin Rombach", "guest", None),
    ]
    assert Presenter.objects.count() == 5


def test_weeks_that_read_by_reference():
    referring = Session.objects.exclude(readings_from=None).distinct()
    found = {
        session.number: (session.readings_note, [other.number for other in session.readings_from.all()])
        for session in referring
    }
    assert found == {6: ("All prior readings", [1, 2, 3, 4, 5]), 14: ("Same as Week 13", [13])}


def test_no_date_is_invented():
    assert Session.objects.exclude(start=None, length=None).count() == 0
    group = Group.objects.get()
    assert (group.time_zone, group.weekday, group.time, group.length) == ("UTC", None, None, None)


def test_week_11_has_the_deck_of_each_paper():
    decks = Material.objects.filter(session__number=11, kind="slides").order_by("position")
    assert [deck.url.rsplit("/", 1)[1][:7] for deck in decks] == ["%2311A%", "%2311B%"]


def test_loading_again_changes_nothing():
    before = all_rows()
    call_command("loaddata", "diffusion_reading_group", verbosity=0)
    assert all_rows() == before
    assert sum(map(len, before.values())) > 165
