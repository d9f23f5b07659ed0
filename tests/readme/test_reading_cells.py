"""Tables as people leave them: broken rows, cells too many, and columns that hold more than their head says."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

VIDEO = "https://www.bilibili.com/video/av"
DRIVE = "https://drive.google.com/file/d/loom/view"
HEAD = "# Loom reading group\n\n|Date|Paper|Presenter|\n|---|---|---|\n"


def test_a_row_without_bars_at_its_ends_goes_on_in_the_next_line():
    document = (
        "# Loom reading group\n\n|Date|Paper|Link|Presenter|\n|---|---|---|---|\n"
        f"5/3/2023 | Looms and their kin | [Link]({PAPER}) | Ada\n"
        f"5/10/2023 | On rods that bend, multiple\nturns, and gears | [Link]({OTHER}) | Bo\n"
        f"5/17/2023 | A talk\n5/24/2023 | Mills | [Link]({PAPER}9) | Cy\n"
    )
    assert told(document) == [
        ("2023-05-03", "Looms and their kin", [PAPER], [], ["Ada"]),
        ("2023-05-10", "On rods that bend, multiple turns, and gears", [OTHER], [], ["Bo"]),
        ("2023-05-17", "A talk", [], [], []),
        ("2023-05-24", "Mills", [f"{PAPER}9"], [], ["Cy"]),
    ]


def test_a_cell_beyond_the_head_is_not_lost():
    assert told(f"{HEAD}| 5/3/2023 | [Looms]({PAPER}) | Ada |\n| 5/10/2023 | | Bo | [Rods]({OTHER})\n") == [
        ("2023-05-03", "Looms", [PAPER], [], ["Ada"]),
        ("2023-05-10", "Rods", [OTHER], [], ["Bo"]),
    ]


def test_the_page_of_an_accepted_paper_is_the_paper():
    page = "https://www.loomconf.org/2018/accepted-papers/view/a-pipeline-for-looms"
    found = read(f"# Loom reading group\n\n## Papers\n\n- [A pipeline for looms]({page})\n")
    assert [(entry.work.url, entry.work.kind) for entry in found.papers] == [(page, "paper")]


def test_links_beside_papers_that_have_none_are_theirs():
    rows = "".join(
        f"| 5/{day}/2023 | Looms, part {day} | [Link]({url}) | Ada |\n"
        for day, url in ((3, PAPER), (10, OTHER), (17, "https://looms.example.org/all-of-them"))
    )
    found = told(f"# Loom reading group\n\n|Date|Paper|Link|Presenter|\n|---|---|---|---|\n{rows}")
    assert [(urls, made) for _, _, urls, made, _ in found] == [
        ([PAPER], []),
        ([OTHER], []),
        (["https://looms.example.org/all-of-them"], []),
    ]


DATED = "# Loom reading group\n\n| Date | Paper | Presenter |\n|---|---|---|\n"


def test_guests_before_titles_are_who_the_column_says():
    rows = (
        "| 2/14/2018 | **Guest speaker:** Loom overview, [Rods](https://rods.example.io/), "
        "[Gears](https://gears.example.io/) | Ada |\n"
        "| 2/21/2018 | **Guest speakers:** Robust Bending Examples | Bo Loom & Cy Rod (Mill) |\n"
    )
    assert told(f"{DATED}{rows}") == [
        (
            "2018-02-14",
            "Guest speaker: Loom overview, Rods, Gears",
            ["https://rods.example.io/", "https://gears.example.io/"],
            [],
            ["Ada"],
        ),
        ("2018-02-21", "Guest speakers: Robust Bending Examples", [], [], ["Bo Loom", "Cy Rod"]),
    ]


def test_a_guest_before_no_title_is_who_comes():
    assert told(f"{DATED}| 2/14/2018 | Guest: Dora Gear | Ada |\n| 2/21/2018 | [Looms]({PAPER}) | Bo |\n") == [
        ("2018-02-14", "", [], [], ["Dora Gear", "Ada"]),
        ("2018-02-21", "Looms", [PAPER], [], ["Bo"]),
    ]


def test_a_column_of_demos_has_no_people():
    rows = "".join(
        f"| {day}.02.2024 | [Looms {day}]({PAPER}{day}) | [{name}](https://huggingface.co/loom{day}) |\n"
        for day, name in ((14, "Demo"), (21, "Demos"), (28, "HuggingFace"))
    )
    assert [who for *_, who in told(f"# Loom reading group\n\n| Date | Paper | Demo |\n|---|---|---|\n{rows}")] == [
        []
    ] * 3


def test_papers_in_place_of_their_authors_are_read_and_the_words_before_are_the_topic():
    document = (
        "# Loom reading group\n\n| Date | Paper | Authors |\n|---|---|---|\n"
        f"| 14.02.2024 | [Looms]({PAPER}) | A. Loom, B. Rod |\n"
        f"| 21.02.2024 | Weaving | [Rods]({OTHER}), [Gears]({PAPER}9) |\n"
        "| 28.02.2024 | Still (sic!) continue | |\n"
    )
    assert told(document) == [
        ("2024-02-14", "Looms", [PAPER], [], []),
        ("2024-02-21", "Weaving", [OTHER, f"{PAPER}9"], [], []),
        ("2024-02-28", "Still (sic!) continue", [], [], []),
    ]


def test_a_file_behind_who_presents_is_what_was_shown():
    document = f"# Looms\n\n## 2024-02-14\n\nPaper: {PAPER}<br>\nSpeaker: Ada Loom [pdf](/ppt/looms.pdf)\n"
    base = "https://github.com/ada/looms/blob/main/"
    session = read(document, base_url=f"{base}papers/README.md").sessions[0]
    assert [(made.kind, made.url) for made in session.materials] == [("slides", f"{base}ppt/looms.pdf")]
    assert [work.url for work in session.readings] == [PAPER]


def test_a_citation_is_of_the_work_above_it():
    document = (
        f"# Loom reading group\n\n## Next meeting\n\n**Presenter:** Ada Loom\n**Date:** 14 February 2024\n\n"
        f"**Paper:** [Looms]({PAPER})\n\n**Citation:** Loom, A., & Rod, B. (1843). Looms. Memoirs, 8(3).\n"
    )
    session = read(document).sessions[0]
    assert [(work.url, work.note) for work in session.readings] == [
        (PAPER, "Loom, A., & Rod, B. (1843). Looms. Memoirs, 8(3).")
    ]


def test_who_pays_for_the_food_does_not_present():
    document = f"# Loom reading group\n\n- 2024-02-14 (with food provided by Cotton Mills)\n  - [Looms]({PAPER})\n"
    assert [who for *_, who in told(document)] == [[]]


def test_an_empty_cell_at_the_head_is_a_column():
    document = (
        "# Reading group\n\n||model|paper|date|code|\n|:--:|:--:|:--:|:--:|:--:|\n"
        f"|01|RNN|[Flows]({PAPER})|2024.01.10|[code]( )|\n|02|GRU|[Kernels]({OTHER})|2024.01.17|[code]( )|\n"
    )
    assert [(day, works) for day, _, works, *_ in told(document)] == [("2024-01-10", [PAPER]), ("2024-01-17", [OTHER])]


def test_columns_of_the_same_names_say_who_does_what():
    head = "# Group meetings\n\n| Date | Code review | Progress |\n|---|---|---|\n"
    rows = "| 02-09-2020 | Ada | Bo |\n| 16-09-2020 | Cy, Bo | |\n"
    rows += "| 30-09-2020 | Dora | Ada |\n| 14-10-2020 | Eve | Dora |\n"
    assert [
        (session.date.isoformat(), [one.name for one in session.people]) for session in read(head + rows).sessions
    ] == [
        ("2020-09-02", ["Ada", "Bo"]),
        ("2020-09-16", ["Cy", "Bo"]),
        ("2020-09-30", ["Dora", "Ada"]),
        ("2020-10-14", ["Eve", "Dora"]),
    ]


def test_columns_that_say_how_far_something_is_name_nobody():
    head = "# Loom reading group\n\n| Date | Code | Progress |\n|---|---|---|\n"
    rows = "".join(f"| {day:02}-09-2020 | Done | Shared |\n" for day in (2, 16, 30))
    assert read(head + rows).sessions == []


def test_rows_of_several_conferences_are_no_meetings():
    rows = f"| 10/02/2025 | [Looms]({PAPER}) |\n| 10/09/2025 | ICFP / SPLASH ’25 |\n| 10/16/2025 | POPL 2026 & PLDI |\n"
    rows += "| 10/23/2025 | The isca model of looms |\n"
    assert [day for day, *_ in told(f"# Loom reading group\n\n| Date | Paper |\n|---|---|\n{rows}")] == [
        "2025-10-02",
        "2025-10-23",
    ]


def test_what_else_was_done_stands_in_a_column_of_readings_and_activities():
    rows = f"| Dec. 7, 2020 | Ada | [Looms]({PAPER}) |\n| Nov. 30, 2020 | Bo | [Rods]({OTHER}) |\n"
    rows += f"| Nov. 27, 2020 | Eve | [Gears]({PAPER}0) |\n"
    rows += (
        "| Nov. 23, 2020 | Cy | Talk about the culture of looms |\n| Nov. 16, 2020 | | OOPSLA attendance week! :-) |\n"
    )
    assert told(f"# Loom reading group\n\n| Date | Leader | Reading/Activity |\n|---|---|---|\n{rows}") == [
        ("2020-12-07", "Looms", [PAPER], [], ["Ada"]),
        ("2020-11-30", "Rods", [OTHER], [], ["Bo"]),
        ("2020-11-27", "Gears", [f"{PAPER}0"], [], ["Eve"]),
        ("2020-11-23", "Talk about the culture of looms", [], [], ["Cy"]),
    ]


def test_lines_of_a_cell_that_say_what_they_are_know_it_better_than_the_head_of_the_column():
    rows = f"| 2023/5/3 | Ada | paper：[On looms](https://looms.example/a.pdf)<br>video：[{VIDEO}1]({VIDEO}1) |\n"
    rows += f"| 2023/5/10 | Bo | paper: [On rods](https://looms.example/b.pdf)<br>video : {VIDEO}2<br>PPT: {DRIVE} |\n"
    rows += "| 2023/5/17 | Cy | paper: [On gears](https://looms.example/c.pdf) |\n"
    found = read(f"# Loom reading group\n\n| Date | Speaker | Videos |\n|---|---|---|\n{rows}").sessions
    assert [[work.url for work in one.readings] for one in found] == [
        ["https://looms.example/a.pdf"],
        ["https://looms.example/b.pdf"],
        ["https://looms.example/c.pdf"],
    ]
    assert [[(material.kind, material.url) for material in one.materials] for one in found] == [
        [("recording", f"{VIDEO}1")],
        [("recording", f"{VIDEO}2"), ("slides", DRIVE)],
        [],
    ]


def test_of_two_columns_that_may_be_names_the_one_with_full_names_says_who_presents():
    rows = f"| 1 | Weaving | On looms | [Paper]({PAPER}) | Ada Lovelace |\n"
    rows += f"| 2 | Weaving | On rods | [Paper]({OTHER}) | Bo Rod |\n"
    rows += f"| 3 | Mills | On gears | [Paper]({PAPER}0) | Cy Wheel |\n"
    assert told(f"# Loom seminar\n\n| No | Branch | Title | Link | Xyzzy |\n|---|---|---|---|---|\n{rows}") == [
        (None, "On looms", [PAPER], [], ["Ada Lovelace"]),
        (None, "On rods", [OTHER], [], ["Bo Rod"]),
        (None, "On gears", [f"{PAPER}0"], [], ["Cy Wheel"]),
    ]


def test_heads_of_columns_are_read_in_polish():
    head = "# Klub czytelniczy (reading group)\n\n| Lp. | Data | Temat | Artykuł | Osoba prezentująca | Slajdy |\n"
    rows = "|---|---|---|---|---|---|\n"
    rows += f"| 1. | 2023-05-03 | Krosna | [artykuł1]({PAPER}) | ADA LOVELACE | [prezentacja](a.pdf) |\n"
    found = told(head + rows, base_url="https://looms.example/")
    assert found == [("2023-05-03", "Krosna", [PAPER], ["https://looms.example/a.pdf"], ["ADA LOVELACE"])]


def test_words_that_come_again_in_row_after_row_are_kinds_and_name_nobody():
    def people_of(*words):
        rows = "".join(f"| {at} May 2023 | {word} | On looms {at} |\n" for at, word in enumerate(words, 1))
        found = told(f"# Loom seminar\n\n| Date | Xyzzy | Title |\n|---|---|---|\n{rows}")
        return [people for *_, people in found]

    assert people_of("Weaving", "Weaving", "Weaving", "Mills", "Mills") == [[]] * 5
    assert people_of("Ada", "Bo", "Ada", "Cy", "Bo") == [["Ada"], ["Bo"], ["Ada"], ["Cy"], ["Bo"]]


LINKED = (
    "| Previous meetings | Material |\n|---|---|\n"
    f"| [28.04.2021, 1pm](./m/28.md) | [Looms]({PAPER}) |\n"
    f"| [14.04.2021, 1pm](./m/14.md) | [Rods]({OTHER}) |\n"
)


def test_days_that_lead_to_the_page_of_each_meeting_are_days_below_meetings():
    base = "https://github.com/loom/reading-group/blob/main/"
    assert told(f"# Dates\n\nWe meet to read.\n\n{LINKED}", base_url=base) == [
        ("2021-04-28", "Looms", [PAPER], [f"{base}m/28.md"], []),
        ("2021-04-14", "Rods", [OTHER], [f"{base}m/14.md"], []),
    ]


def test_months_below_sessions_are_of_a_meeting_each():
    rows = "| February 2023 | Looms and how they lie |\n| May 2023 | Rods that bend |\n"
    head = "| Upcoming sessions | Material |\n|---|---|\n"
    assert told(f"# Loom reading group\n\n{head}{rows}") == [
        (None, "Looms and how they lie", [], [], []),
        (None, "Rods that bend", [], [], []),
    ]
    assert told(f"# Loom reading group\n\n{head.replace('Upcoming sessions', 'Published')}{rows}") == []
