"""Meetings in other ways than tables: days in counted lists, signs for labels, cited works, logs in sentences."""

from datetime import date

import pytest

from readinggroup.readme.reading import read

HEAD = "# Reading group\n\n"


def meetings(text, base_url=""):
    return read(text, base_url).sessions


def presenters(session):
    return [person.name for person in session.people]


def papers(session):
    return [work.url for work in session.readings if work.kind == "paper"]


def test_a_day_of_a_counted_list_is_no_list_within():
    text = "# Lesegruppe\n\n"
    text += (
        "1. 4. Oktober 2023: [Webstühle](https://arxiv.org/abs/2001.00001) – gehalten von Ada Lovelace\n"
        "2. 18. Oktober 2023 (Mittwoch!): [Spulen](https://arxiv.org/abs/2001.00002) – vorgestellt von Grace Hopper\n"
    )
    first, second = meetings(text)
    assert (first.date, papers(first)) == (date(2023, 10, 4), ["https://arxiv.org/abs/2001.00001"])
    assert (second.date, presenters(second)) == (date(2023, 10, 18), ["Grace Hopper"])


@pytest.mark.parametrize("rest", ["no tea, building closed", "break, catch up with the exercises!", "휴가로 쉽니다"])
def test_rest_in_other_words_is_no_meeting(rest):
    row = "| 2023-05-{} | {} |\n"
    text = HEAD + "| Date | Paper |\n| --- | --- |\n" + row.format("03", "[Looms](https://arxiv.org/abs/2001.00001)")
    text += row.format(10, rest) + row.format(17, "[Reels](https://arxiv.org/abs/2001.00002)")
    assert [session.date.day for session in meetings(text)] == [3, 17]


@pytest.mark.parametrize("label", ["Presenta", "Presentan", "Exposé par ", "领读人"])
def test_who_presents_in_other_words(label):
    text = f"{HEAD}## Meeting 1\n- 2022-04-01\n- {label}: Ada Lovelace, Grace Hopper\n"
    text += "- [Looms](https://arxiv.org/abs/2001.00001)\n"
    [session] = meetings(text)
    assert presenters(session) == ["Ada Lovelace", "Grace Hopper"]


def test_a_label_behind_a_title_is_nobody():
    text = "# 논문 스터디\n\n1주차 (2023/07/04)\n- [Looms](https://arxiv.org/abs/2001.00001) - 발표: 김도윤\n"
    [session] = meetings(text)
    assert presenters(session) == ["김도윤"]


def test_lines_that_begin_with_a_sign_each():
    text = HEAD + (
        "## Meetings\n\n### #2 Looms\n📅 10 Nov 2024\n📄 [Looms](https://arxiv.org/abs/2001.00001)\n"
        "🎤 Ada Lovelace, Bo Rod\n"
        "💻 [slides](https://speakerdeck.com/ada/looms)\n\n### #1 Hello\n📅 27 Oct 2024\n🍕 no paper, pizza\n\n"
        "## Ideas\n\n📌 [Reels](https://arxiv.org/abs/2001.00002)\n📌 [Spools](https://arxiv.org/abs/2001.00003)\n"
    )
    found = read(text)
    looms, hello = found.sessions
    assert (looms.number, looms.date, looms.title) == (2, date(2024, 11, 10), "Looms")
    assert papers(looms) == ["https://arxiv.org/abs/2001.00001"]
    assert presenters(looms) == ["Ada Lovelace", "Bo Rod"]
    assert [material.kind for material in looms.materials] == ["slides"]
    assert hello.date == date(2024, 10, 27)
    assert [entry.work.title for entry in found.papers] == ["Reels", "Spools"]


def test_two_in_bold_above_what_they_present():
    text = HEAD + "".join(
        f"**{day} January 2025 – {names}**\n[Looms {day}](https://arxiv.org/abs/2001.000{day})\n\n"
        for day, names in (
            (14, "Ada Lovelace & Bo Rod"),
            (21, "Grace Hopper & Cy Loom"),
            (28, "Alan Turing & Ada Lovelace"),
        )
    )
    sessions = meetings(text)
    assert [presenters(session) for session in sessions] == [
        ["Ada Lovelace", "Bo Rod"],
        ["Grace Hopper", "Cy Loom"],
        ["Alan Turing", "Ada Lovelace"],
    ]
    assert [session.title for session in sessions] == ["Looms 14", "Looms 21", "Looms 28"]


