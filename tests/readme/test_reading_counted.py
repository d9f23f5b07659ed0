"""Tables whose titles only count meetings, and terms of which such tables are."""

from readinggroup.readme.reading import read


def days(document):
    found = read(document)
    said = [(session.number, session.date and session.date.isoformat(), session.title) for session in found.sessions]
    return said, [remark.line for remark in found.remarks if remark.text.endswith("is no session.")]


TABLE = (
    "| 일자 | 활동내역 | 장소 |\n|---|---|---|\n| 03/06 | 1차 정기세션 | 101호 |\n| 03/13 | 2차 정기세션 | 102호 |\n"
    "| 03/16 | 보고서 제출 | |\n| 03/20 | 3차 정기세션 | 101호 |\n| 03/27 | 제 7회 대회 | |\n"
)
MEETINGS = [(number, f"2024-03-{day}", f"{number}차 정기세션") for number, day in ((1, "06"), (2, "13"), (3, "20"))]


def test_rows_that_count_sessions_are_meetings_and_those_between_are_none():
    assert days(f"# 베틀 세미나\n\n2024년 1학기 기록입니다.\n\n## 일정\n\n{TABLE}") == (MEETINGS, [11, 13])


def test_the_number_of_a_term_behind_a_year_leaves_it_one():
    assert days(f"# 베틀 세미나\n\n## 2024-1\n\n{TABLE}") == (MEETINGS, [9, 11])


def test_rows_that_count_sessions_in_english_are_meetings_and_those_between_are_none():
    assert days(
        "# Loom seminar\n\n## Fall 2024\n\n| Date | Event |\n|---|---|\n| Sep 4 | 1st session |\n"
        "| Sep 11 | 2nd session |\n| Sep 14 | Reports |\n| Sep 18 | 3rd session |\n"
    ) == ([(1, "2024-09-04", "1st session"), (2, "2024-09-11", "2nd session"), (3, "2024-09-18", "3rd session")], [9])


def test_a_room_on_a_floor_is_no_meeting_of_that_number():
    assert days(
        "# Loom reading group\n\n**Location**: House 2, 4th floor seminar room\n\n"
        "| Date | Paper |\n|---|---|\n| 2023/07/20 | Looms |\n\nAsk in the 3rd seminar room.\n"
    ) == ([(None, "2023-07-20", "Looms")], [])


def test_a_month_and_its_day_without_a_blank_are_a_date():
    assert days("# Loom seminar 2020\n\n| Date | Topic |\n|---|---|\n| May29th | Looms |\n| May 22nd | Rods |\n") == (
        [(None, "2020-05-29", "Looms"), (None, "2020-05-22", "Rods")],
        [],
    )


def test_headings_that_all_count_below_sessions_are_a_meeting_each():
    counted = "### 1. Looms – and rods\n\nOf threads.\n\n### 2. Gears\n\nOf teeth.\n\n### 2b. Mills\n\nOf wind.\n\n"
    found = read(f"# Loom reading group\n\n## Sessions\n\n{counted}### 3. Dyes\n\nOf 4 colours.\n").sessions
    assert [(session.number, session.title) for session in found] == [
        (1, "Looms – and rods"),
        (2, "Gears"),
        (2, "Mills"),
        (3, "Dyes"),
    ]
    assert read(f"# Loom reading group\n\n## How to join\n\n{counted}").sessions == []
    assert read(f"# Loom reading group\n\n## Sessions\n\n{counted}### Rules\n\nOf 4 colours.\n").sessions == []


def test_what_is_said_again_of_the_weeks_of_a_table_is_of_their_meetings():
    rows = "| 1 | Feb 12 | Looms |\n| 2 | Feb 19 | Rods |\n| 3 | Feb 26 | Gears |\n"
    table = f"# Loom reading group 2026\n\n| Week | Date | Topic |\n|---|---|---|\n{rows}\n"
    notes = "## Meeting notes\n\n- [Week 1 — Feb 12: Of threads](n/1.md)\n- [Week 2 — Feb 20: Of teeth](n/2.md)\n\n"
    base = "https://github.com/loom/reading/blob/main/"
    other = "- [Week 3 — Jun 26: Of dyes](n/3.md)\n\n"
    found = read(f"{table}{notes[:-1]}{other}## Week 3 goals\n\n- [ ] Read all\n", base_url=base).sessions
    assert [(session.number, session.title, session.recap, len(session.materials)) for session in found] == [
        (1, "Looms", "Of threads", 1),
        (2, "Rods", "Of teeth", 1),
        (3, "Gears", "goals\n\nRead all", 0),
        (3, "Of dyes", "", 1),
    ]
