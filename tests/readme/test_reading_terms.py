"""Pages that a group keeps for years: terms, months, rows that wait to be filled in, days on which nobody meets."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

THIRD = "https://arxiv.org/abs/2303.00003"


def test_a_month_opens_a_meeting_where_all_beside_do():
    meetings = [
        (None, "Looms", [PAPER], [], ["Ada Lovelace"]),
        (None, "Rods", [OTHER], [], ["Bo Weaver"]),
        (None, "Threads", [THIRD], [], ["Cy Spindle"]),
    ]
    assert (
        told(
            "# Journal club\n\n## 2021\n\n"
            f"- **March 2021**: Ada Lovelace, [Looms]({PAPER})\n- **April 2021**: Bo Weaver, [Rods]({OTHER})\n"
            f"- **May 2021**: Cy Spindle, [Threads]({THIRD})\n"
        )
        == meetings
    )
    assert (
        told(
            "# Journal club\n\n"
            f"## March 2021\n\n[Looms]({PAPER}), presented by Ada Lovelace\n\n"
            f"## April 2021\n\n[Rods]({OTHER}), presented by Bo Weaver\n\n"
            f"## May 2021\n\n[Threads]({THIRD}), presented by Cy Spindle\n"
        )
        == meetings
    )


def test_a_bold_month_opens_a_meeting():
    assert told(
        f"# Journal club\n\n**October 2020** — *Looms*. [PDF]({PAPER})\n\n**November 2020** — *Rods*. [PDF]({OTHER})\n"
    ) == [(None, "Looms", [PAPER], [], []), (None, "Rods", [OTHER], [], [])]


def test_a_month_over_several_papers_is_no_meeting():
    month = f"- [Looms]({PAPER})\n- [Rods]({OTHER})\n- [Threads]({THIRD})\n"
    assert told(f"# Journal club\n\n## March 2021\n\n{month}\n## April 2021\n\n{month}") == []


def test_what_waits_for_someone_and_what_is_moved_is_no_meeting():
    assert [
        (session.date.isoformat(), session.title, session.is_cancelled)
        for session in read(
            "# Theory lunch\n\n## 2022\n\n"
            f"- Sep 9: Ada Lovelace, [Looms]({PAPER})\n- Sep 16: no lunch (retreat)\n- Sep 23: volunteer needed\n"
            "- Sep 30: nothing, everybody travels\n- Oct 7: ~~Rods~~ (moved to spring)\n"
            f"- Oct 14: Bo Weaver, [Threads]({OTHER})\n"
        ).sessions
    ] == [("2022-09-09", "Looms", False), ("2022-10-07", "Rods", True), ("2022-10-14", "Threads", False)]


def test_a_week_counts_for_both_of_its_meetings():
    assert told(
        "# Seminar on looms (2022)\n\n| Week | Date | Topic | Reading | Lead |\n|---|---|---|---|---|\n"
        f"| 1 | Tue 1/11 | Rods | [Rods of old]({PAPER}) | Ada |\n"
        f"| | Thu 1/13 | Looms | [Looms of old]({OTHER}) | Bo |\n"
        f"| 2 | Tue 1/18 | Threads | [Threads of old]({THIRD}) | Ada |\n"
        "| | Thu 1/20 | Guest lecture: wheels | | |\n"
        "| 3 | Tue 1/25 | Spindles | | Bo |\n| 4 | Tue 2/1 | Wheels | | Ada |\n"
    )[3] == ("2022-01-20", "Guest lecture: wheels", [], [], [])


def test_what_stands_below_a_paragraph_of_meetings_is_of_none_of_them():
    assert told(
        "# Reading group\n\n## 2019\n\n"
        f"01/25 - [Looms]({PAPER})  \n02/01 - [Rods]({OTHER})  \n02/08 - [Threads]({THIRD})  \n\n"
        "Older lists: [2018](archive/2018.md), [2017](archive/2017.md)\n"
    )[2] == ("2019-02-08", "Threads", [THIRD], [], [])


def test_a_paper_may_be_called_as_the_code_it_describes():
    [session] = read(
        "# Reading group\n\n| Date | Topic | Required reading |\n|---|---|---|\n"
        f"| 2022-01-18 | Frameworks | [PyTorch]({PAPER}) |\n"
    ).sessions
    assert [(work.title, work.kind) for work in session.readings] == [("PyTorch", "paper")]


def test_papers_that_were_asked_for_are_listed():
    found = read(
        f"# Theory lunch\n\n- 2022-09-09: [Looms]({PAPER})\n\n## Papers people asked for\n\n- [Rods](https://example.org/r)\n"
    )
    assert [entry.work.title for entry in found.papers] == ["Rods"]


def test_a_welcome_among_the_papers_is_a_topic():
    assert told(
        "# Reading group\n\n| Date | Paper | Notes |\n|---|---|---|\n"
        f"| 2024-09-04 | Welcome, brainstorm | |\n| 2024-09-11 | [Looms]({PAPER}) | |\n"
    ) == [("2024-09-04", "Welcome, brainstorm", [], [], []), ("2024-09-11", "Looms", [PAPER], [], [])]


def test_a_sign_alone_is_the_head_of_a_column():
    recording = "https://drive.google.com/file/d/1a/view"
    assert told(
        "# Paper club\n\n| Date | Paper | Host | 🎥 |\n|---|---|---|---|\n"
        f"| 2022-11-30 | [Looms]({PAPER}) | Ada | [rec]({recording}) |\n"
    ) == [("2022-11-30", "Looms", [PAPER], [recording], ["Ada"])]


def test_a_guest_is_named_without_the_words_for_one():
    assert told(
        "# Reading group\n\n| Date | Presenter | Paper |\n|---|---|---|\n"
        f"| 2022-10-13 | Bo Weaver | [Looms]({PAPER}) |\n| 2022-10-20 | Guest: Prof. Ada Lovelace | [Rods]({OTHER}) |\n"
    )[1] == ("2022-10-20", "Rods", [OTHER], [], ["Ada Lovelace"])
    assert told(f"# Reading group\n\n## 2022-10-20 Rods (guest: Ada Lovelace)\n\n- {OTHER}\n") == [
        ("2022-10-20", "Rods", [OTHER], [], ["Ada Lovelace"])
    ]


def test_more_may_be_said_behind_the_name_of_who_presents():
    assert told(
        "# Reading group\n\n"
        f"1. **Nov 19, 2020**: [Looms]({PAPER}) (Ada)\n"
        f"2. **Nov 26, 2020**: [Rods]({OTHER}) (Bo); play with the [demo](https://example.org/demo)\n"
    )[1] == ("2020-11-26", "Rods", [OTHER, "https://example.org/demo"], [], ["Bo"])


def test_whom_to_ask_is_no_paper():
    assert told(
        "# Reading group\n\n| Date | Presenter | Title | Paper |\n|---|---|---|---|\n"
        f"| 2024-02-14 | Ada | Looms | [pdf]({PAPER}) |\n| 2024-02-21 | Bo | Rods | ask Bo |\n"
    )[1] == ("2024-02-21", "Rods", [], [], ["Bo"])


def test_a_sentence_that_ends_in_a_link_is_no_title():
    assert [
        (session.title, len(session.readings))
        for session in read(
            f"# Reading group\n\n## 2021-10-18 Looms\n\n- [Looms of old]({PAPER})\n\n"
            "Discussion: nobody agreed on the rods. Ada will look. See also the [thread](https://twitter.com/a/status/1).\n"
        ).sessions
    ] == [("Looms", 1)]


def test_who_presents_elsewhere_is_told_in_a_title():
    assert told(
        "# Reading group\n\n"
        f"* **8.11.2023** Ada Lovelace: [Looms]({PAPER})\n* **1.11.2023** Bo Weaver: [Rods]({OTHER})\n"
        f"* **25.10.2023** Ada Lovelace & Bo Weaver: Two on threads: [one]({THIRD}), [two](https://arxiv.org/abs/2304.00004)\n"
        "* **18.10.2023** Wheels in practice: Bo Weaver, Ada Lovelace\n"
    )[2:] == [
        (
            "2023-10-25",
            "Two on threads: one; two",
            [THIRD, "https://arxiv.org/abs/2304.00004"],
            [],
            ["Ada Lovelace", "Bo Weaver"],
        ),
        ("2023-10-18", "Wheels in practice", [], [], ["Bo Weaver", "Ada Lovelace"]),
    ]


def test_a_day_may_be_defined_by_the_line_below():
    assert told(
        "# Paper club\n\n## Summer term 2022\n\n"
        f"Mon, 25.04., 14:00, room 3.12\n: Ada: [Looms]({PAPER})\n\nMon, 09.05.\n: Whit Monday, no meeting\n\n"
        f"Mon, 23.05., 15:00 (!), room 1.07\n: Bo: [Rods]({OTHER})\n"
    ) == [("2022-04-25", "Looms", [PAPER], [], ["Ada"]), ("2022-05-23", "Rods", [OTHER], [], ["Bo"])]


def test_a_day_below_next_session_opens_it_and_a_title_may_follow():
    below = f"Looms of many threads\n{PAPER}\nDiscussion leader: Ada Lovelace\n"
    assert told(f"# Paper club\n\n## Next session\n\n**Thursday, May 12, 2022, 4pm**\n{below}") == [
        ("2022-05-12", "Looms of many threads", [PAPER], [], ["Ada Lovelace"])
    ]


def test_a_name_below_links_is_who_presents():
    assert told(
        f"# Reading group\n\n### 2021-10-12\nLooms of many threads [[paper]({PAPER})] [[code]({OTHER})]\nAda Lovelace\n"
    )[0][4] == ["Ada Lovelace"]


def test_papers_without_a_title_may_be_to_do():
    found = read(
        f"# Reading group\n\n- 2022-02-08: [Looms](https://example.org/l.pdf)\n\n## TODO papers\n\n- {PAPER}\n"
    )
    assert [entry.work.url for entry in found.papers] == [PAPER]


def test_a_month_without_a_year_may_be_may_and_an_open_vote_is_no_meeting():
    assert [
        one[1]
        for one in told(
            f"# Journal club\n\n## 2022\n\n- March: [Looms]({PAPER})\n- April: no meeting\n- May: [Rods]({OTHER})\n"
        )
    ] == ["Looms", "Rods"]
    assert [
        one[1]
        for one in told(
            "# Journal club\n\n| Month | Paper | Lead |\n|---|---|---|\n"
            f"| January 2024 | [Looms]({PAPER}) | Ada |\n| February 2024 | vote open | |\n"
        )
    ] == ["Looms"]


def test_the_day_that_took_the_place_of_another_counts():
    assert told(
        "# Reading group\n\n## 2023\n\n"
        f"1. Nov 1 - **Ada Lovelace** - [Looms]({PAPER})\n2. ~~Nov 15~~ Nov 29 - **Bo Weaver** - [Rods]({OTHER})\n"
    )[1] == ("2023-11-29", "Rods", [OTHER], [], ["Bo Weaver"])


def test_a_venue_in_brackets_is_no_title():
    [session] = read(
        "# Reading group\n\n| Date | Paper | Moderator |\n|---|---|---|\n"
        f"| 2024-10-02 | Looms of many threads [(TOCHI)]({PAPER}) | Ada |\n"
    ).sessions
    assert (session.title, [(work.title, work.url) for work in session.readings]) == (
        "Looms of many threads",
        [("Looms of many threads", PAPER)],
    )


ROWS = (
    "| 날짜 | 발표자 | 논문 |\n|---|---|---|\n"
    f"| 12/23 | 김하나 | [Looms]({PAPER}) |\n| 1/6 | 이두리 | [Rods]({OTHER}) |\n"
)
DAYS = [("2021-12-23", "Looms", [PAPER], [], ["김하나"]), ("2022-01-06", "Rods", [OTHER], [], ["이두리"])]


@pytest.mark.parametrize(
    "said",
    [
        "#### 3) 스터디 기간: 2021.12.20 ~ 2022.02.28",
        "- 기간 : 2021년 12월 20일 ~ 2022년 2월 28일",
        "**Period**: December 20, 2021 – February 28, 2022",
        "## Winter term (December 20 – February 28, 2022)",
        "기간: 2021.12.20 ~ 2022.02.28",
    ],
)
def test_the_time_of_a_whole_term_is_no_meeting_and_tells_the_years_of_its_meetings(said):
    assert told(f"# 베틀 스터디\n\n{said}\n\n## 일정\n\n{ROWS}") == DAYS


def test_a_time_tells_no_years_of_days_outside_and_is_a_meeting_where_a_book_is_read_in_it():
    def days(first, last):
        return [day for day, *_ in told(f"# 베틀 스터디\n\n기간: {first} ~ {last}\n\n## 일정\n\n{ROWS}")]

    assert days("2021.12.20", "2022.02.28") == ["2021-12-23", "2022-01-06"]
    assert days("2021.03.01", "2021.12.30") == [None, None]
    hour = f"# 织机讨论班\n\n**时间：2021年3月5日** [Looms]({PAPER})\n"
    assert [(day, urls) for day, _, urls, *_ in told(hour)] == [("2021-03-05", [PAPER])]
    book = f"# Loom book club\n\n## March 1, 2021 – March 31, 2021\n\n[Looms]({PAPER})\n"
    assert [(day, urls) for day, _, urls, *_ in told(book)] == [("2021-03-01", [PAPER])]


def test_rows_with_a_month_in_place_of_a_day_are_meetings_where_someone_presents():
    head = "| Date | {} | Abstract |\n|---|---|---|\n"
    rows = "| April, 2022 | Ada Loom | Cards of paper |\n| March, 2022 | Bo Rod | Knots |\n"
    document = "# Loom seminar\n\n" + head + rows
    assert told(document.format("Speaker")) == [
        (None, "Cards of paper", [], [], ["Ada Loom"]),
        (None, "Knots", [], [], ["Bo Rod"]),
    ]
    assert told(document.format("Author")) == []


def test_a_paragraph_over_a_list_says_of_what_term_its_days_are():
    document = "# Loom reading group\n\n## Next meeting: Saturday, September 12, 2026\n\nWe read:\n\n"
    themes = (
        "- Saturday, September 12: Threads\n- Saturday, October 10: Teeth\n"
        "- Saturday, December 12: Dyes\n- Saturday, January 9: Wind\n"
    )
    for lead in ("Here are the themes for Fall 2026:", "In September 2026 we begin with threads."):
        assert told(f"{document}- [Looms]({PAPER})\n\n## Themes of meetings\n\n{lead}\n\n{themes}") == [
            ("2026-09-12", "Threads", [PAPER], [], []),
            ("2026-10-10", "Teeth", [], [], []),
            ("2026-12-12", "Dyes", [], [], []),
            ("2027-01-09", "Wind", [], [], []),
        ]
