import itertools
import json

import pytest

from papers.models import Paper
from papers.titles import alike, title_key
from tests.factories import make_paper


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Analog Bits", "ANALOG BITS"),
        ("Diffusion Schrödinger Bridge", "Diffusion Schrodinger Bridge"),
        ("Image-to-Image Diffusion", "Image to image diffusion"),
        ("Image-to-Image Diffusion", "Image‑to‑Image  Diffusion"),
        ("Sampling in Around 10 Steps", "Sampling in around 10 step."),
        ("The Forward-Forward Algorithm", "Forward Forward Algorithm"),
        ("A Noise & a Signal", "Noise and a Signal"),
        ("On $\\ell_2$ Losses", "On ℓ₂ losses"),
        ("$x$-Prediction", "x-prediction"),
        ("“Soft” Diffusion: Score Matching", "Soft Diffusion - Score Matching"),
        ("Ｆｕｌｌ Width", "Full width"),
    ],
)
def test_copies_of_one_title(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Denoising Difusion Implicit Models", "Denoising Diffusion Implicit Models"),
        ("Generative Modeling With Inverse Heat Dissipation", "Generative Modelling With Inverse Heat Dissipation"),
    ],
)
def test_slip_of_a_letter_is_alike(one, other):
    assert alike(title_key(one), title_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DPM-Solver", "DPM-Solver++"),
        ("Consistency Models for Latent Spaces, Part 1", "Consistency Models for Latent Spaces, Part 2"),
        ("Denoising Diffusion Probabilistic Models", "Improved Denoising Diffusion Probabilistic Models"),
        ("High-Resolution Image Synthesis with Latents", "High-Resolution Video Synthesis with Latents"),
        ("!?", "…"),
        ("A", "The"),
    ],
)  # fmt: skip
def test_two_works(one, other):
    assert not alike(title_key(one), title_key(other))


def test_no_two_papers_of_the_seed_are_alike():
    with open("readinggroup/fixtures/diffusion_reading_group.json") as fixture:
        rows = json.load(fixture)
    titles = [row["fields"]["title"] for row in rows if row["model"] == "papers.paper"]
    assert len(titles) == 56
    keys = map(title_key, titles)
    assert [pair for pair in itertools.combinations(keys, 2) if alike(*pair)] == []


@pytest.mark.django_db
def test_papers_like_another():
    make_paper(title="Something else")
    known = make_paper(title="Score SDE", alternative_titles="A first title\nScore-based Modelling")
    by_title, by_other = Paper(title="score sde"), Paper(title="New", alternative_titles="Score Based Modelling")
    assert Paper.objects.like(by_title) == Paper.objects.like(by_other) == [known]
    assert Paper.objects.like(known) == []
    known.arxiv_id = "1111.11111"
    known.save()
    assert Paper.objects.like(Paper(title="score sde", doi="10.1000/x")) == [known]
    assert Paper.objects.like(Paper(title="score sde", arxiv_id="2222.22222")) == []