def test_days_that_only_the_names_of_files_have():
    text = "# Reading group\n\n## Slides\n\n" + "".join(
        f"- [{name}](slides/2023-{month}_{name}.pdf), Ada, paper: https://arxiv.org/abs/2001.0000{at}\n"
        for at, (month, name) in enumerate((("05-11", "looms"), ("05-25", "reels"), ("06-08", "spools")), 1)
    )
    first, *_, last = meetings(text, "https://github.com/ada/reading-group/blob/main/")
    assert (first.date, last.date) == (date(2023, 5, 11), date(2023, 6, 8))
    assert papers(last) == ["https://arxiv.org/abs/2001.00003"]
    assert [material.kind for material in last.materials] == ["slides"]


def test_files_of_days_in_other_folders_are_no_meetings():
    text = HEAD + "".join(f"- [Looms {day}](papers/2023-05-{day}_looms.pdf)\n" for day in (11, 18, 25))
    assert not meetings(text, "https://github.com/ada/reading-group/blob/main/")


def test_words_that_lead_over_are_no_work():
    text = HEAD + "".join(
        f"**{day} March 2025 – Cy Loom**\n[Looms](https://arxiv.org/abs/2001.000{day})\n"
        "with [code](https://github.com/ada/looms) if you want to play with it\n\n"
        for day in (11, 18)
    )
    assert [[work.kind for work in session.readings] for session in meetings(text)] == [["paper", "code"]] * 2


def test_yaml_within_the_markdown():
    entry = (
        "- date: 2023-01-{}\n  paper: Looms {}\n  link: https://arxiv.org/abs/2001.000{}\n  presenter: Ada Lovelace\n"
    )
    text = HEAD + "From our site:\n\n```yaml\n" + "".join(entry.format(*[day] * 3) for day in (10, 17, 24)) + "```\n"
    first, _, last = meetings(text)
    assert (first.line, first.date, first.title, presenters(first)) == (
        6,
        date(2023, 1, 10),
        "Looms 10",
        ["Ada Lovelace"],
    )
    assert papers(last) == ["https://arxiv.org/abs/2001.00024"]


def test_yaml_that_shows_how_to_write_it_is_no_meeting():
    text = HEAD + "Add yours:\n\n```yaml\n- date: 2023-01-10\n  paper: Looms\n  presenter: Ada Lovelace\n```\n"
    assert not meetings(text)


def test_paragraphs_that_begin_with_a_paper_and_end_with_a_day():
    text = (
        HEAD
        + "## Spring\n\n"
        + "".join(
            f"[Looms {day}](https://arxiv.org/abs/2001.000{day}), Feb {day}, 2024, Ada; [her notes](n/{day}.pdf)\n\n"
            for day in (12, 19, 26)
        )
    )
    sessions = meetings(text, "https://github.com/ada/reading-group/blob/main/")
    assert [session.date.day for session in sessions] == [12, 19, 26]
    assert [(papers(session), presenters(session)) for session in sessions[:1]] == [
        (["https://arxiv.org/abs/2001.00012"], ["Ada"])
    ]
    assert [material.kind for session in sessions for material in session.materials] == ["notes"] * 3


def test_addresses_in_footnotes():
    text = HEAD + (
        "| date | who | what |\n|---|---|---|\n| 8.10.2019 | Ada Lovelace | Looms[^1] |\n"
        "| 15.10.2019 | Bo Rod | Reels[^b] |\n\n"
        "[^1]: Loom 1843, <https://arxiv.org/abs/2001.00001>\n"
        "[^b]: [A Tutorial on Reels](https://arxiv.org/abs/2001.00002)\n"
    )
    found = read(text)
    assert [(session.title, papers(session)) for session in found.sessions] == [
        ("Looms", ["https://arxiv.org/abs/2001.00001"]),
        ("Reels", ["https://arxiv.org/abs/2001.00002"]),
    ]
    assert not found.papers


