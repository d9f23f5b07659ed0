"""Days as headings and tables have them: what is one, and what only looks like it."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def days(document):
    return [
        (session.number, session.date and session.date.isoformat(), session.title)
        for session in read(document).sessions
    ]


def test_headings_of_month_and_day_below_a_year_are_meetings():
    assert told(
        "# Loom reading group\n\n## 2024\n\n### 04-29\n\n[Weaving by code](https://example.org/a.pptx)\n\n"
        "### 04-15: Rods\n\n[Rods](https://example.org/b.pptx)\n\n[Gears](https://example.org/c.pptx)\n"
    ) == [
        ("2024-04-29", "Weaving by code", [], ["https://example.org/a.pptx"], []),
        ("2024-04-15", "Rods", [], ["https://example.org/b.pptx", "https://example.org/c.pptx"], []),
    ]


def test_headings_numbered_in_two_figures_are_no_days_where_no_year_stands_above():
    assert (
        days(f"# Loom reading group\n\n## 01.02 Looms\n\n- [Looms]({PAPER})\n\n## 01.03 Rods\n\n- [Rods]({OTHER})\n")
        == []
    )


def test_a_heading_of_figures_among_others_is_no_day():
    assert days(f"# Loom reading group 2024\n\n## 04-05\n\n- [Looms]({PAPER})\n\n## Rods\n\n- [Rods]({OTHER})\n") == []


def test_hours_are_no_days():
    assert (
        days(
            "# Loom reading group\n\n| Time | Track | Focus |\n|---|---|---|\n"
            "| 9:30 - 10:30 | **Looms** | How looms are built, and by whom |\n"
            "| 10:30 - 11:30 | **Rods** | What rods are for, and why |\n"
        )
        == []
    )


def test_the_month_comes_first_in_dotted_days_where_it_must_in_some():
    rows = "".join(f"| {day} | Topic {day} | Ada |\n" for day in ("05.18", "05.25", "06.02"))
    assert [
        date
        for _, date, _ in days(
            f"# Loom group 2026\n\n## Summer 2026\n\n| Date | Topic | Presenter |\n|---|---|---|\n{rows}"
        )
    ] == [
        "2026-05-18",
        "2026-05-25",
        "2026-06-02",
    ]


def test_the_day_comes_first_in_dotted_days_otherwise():
    rows = "".join(f"| {day} | Topic {day} | Ada |\n" for day in ("02.06", "09.06", "16.06"))
    assert [
        date
        for _, date, _ in days(
            f"# Loom group 2026\n\n## Summer 2026\n\n| Date | Topic | Presenter |\n|---|---|---|\n{rows}"
        )
    ] == [
        "2026-06-02",
        "2026-06-09",
        "2026-06-16",
    ]


WEEKS = "# Loom reading group 2026\n\n"
WEEKS += "| Week | Date | Presenter |\n|---|---|---|\n| 1 | 5/18 | |\n| 2 | 5/25 | |\n| 3 | 6/2 | |\n"


def topics(name, weeks=(1, 2, 3)):
    rows = "".join(f"| {week} | {name} {week} | [Paper](https://arxiv.org/abs/2301.0000{week}) |\n" for week in weeks)
    return f"\n## {name}\n\n| Week | Topic | References |\n|---|---|---|\n{rows}"


def test_tables_of_the_same_weeks_are_one_meeting_a_week():
    assert days(f"{WEEKS}{topics('Looms')}{topics('Rods')}") == [
        (1, "2026-05-18", "Looms 1; Rods 1"),
        (2, "2026-05-25", "Looms 2; Rods 2"),
        (3, "2026-06-02", "Looms 3; Rods 3"),
    ]


def test_a_table_of_weeks_in_another_term_stays_apart():
    found = days(f"{WEEKS}{topics('Looms')}{topics('Rods of fall 2025')}")
    assert [(number, date) for number, date, _ in found] == [
        (1, "2026-05-18"),
        (2, "2026-05-25"),
        (3, "2026-06-02"),
        (1, None),
        (2, None),
        (3, None),
    ]


def test_a_table_of_days_alone_that_no_other_tells_of_is_remarked():
    found = read(WEEKS)
    assert found.sessions == []
    assert [remark.line for remark in found.remarks] == [3]


def test_references_of_a_week_to_code_and_more_are_read():
    document = (
        "# Loom reading group\n\n| Week | Topic | References |\n|---|---|---|\n"
        f"| 1 | Looms | [GitHub](https://github.com/loom/loom), [arXiv]({PAPER}) |\n| 2 | Rods | [arXiv]({OTHER}) |\n"
        "| 3 | Gears | [Wiki](https://gears.example.org/wiki) |\n"
    )
    found = read(document).sessions
    assert [[(work.kind, work.url) for work in session.readings] for session in found] == [
        [("code", "https://github.com/loom/loom"), ("paper", PAPER)],
        [("paper", OTHER)],
        [("other", "https://gears.example.org/wiki")],
    ]


def test_a_next_session_of_which_only_the_day_is_known_follows_those_before():
    document = (
        "# Loom reading group\n\n## First session\nDate: 27/06/2021\nSpeaker: Ada Loom\nTopic: Looms\n\n"
        "## Next session\nDate: 11/07/2021\n"
    )
    assert days(document) == [(1, "2021-06-27", "Looms"), (None, "2021-07-11", "Next session")]


def test_a_next_session_beside_a_table_is_one_of_its_rows():
    document = (
        "# Loom reading group\n\n## Next session\nDate: 11 July 2021\n\n## All\n\n"
        "| Date | Topic | Speaker |\n|---|---|---|\n"
        "| 27 June 2021 | Looms | Ada |\n| 4 July 2021 | Rods | Bo |\n"
    )
    assert [date for _, date, _ in days(document)] == ["2021-06-27", "2021-07-04"]


def test_whole_days_with_points_have_the_month_first_where_one_of_them_shows_it():
    def told_of(*said):
        text = "# Weaving group\n\n" + "".join(f"{day} -- Title {at}\n\n" for at, day in enumerate(said))
        return [session.date and session.date.isoformat() for session in read(text).sessions]

    assert told_of("04.29.2020", "04.1.2020", "02.15.2020") == ["2020-04-29", "2020-04-01", "2020-02-15"]
    assert told_of("29.04.2020", "01.04.2020", "15.02.2020") == ["2020-04-29", "2020-04-01", "2020-02-15"]
    assert told_of("08.04.2020", "09.03.2020", "01.02.2020") == ["2020-04-08", "2020-03-09", "2020-02-01"]


def test_words_of_the_east_have_the_year_first_and_the_month_before_the_day():
    assert days("# 베틀 스터디\n\n### 1주차 23.02.28\n- Looms\n") == [(1, "2023-02-28", "")]
    rows = "| 날짜 | 발표자 | 제목 |\n|---|---|---|\n| {} | 김하나 | Looms |\n"
    assert [day for _, day, _ in days("# 베틀 스터디\n\n## 2023\n\n" + rows.format("4/5"))] == ["2023-04-05"]
    assert [day for _, day, _ in days("# 베틀 스터디\n\n## 2023\n\n" + rows.format("4.5"))] == ["2023-04-05"]
    assert days("# Loom seminar\n\n### Week 1 23.02.28\n- Looms\n") == [(1, "2028-02-23", "")]
