"""Structures that Markdown has otherwise than they were meant, and what belongs to what in them."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

DECK = "https://docs.google.com/presentation/d/1/edit"


def listed(document):
    return [entry.work.url or entry.work.title for entry in read(document).papers]


ITEMS = [
    ("2025-01-17", "Agenda", [], [], []),
    ("2025-01-24", "Flows", [PAPER], [DECK], ["Ada"]),
    ("2025-01-31", "Kernels", [OTHER], [], ["Bob"]),
]


@pytest.mark.parametrize("counted", ["{n}) ", "{n}. ", "- "])
@pytest.mark.parametrize("bold", ["**", ""])
@pytest.mark.parametrize("indent", ["", "    "])
def test_bullets_below_a_counted_item_belong_to_it(counted, bold, indent):
    def item(number, words):
        return f"{counted.format(n=number)}{bold}{words}{bold}"

    document = (
        f"### SPRING 2025\n\n{item(1, 'January 17th 2025 - Agenda')}\n\n"
        f"{item(2, 'January 24th 2025 - Flows')} (presented by Ada)\n\n"
        f"{indent}* [Paper]({PAPER})\n{indent}* [Slides]({DECK})\n\n"
        f"{item(3, 'January 31st 2025 - Kernels')} (presented by Bob)\n\n{indent}* [Paper]({OTHER})\n"
    )
    found = read(document)
    assert told(document) == ITEMS
    assert found.papers == []


def test_paragraphs_between_counted_items_belong_to_the_item_above():
    document = (
        "# Reading group\n\n1. **2025-01-17: Agenda**\n\nWe plan.\n\n"
        f"2. **2025-01-24: Flows** (presented by Ada)\n\n[Paper]({PAPER})\n\n"
        f"3. **2025-01-31: Kernels** (presented by Bob)\n\n[Paper]({OTHER})\n\nSee you there.\n"
    )
    assert [(day, works) for day, _, works, _, _ in told(document)] == [
        ("2025-01-17", []),
        ("2025-01-24", [PAPER]),
        ("2025-01-31", [OTHER]),
    ]


def test_words_between_two_lists_of_meetings_are_no_part_of_a_meeting():
    document = (
        "# Reading group\n\nUpcoming\n\n- 2025-02-07: Graphs\n- 2025-01-31: Kernels\n\n"
        "**Past meetings**\n\n- 2025-01-24: Flows\n- 2025-01-17: Agenda\n"
    )
    assert [(title, found.recap) for title, found in ((s.title, s) for s in read(document).sessions)] == [
        ("Graphs", ""),
        ("Kernels", ""),
        ("Flows", ""),
        ("Agenda", ""),
    ]


@pytest.mark.parametrize(
    "ruled", ["|------+-------+-----|", "|---|---|---|", "  |------+-------+-----|", "|------+-------+------"]
)
def test_a_table_ruled_as_in_org_is_one(ruled):
    document = f"# Reading group\n\n| Date | Paper | Presenter |\n{ruled}\n| 2025-01-24 | [Flows]({PAPER}) | Ada |\n"
    assert told(document) == [("2025-01-24", "Flows", [PAPER], [], ["Ada"])]


def test_a_row_over_several_lines_is_one_meeting():
    head = "# Reading group\n\n| Date | Paper | Presenter |\n|---|---|---|\n"
    for row in (
        f"| 2025-01-24 | [Flows]({PAPER}) <br>\nby Rezende | Ada |\n",
        f"| 2025-01-24 | [Flows]({PAPER})\n<br>\nby Rezende | Ada |\n",
        f"| 2025-01-24 | [Flows]({PAPER}) |\nAda |\n",
    ):
        found = read(f"{head}{row}| 2025-01-31 | [Kernels]({OTHER}) | Bob |\n").sessions
        assert [(s.date.day, [w.url for w in s.readings], [p.name for p in s.people]) for s in found] == [
            (24, [PAPER], ["Ada"]),
            (31, [OTHER], ["Bob"]),
        ]


def test_words_below_a_table_are_no_row_of_it():
    document = (
        "# Reading group\n\n| Date | Paper | Presenter |\n|---|---|---|\n"
        f"| 2025-01-24 | [Flows]({PAPER}) | Ada |\n\nAnyone may come | or not.\n"
    )
    assert [title for _, title, *_ in told(document)] == ["Flows"]


@pytest.mark.parametrize("above", ["<br>", "<BR/>\n<br>", "<hr>", "</div>", '<a name="x"></a>', "<p>Hello</p>"])
def test_a_heading_below_html_is_one(above):
    document = (
        f"# Reading group\n\n{above}\n### Flows (11/08/2023)\n* [Paper]({PAPER})\n\n{above}\n"
        f"### Kernels (10/25/2023)\n* [Paper]({OTHER})\n"
    )
    assert [(day, works) for day, _, works, *_ in told(document)] == [("2023-11-08", [PAPER]), ("2023-10-25", [OTHER])]


def test_signs_of_markdown_inside_a_table_of_html_stay_there():
    document = (
        "# Reading group\n\n<table>\n<tr><th>Date</th><th>Title</th></tr>\n<tr><td>2023-11-08</td><td>\n"
        "## Flows\n</td></tr>\n<tr><td>2023-10-25</td><td>Kernels</td></tr>\n</table>\n"
    )
    assert [day for day, *_ in told(document)] == ["2023-11-08", "2023-10-25"]


def test_the_next_meeting_tells_the_year_of_those_below():
    document = (
        "# Reading group\n\n### Next meeting:\n* 11/22/2023 11 am EST\n* [Zoom](https://zoom.us/j/1)\n\n"
        f"### Flows (11/08)\n* [Paper]({PAPER})\n\n### Kernels (10/25)\n* [Paper]({OTHER})\n"
    )
    assert [day for day, *_ in told(document)] == ["2023-11-08", "2023-10-25"]


def test_headings_that_are_keys_belong_to_the_title_above():
    for sign, end in (("#### ", ""), ("#### **", "**")):
        document = (
            f"# Journal club\n\n## Tuesdays\n### Flows\n{sign}Date: 2020-06-17{end}\n{sign}Speaker: Ada Lovelace{end}\n"
            f"{sign}Topic: Densities{end}\n[Paper link]({PAPER})\n\nDate proposed: 2020-05-22\n\n"
            f"### Kernels\n{sign}Date: 2020-06-24{end}\n{sign}Speaker: Bob Noyce{end}\n[Paper link]({OTHER})\n"
        )
        assert [(day, works, people) for day, _, works, _, people in told(document)] == [
            ("2020-06-17", [PAPER], ["Ada Lovelace"]),
            ("2020-06-24", [OTHER], ["Bob Noyce"]),
        ]


def test_papers_as_headings_of_a_session_stay_headings():
    document = (
        f"# Reading group\n\n## Session 1: Flows\n### Paper: [Flows]({PAPER})\nGood.\n"
        f"### Paper: [Kernels]({OTHER})\nGood, too.\n"
    )
    assert [works for _, _, works, *_ in told(document)] == [[PAPER, OTHER]]


def test_hours_before_a_date_are_no_date():
    for hours in ("1-2 p.m.", "4-5pm", "10-11 am"):
        assert [
            day for day, *_ in told(f"# Reading group\n\n## Flows\n- Date: {hours}, 12/24/2023\n- Leader: Ada\n")
        ] == ["2023-12-24"]


def test_one_item_with_date_and_leader_is_a_session_among_papers():
    document = (
        "# Reading list\n\n- Flows\n    - Date: 1-2 p.m., 12/24/2023\n    - Leader: Ada Lovelace\n"
        f"    - [Paper Link]({PAPER})\n\n- Kernels\n    - [Paper Link]({OTHER})\n"
    )
    assert told(document) == [("2023-12-24", "Flows", [PAPER], [], ["Ada Lovelace"])]
    assert listed(document) == [OTHER]


def test_bullets_before_any_heading_are_sessions_where_the_front_matter_says_so():
    document = (
        '---\ntitle: "Coming Talks"\n---\nEvery Tuesday\n- **June 3rd, 2025 ---** [Ada Lovelace](https://ada.org) '
        "(University of London)\n- **June 17th, 2025 ---** [Bob Noyce](https://bob.org) (MIT)\n\n"
        "- **July 15th, 2025 ---** ICML week\n"
    )
    found = read(document).sessions
    assert [(s.date.isoformat(), [p.name for p in s.people], s.recap) for s in found] == [
        ("2025-06-03", ["Ada Lovelace"], "University of London"),
        ("2025-06-17", ["Bob Noyce"], "MIT"),
    ]


def test_a_paper_about_a_conference_is_no_holiday():
    document = (
        "# Reading group\n\n- 2025-06-03: NeurIPS\n- 2025-06-10: NeurIPS 2024 best papers\n- 2025-06-17: ICML 2025\n"
    )
    assert [title for _, title, *_ in told(document)] == ["NeurIPS 2024 best papers"]


def test_a_header_of_several_words_is_known_by_its_first():
    for head in ("Datetime/Zoom", "Date & Time", "Date/Location", "Date-Time"):
        document = f"# Reading group\n\n| {head} | Paper |\n|---|---|\n| Jan 19th, 2022: 4:00pm | [Flows]({PAPER}) |\n"
        assert [day for day, *_ in told(document)] == ["2022-01-19"]


def test_announcements_are_no_sessions_even_misspelt():
    for words in ("Announcements", "Annoucement 📢", "News"):
        document = f"# Reading group\n\n### {words}\n- 12/14/2021: Welcome!\n- 1/18/2022: Our first meetup is soon.\n"
        assert told(document) == []


def test_notes_below_a_paper_are_no_readings():
    document = (
        f"# Reading group\n\n## 2025-01-21: Flows\nDiscussed papers:\nNot in detail, but mentioned were these:\n"
        f"- [Flows]({PAPER}) (Rezende, 2015)\n  - Looks at densities\n  - The jet goes on\n\n"
        f"Presented Paper:\n[Kernels]({OTHER}) (Neal, 2001)\n  - \n\n## 2025-01-28: Graphs\n"
    )
    first = read(document).sessions[0]
    assert [work.url for work in first.readings] == [PAPER, OTHER]
    assert "Looks at densities" in first.recap
    assert "The jet goes on" in first.recap
    assert "Not in detail" in first.recap


def test_the_identifier_of_a_paper_is_no_other_paper():
    document = (
        f"# Reading group\n\n## 2025-01-21: Flows\n* **[Flows]({PAPER})**\nRezende, Mohamed\nDOI: 10.1101/2023.10.09\n"
    )
    assert [works for _, _, works, *_ in told(document)] == [[PAPER]]


def test_what_is_no_paper_of_the_group_is_not_listed():
    for document in (
        f"# Reading group\n\n## References\n- [Flows]({PAPER})\n- [Kernels]({OTHER})\n",
        f"# Reading group\n\n## Useful links\n- [Flows]({PAPER})\n",
        "# Reading group\n\n## Paper ideas\n* Please share your ideas "
        "[using issues](https://github.com/org/group/issues).\n",
        "# Reading group\n\n## Choose a paper\n- ICML\n    - [2020](https://icml.cc/2020/papers.html), "
        "[2019](https://icml.cc/2019/papers.html)\n",
    ):
        assert listed(document) == []


@pytest.mark.parametrize("heading", ["Suggested Reading", "Reading list", "Pool of papers [please fill]", "To read"])
def test_papers_to_come_are_listed_in_whatever_form(heading):
    start = f"# Reading group\n\n## {heading}\n"
    assert listed(
        f"{start}<p>\n  <a href='{PAPER}'>\n   Flows\n  </a>\n</p>\n<p><a href='{OTHER}'>Kernels</a></p>"
    ) == [
        PAPER,
        OTHER,
    ]
    assert listed(f"{start}[Flows]({PAPER})\n\n[Kernels]({OTHER})\n") == [PAPER, OTHER]
    assert listed(f"{start} - Guided Policy Search\n - TRPO\n") == ["Guided Policy Search", "TRPO"]


def test_items_that_are_titles_with_a_date_below_are_sessions():
    document = (
        f"# Reading group\n\n1. Flows\n   - Date: Jan 10, 2024\n   - [Paper]({PAPER})\n"
        f"2. Kernels\n   - Date: Jan 17, 2024\n   - [Paper]({OTHER})\n"
    )
    assert told(document) == [("2024-01-10", "Flows", [PAPER], [], []), ("2024-01-17", "Kernels", [OTHER], [], [])]


def test_the_hour_beside_a_date_below_the_heading_is_the_sessions():
    session = read(f"# Reading group\n\n## Meeting 1\nJan 10, 2024, 5pm\n\n[Flows]({PAPER})\n").sessions[0]
    assert (session.date.isoformat(), session.time.hour, session.recap) == ("2024-01-10", 17, "")


def test_many_headings_below_html_are_read_in_seconds():
    assert read("# Reading group\n" + "<br>\n## x\n" * 2_000).sessions == []


def test_an_arrow_both_ways_is_a_word_of_a_title():
    found = read("# Loom reading group\n\n## Week 1: Looms ⇄ rods → gears 🎉\n\nOf threads.\n").sessions
    assert [session.title for session in found] == ["Looms ⇄ rods gears"]


def test_a_source_in_full_is_what_is_read():
    cited = f"Ada Lovelace & Bo Rod, *Looms bend as rods do*\n  ([arXiv 2301.00001]({PAPER}))."
    found = read(f"# Loom reading group\n\n## Week 1: Looms\n\n- **Source:** {cited}\n").sessions
    assert [([work.url for work in one.readings], one.materials) for one in found] == [([PAPER], [])]
