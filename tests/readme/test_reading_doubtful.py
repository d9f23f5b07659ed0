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


def test_people_lead_to_their_pages_and_no_papers():
    first, second = "https://scholar.google.de/citations?user=a", "https://scholar.google.de/citations?user=b"
    document = f"# Seminar\n\n**2025-02-07 - [Ada Lovelace]({first}) and [Bo Weaver]({second})**\n\nTitle: Looms\n"
    ((_, _, works, _, names),) = told(document)
    assert (works, names) == ([], ["Ada Lovelace", "Bo Weaver"])


def test_names_in_brackets_before_what_was_shown_present():
    link = "[Notes by Ada Lovelace](https://example.org/a.pdf)"
    document = f"# Seminar\n\n* 2025-02-07 *Looms* (Ada Lovelace, Bo Weaver) {link}\n* 2025-02-14 *Rods* (Cy Gear)\n"
    assert [names for *_, names in told(document)] == [["Ada Lovelace", "Bo Weaver"], ["Cy Gear"]]


def test_what_a_text_speaks_of_and_what_a_number_leaves_are_nobody():
    said = "The picture (as discussed by the guides to reading papers) comes first."
    document = f"# Seminar\n\n1. 2025-02-07 [Looms]({PAPER})\n\n    {said}\n2. 2025-02-14 [Rods]({OTHER})\n"
    assert [names for *_, names in told(document)] == [[], []]
    classes = "**[Class 1: Verification and Testing](/one)**\n\n- Looms\n\n**[Class 2: Weaving](/two)**\n\n- Rods\n"
    assert [names for *_, names in told(f"# Seminar\n\n{classes}")] == [[], []]


def test_a_tutorial_or_a_post_of_a_day_is_no_paper():
    post = "https://ada.example.org/2015/05/21/looms-that-see/"
    document = "# Study group\n\n## Week 1\n\n* [Looms Tutorial](https://loom.example.org/tutorial/)\n"
    assert kinds(document)[0] == [("other", "https://loom.example.org/tutorial/")]
    assert kinds(f"# Study group\n\n## Week 1\n\n* [Looms that see]({post})\n")[0] == [("blog", post)]
