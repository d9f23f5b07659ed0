"""Ways of writing that mean what another means: both are read alike."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

FLOWS = ("2023-01-05", "Flows", [PAPER], ["https://example.org/a.pdf"], ["Ada Lovelace"])
LOOMS = ("2023-01-12", "Looms", [OTHER], [], ["Mary Somerville"])
HEADINGS = f"""# Reading group

## Schedule

### January 5, 2023: Flows

- Presenter: Ada Lovelace
- Paper: [Flows]({PAPER})
- Slides: [Slides](https://example.org/a.pdf)

### January 12, 2023: Looms

- Presenter: Mary Somerville
- Paper: [Looms]({OTHER})
"""
BELOW = "## Schedule\n"


@pytest.mark.parametrize(
    "before",
    [
        "**News**: on October 1, 2015 we moved to a [new page](https://example.org/new).",
        "Note: from Monday, October 5, 2015, the room is [another](https://example.org/room).",
        "## Details\n\n*Last updated: 12 December 2024*",
        "## Details\n\nSchedule updated on 2024-12-12",
        "## :mega: News\n\n- May 3, 2021: we have a [mailing list](https://example.org/list)",
        "**Recent news**\n\n- May 3, 2021: we have a [mailing list](https://example.org/list)",
        "**When?** We meet on Thursdays, every three weeks.",
        "[Session 1: Flows](#flows)  \n[Session 2: Looms](#looms)",
    ],
)
def test_words_before_the_schedule_are_no_session(before):
    assert told(HEADINGS.replace(BELOW, f"{before}\n\n{BELOW}")) == [FLOWS, LOOMS]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Flows\n", "Flows {#flows}\n"),
        ("- Presenter: Ada", "- :bust_in_silhouette: Presenter: Ada"),
        ("Slides: [Slides](https://example.org/a.pdf)", "Diapositives (https://example.org/a.pdf)"),
        ("January 5, 2023:", "5Jan2023:"),
        ("January 5, 2023:", "5 Jan '23:"),
        ("January 5, 2023:", "The 5th of January 2023:"),
        ("January 5, 2023:", "January 5, 2023 @ 15:00:"),
        ("Schedule", "History"),
    ],
)
def test_other_words_for_the_same_are_read_alike(words, other):
    document = HEADINGS.replace(words, other, 1)
    assert document != HEADINGS
    assert told(document) == [FLOWS, LOOMS]


def test_german_days_are_no_numbers_of_a_list():
    items = f"- 5. Januar 2023: [Flows]({PAPER})\n- 12. Januar 2023: [Looms]({OTHER})\n"
    days = [("2023-01-05", "Flows"), ("2023-01-12", "Looms")]
    assert [one[:2] for one in told(f"# Lesekreis\n\n{items}")] == days
    assert [one[:2] for one in told(f"# Lesekreis\n\n{items.replace('- ', '').replace(chr(10), chr(10) * 2)}")] == days
    # Months and topics that are counted stay a list.
    topics = read(f"# Lesekreis\n\n1. Looms\n2. Mars in June\n3. Rods\n\n{items}").group.introduction
    assert topics == "1. Looms\n2. Mars in June\n3. Rods"
    assert not read("# Reading group\n\n1. January 2023: Flows\n2. February 2023: Looms\n").sessions


def test_a_link_with_a_space_in_it_is_one():
    items = f"- 2023-01-05: [Flows, a survey] ({PAPER}) [slides] (https://example.org/a.pdf)\n"
    assert told(f"# Reading group\n\n{items}") == [
        ("2023-01-05", "Flows, a survey", [PAPER], ["https://example.org/a.pdf"], [])
    ]


def test_bold_titles_over_their_dates_are_headings():
    one = "**Flows**\n\n- Date: 2023-01-05\n- Presenter: Ada Lovelace\n\n"
    two = "**Looms**\n\n- Date: 2023-01-12\n- Presenter: Mary Somerville\n"
    found = [("2023-01-05", "Flows", [], [], ["Ada Lovelace"]), ("2023-01-12", "Looms", [], [], ["Mary Somerville"])]
    assert told(f"# Reading group\n\n{one}{two}") == found


def test_bold_words_below_a_bold_date_are_of_that_meeting():
    one = f"**January 5, 2023: Flows of heat**\n\n**Suggested readings**\n\n- [Flows, a survey]({PAPER})\n\n"
    two = f"**January 12, 2023: Looms of old**\n\n**Suggested readings**\n\n- [Looms, a survey]({OTHER})\n"
    assert told(f"# Reading group\n\n{one}{two}") == [
        ("2023-01-05", "Flows of heat", [PAPER], [], []),
        ("2023-01-12", "Looms of old", [OTHER], [], []),
    ]


def test_a_date_below_a_bold_number_is_of_that_meeting():
    one = "**First week paper sharing**\n\n**Date**: 2023-01-05 9:00-11:00 AM\n\n**Topic**: Flows\n\n"
    two = "**Second week paper sharing**\n\n**Date**: 2023-01-12 9:00-11:00 AM\n\n**Topic**: Looms\n"
    assert [one[0] for one in told(f"# Reading group\n\n{one}{two}")] == ["2023-01-05", "2023-01-12"]


def test_lines_below_words_that_lead_to_them_open_sessions():
    lines = f"Session 1 (2023-01-05): [Flows]({PAPER})\nSession 2 (2023-01-12): [Looms]({OTHER})\n"
    found = [("2023-01-05", "Flows"), ("2023-01-12", "Looms")]
    assert [one[:2] for one in told(f"# Reading group\n\nThursdays, online.\n{lines}")] == found


def test_labelled_links_below_an_item_go_with_it():
    items = [
        "1) **January 5 2023 - Flows**\n\n2) **January 12 2023 - Looms**\n\n[Slides](https://example.org/b.pdf)\n",
        f"3) **January 19 2023 - Gears**\n\nReading: [Gears]({PAPER})  \n[Slides](https://example.org/c.pdf)\n",
        "4) **January 26 2023 - Rods**\n\n[Slides](https://example.org/d.pdf)\n",
    ]
    assert [(one[1], one[2], one[3]) for one in told("# Reading group\n\n" + "\n".join(items))] == [
        ("Flows", [], []),
        ("Looms", [], ["https://example.org/b.pdf"]),
        ("Gears", [PAPER], ["https://example.org/c.pdf"]),
        ("Rods", [], ["https://example.org/d.pdf"]),
    ]


def test_words_with_an_address_are_as_a_link_with_these_words():
    head = "# Reading group\n\n| Theme | Date | Paper | Slides | Presenter |\n|---|---|---|---|---|\n"
    linked = f"| Safety | 2023-01-05 | [Reward Under Attack]({PAPER}) | [Part 1](https://example.org/a.pdf) | TBD |\n"
    plain = f"| Safety | 2023-01-05 | Reward Under Attack ({PAPER}) | Part 1 (https://example.org/a.pdf) | TBD |\n"
    found = [("2023-01-05", "Safety", [PAPER], ["https://example.org/a.pdf"], [])]
    assert told(head + linked) == told(head + plain) == found


def test_an_address_ends_with_its_brackets():
    row = f"| 2023-01-05 | Flows | Paper ({PAPER})/Notes |\n"
    found = told(f"# Reading group\n\n| Date | Topic | Links |\n|---|---|---|\n{row}")
    assert found == [("2023-01-05", "Flows", [PAPER], [], [])]