def test_a_footnote_that_several_marks_share_stays_where_it_is():
    text = HEAD + "Looms[^1] and reels[^1].\n\n[^1]: Loom 1843, <https://arxiv.org/abs/2001.00001>, is about both.\n"
    found = read(text)
    assert not found.sessions
    assert [link.url for link in found.links] == ["https://arxiv.org/abs/2001.00001"]


def test_minutes_say_who_presented_in_a_sentence():
    text = HEAD + (
        "#### Minutes of Tuesday the 9th of May, 2023\n\nPresent: Ada, Bo, Cy (remote)\n\n"
        'Paper: "Notes on looms" <https://arxiv.org/abs/2001.00001>\n\nAda and Bo presented. It took two hours.\n\n'
        "#### Minutes of Tuesday the 16th of May, 2023\n\nPresent: everybody\n\n"
        'Paper: "Notes on reels" <https://arxiv.org/abs/2001.00002>\n\nCy presented. Slides: <https://speakerdeck.com/cy/reels>\n'
    )
    first, second = meetings(text)
    assert (presenters(first), presenters(second)) == (["Ada", "Bo"], ["Cy"])
    assert [len(session.readings) for session in (first, second)] == [1, 1]
    assert [material.kind for material in second.materials] == ["slides"]


def test_works_cited_in_full_without_a_link():
    text = "# Reading group\n\n## Term 2018\n\n" + "".join(
        f"**Week {week}, {day} October 2018.** {cited} Introduced by Ada Lovelace.\n\n"
        for week, day, cited in (
            (1, 10, "Loom, T. S. (1977). Objectivity vs. Looms. In *The Essential Loom*."),
            (3, 24, "Rod, H., & Reel, J. (2000). Why weave? *Philosophy of Looms* 67(4): 559–579."),
        )
    )
    first, second = meetings(text)
    [loom], [rod] = first.readings, second.readings
    assert (loom.title, loom.authors, loom.kind) == ("Objectivity vs. Looms", ["T. S. Loom"], "paper")
    assert (rod.title, rod.url, rod.authors) == ("Why weave?", "", ["H. Rod", "J. Reel"])
    assert presenters(second) == ["Ada Lovelace"]


def test_a_chapter_with_what_was_made_of_it():
    text = "# Book club: On Looms\n\nOne chapter a week.\n\n" + "".join(
        f"* Sept {day}, 2021 — Chapter {number}: {title} — {name}\n"
        for day, number, title, name in (
            (6, 1, "Small Looms", "Ada"),
            (13, 2, "Large Looms", "Bo ([notebook](notebooks/2.ipynb))"),
            (20, 3, "Reels and Spools", "Ada ([notebook](notebooks/3.ipynb))"),
        )
    )
    sessions = meetings(text, "https://github.com/ada/book-club/blob/main/")
    assert [session.title for session in sessions][1:] == ["Chapter 2: Large Looms", "Chapter 3: Reels and Spools"]
    assert [presenters(session) for session in sessions] == [["Ada"], ["Bo"], ["Ada"]]
    assert not any(session.readings for session in sessions)
    assert [material.kind for session in sessions for material in session.materials] == ["notebook"] * 2


def test_a_log_in_sentences():
    text = HEAD + (
        "## What we did\n\n"
        "On 14 March 2024 we met at the back of the canteen for the first time. Ada Lovelace walked us through "
        "[Looms](https://arxiv.org/abs/2001.00001). Eleven people came.\n\n"
        "On 28 March 2024 we read [Reels](https://arxiv.org/abs/2001.00002), because we had to. Bo Rod presented, "
        "his slides are [here](https://speakerdeck.com/bo/reels).\n\n"
        "On 11 April 2024 Cy Loom and Ada Lovelace presented [Spools](https://arxiv.org/abs/2001.00003).\n\n"
        "On 9 May 2024 we discussed [Threads](https://arxiv.org/abs/2001.00004) with Grace Hopper.\n\n"
        "On 6 June 2024 Bo Rod will present [Weft](https://arxiv.org/abs/2001.00005).\n"
    )
    sessions = meetings(text)
    assert [session.title for session in sessions] == ["Looms", "Reels", "Spools", "Threads", "Weft"]
    assert [presenters(session) for session in sessions] == [
        ["Ada Lovelace"],
        ["Bo Rod"],
        ["Cy Loom", "Ada Lovelace"],
        ["Grace Hopper"],
        ["Bo Rod"],
    ]
    assert [material.kind for material in sessions[1].materials] == ["slides"]


