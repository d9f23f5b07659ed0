"""Chapters as people paste them, with the description around them."""

import time
from contextlib import suppress

import pytest

from sessions import chapters


@pytest.mark.parametrize(
    ("line", "chapter"),
    [
        ("0:00 Intro", "0:00 Intro"),
        ("• 0:00 Intro", "0:00 Intro"),
        ("▶️ 12:34 x", "12:34 x"),
        ("- 1. (1:02:03) → Intro", "1:02:03 Intro"),
        ("**0:00** *Intro*", "0:00 *Intro*"),
        ("【0:00】Intro", "0:00 Intro"),
        ("0:00:00 - 0:05:00 Intro", "0:00 Intro"),
        ("[0:00–0:05]: Intro", "0:00 Intro"),
        ("(0:00) → (0:05) Intro", "0:00 Intro"),
        ("0:00 Live since 12:30", "0:00 Live since 12:30"),
        ("0:00 12:30 was lunch", "0:00 12:30 was lunch"),
        ("0:00 (Q&A) -", "0:00 (Q&A) -"),
        ("Intro 0:00", "0:00 Intro"),
        ("• Intro – (1:02:03)", "1:02:03 Intro"),
        ("Intro: [0:00 - 0:05].", "0:00 Intro"),
        ("Bits (2:10 in all) 3:20", "3:20 Bits (2:10 in all)"),
    ],
)
def test_spellings_of_a_chapter(line, chapter):
    text = f"In this talk of 2:10 hours …\n\n{line}\nThanks!"
    assert chapters.read(text) == (chapters.parse(chapter), ["In this talk of 2:10 hours …", "Thanks!"])
    assert "\n".join(map(str, chapters.parse(chapter))) == chapter


def test_lines_with_a_time_behind_are_no_chapters_among_those_with_one_before():
    found, left_out = chapters.read("We meet on Sundays at 18:00\n0:00 Intro\nChapters\n5:00 End")
    assert (list(map(str, found)), left_out) == (["0:00 Intro", "5:00 End"], ["We meet on Sundays at 18:00"])


@pytest.mark.parametrize("text", ["- " * 5_000, "(" * 10_000, "0:00 - " * 1_400, "a " * 5_000, " 1:2" * 2_500])
def test_endless_line_of_chapters_ends_quickly(text):
    start = time.process_time()
    with suppress(ValueError):
        chapters.read(text)
    assert time.process_time() - start < 1
