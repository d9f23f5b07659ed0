"""What looks like a meeting, a paper or a person and is none, and links whose place is doubtful, in our own words."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

TABLE = "# Reading group\n\n| Date | Presenter | Title | {more} |\n|---|---|---|---|\n"


def kinds(document):
    (found,) = read(document).sessions
    return [(work.kind, work.url) for work in found.readings], [(one.kind, one.url) for one in found.materials]


def test_words_in_place_of_an_address_are_no_link():
    found = read(f"{TABLE.format(more='Slides')}| 2025-02-07 | Ada | [TBD](TBD) | [slides](link) |\n")
    assert found.links == []
    assert [(one.title, one.readings, one.materials) for one in found.sessions] == [("", [], [])]