def test_a_name_that_is_known_stands_before_a_title_of_two_parts():
    text = HEAD + (
        "* 2022-01-20, Ada: Looms: Large and Small ([paper](https://arxiv.org/abs/2001.00001))\n"
        "* 2022-02-17, Bo: [Reels](https://arxiv.org/abs/2001.00002)\n"
        "* 2022-03-17, Ada: [Spools](https://arxiv.org/abs/2001.00003)\n"
        "* 2022-04-17, Ada: [Threads](https://arxiv.org/abs/2001.00004)\n"
    )
    sessions = meetings(text)
    assert [presenters(session) for session in sessions] == [["Ada"], ["Bo"], ["Ada"], ["Ada"]]
    assert sessions[0].title == sessions[0].readings[0].title == "Looms: Large and Small"


def test_links_that_jekyll_fills_in_are_none():
    assert not read(HEAD + "{% for post in posts %}\n- [{{ post.title }}]({{ post.url }})\n{% endfor %}\n").links


def test_rest_below_a_day_is_no_meeting_and_nobody():
    text = HEAD + (
        "**8. Januar 2024**\nThema: [Webstühle](https://arxiv.org/abs/2001.00001)\n\n**15. Januar 2024**\n"
        "entfällt (Semesterferien)\n\n**22. Januar 2024**\nThema: [Spulen](https://arxiv.org/abs/2001.00002)\n"
    )
    assert [session.date.day for session in meetings(text)] == [8, 22]


def test_who_leads_in_brackets_of_the_east():
    text = "# 読書会\n\n- 2021/04/10 第1章 序論（担当：山田）\n"
    text += "- 2021/04/24 第2章 織機（担当：鈴木、田中）[資料](https://speakerdeck.com/a/b)\n"
    first, second = meetings(text)
    assert (first.title, presenters(first)) == ("序論", ["山田"])
    assert (second.title, presenters(second)) == ("織機", ["鈴木", "田中"])


def test_two_papers_behind_one_label_are_two_works():
    text = HEAD + "## 2023-02-09\nPapers: https://arxiv.org/abs/2001.00003 and https://arxiv.org/abs/2001.00004\n"
    [session] = meetings(text)
    assert papers(session) == ["https://arxiv.org/abs/2001.00003", "https://arxiv.org/abs/2001.00004"]


def test_who_leads_the_discussion_of_a_cited_work():
    text = HEAD + (
        "- **October 3, 2022.** Loom, E. M., Rod, T. (2021). The dangers of looms. (Discussion: Ada Lovelace)\n"
        "- **October 17, 2022.** Rod, A. (2021). Looms: a view of reels. *Patterns* 2(2). (Discussion: Bo Rod)\n"
    )
    first, second = meetings(text)
    assert (first.title, presenters(first)) == ("The dangers of looms", ["Ada Lovelace"])
    assert (second.title, presenters(second)) == ("Looms: a view of reels", ["Bo Rod"])


def test_days_behind_a_sign():
    text = HEAD + (
        "✅ 3 March 2023 - Ada Lovelace - [Looms](https://arxiv.org/abs/2001.00001)\n❌ 17 March 2023 - cancelled\n"
        "🔜 31 March 2023 - Bo Rod - [Reels](https://arxiv.org/abs/2001.00002)\n"
    )
    assert [(one.date.day, one.title, presenters(one)) for one in meetings(text)] == [
        (3, "Looms", ["Ada Lovelace"]),
        (31, "Reels", ["Bo Rod"]),
    ]
