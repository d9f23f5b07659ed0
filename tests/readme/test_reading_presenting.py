"""Who presents, where a sentence, a column, a heading or the rest of a list says it, in words of our own."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def names(text):
    return [people for *_, people in told(f"# Weaving group\n\n{text}")]


def test_sentence_below_a_title_announces_who_will_present():
    assert names(
        f"## 2024-05-01 Looms\n\nAda will present the following papers:\n\n1. [Looms]({PAPER})\n2. [Knots]({OTHER})\n\n"
        "## 2024-05-08 Knots\n\nBo is presenting the third chapter of the book.\n\n"
        f"## 2024-05-15 Cards\n\n[Cards]({PAPER})\n\nJacquard introduced cards to looms.\n"
    ) == [["Ada"], ["Bo"], []]


def test_link_to_someone_behind_the_paper_is_who_presents_it():
    assert told(
        f"# Weaving group\n\n## 2024-05-01 [Looms and what to do with them]({PAPER}) - [Ada De Loom](https://ada.example)\n"
    ) == [("2024-05-01", "Looms and what to do with them", [PAPER], [], ["Ada De Loom"])]


def test_first_name_behind_a_dash_presents_where_the_full_names_of_others_stand_there():
    held = [("Threads", "Ada Lovelace"), ("Wool", "Bo Rod"), ("Silk", "Cy Gear"), ("Looms", "Dee"), ("Rods", "Ed")]
    held.append(("Gears: Wheels", "Flo"))
    text = "".join(f"## 2024-05-{at:02} - {title} of all kinds - {who}\n\n" for at, (title, who) in enumerate(held, 1))
    assert names(text) == [[who] for _, who in held]


def test_town_of_a_publisher_presents_nothing():
    line = f"Loom, A. and B. Rod (2016). Weaving: a history. Madrid, Spain, Curran Associates Inc. [arXiv]({PAPER})"
    assert names(f"## 2024-05-01 Looms\n\nThe main reference is:\n{line}\n") == [[]]


def test_deadline_in_brackets_is_of_what_is_done_together():
    text = "- **Wed 05 Dec 2018**\n  - Review of our submissions (deadline: Dec 10)\n  - **Room:** TBA\n"
    assert [day for day, *_ in told(f"# Weaving group\n\n{text}")] == ["2018-12-05"]
    text = "- **Wed 05 Dec 2018**\n  - Project proposal (due at noon)\n"
    assert told(f"# Weaving group\n\n{text}") == []


def test_book_of_which_someone_will_present_a_chapter_is_read():
    text = (
        "## 2024-05-01 Looms\n\nAda will present chapter 5 of the [Handbook of Looms](https://press.example/looms).\n"
    )
    assert told(f"# Weaving group\n\n{text}") == [("2024-05-01", "Looms", ["https://press.example/looms"], [], ["Ada"])]


def people(document):
    return [[(person.name, person.role, person.url) for person in one.people] for one in read(document).sessions]


def test_who_leads_is_read_from_a_column_of_formats():
    assert people(
        "# Loom reading group\n\n| Date | Reading | Authors | Format |\n|---|---|---|---|\n"
        f"| June 2, 2023 | [Looms]({PAPER}) | Cy Rod | Discussion led by [Ada Lovelace](https://ada.example.org/) |\n"
        f"| June 9, 2023 | [Rods]({OTHER}) | Di Gear | Speaker: [Bo A. Loom](https://bo.example.org/) |\n"
        f"| June 16, 2023 | [Gears]({PAPER}2) | Ed Wheel | Group discussion |\n"
    ) == [
        [("Ada Lovelace", "presenter", "https://ada.example.org/")],
        [("Bo A. Loom", "presenter", "https://bo.example.org/")],
        [],
    ]


def test_a_cell_that_says_the_head_of_its_column_again_names_who_stands_behind():
    assert people(
        "# Loom reading group\n\n| Date | Topic | Moderator |\n|---|---|---|\n"
        "| June 2, 2023 | Looms | Moderator : Ada |\n| June 9, 2023 | Rods | Moderator : Bo |\n"
    ) == [[("Ada", "presenter", "")], [("Bo", "presenter", "")]]


def test_headings_inside_meetings_that_are_names_say_who_presents():
    document = "# Loom seminar\n\n" + "".join(
        f"### {day}: {topic}\n\n#### {who}\n\nAbout {topic}.\n\n"
        for day, topic, who in (
            ("2021-03-02", "Looms", "Ada Lovelace"),
            ("2021-03-09", "Rods", "Bo Fournier"),
            ("2021-03-16", "Gears", "Cy Wheel & Di Rod"),
        )
    )
    assert people(document) == [
        [("Ada Lovelace", "presenter", "")],
        [("Bo Fournier", "presenter", "")],
        [("Cy Wheel", "presenter", ""), ("Di Rod", "presenter", "")],
    ]
    assert [session.recap for session in read(document).sessions] == ["About Looms.", "About Rods.", "About Gears."]


def test_headings_inside_meetings_that_end_with_names_say_who_presents():
    document = (
        "# Loom reading group\n\n## Round 2: 24/01/22\n\n"
        f"### *Looms* : Ada Lovelace & Bo Rod\n\n[Looms in use]({PAPER})\n\n"
        f"### Gears with Cy Wheel:\n\n[Gears in use]({OTHER})\n\n"
        f"## Round 1: 29/10/2021\n\n### Rods - Di Loom\n\n[Rods]({PAPER}1)\n"
    )
    assert people(document) == [
        [("Ada Lovelace", "presenter", ""), ("Bo Rod", "presenter", ""), ("Cy Wheel", "presenter", "")],
        [("Di Loom", "presenter", "")],
    ]


def test_headings_inside_meetings_name_nobody_where_one_of_them_does_not():
    assert people(
        f"# Loom seminar\n\n## 2021-03-02: Looms\n\n### Ada Lovelace\n\n[Looms in use]({PAPER})\n\n"
        f"## 2021-03-09: Rods\n\n### Bo Fournier\n\n[Rods in use]({OTHER})\n\n"
        f"### What we read of rods\n\n[Rods]({PAPER}1)\n"
    ) == [[], []]


def test_who_joined_a_meeting_in_brackets_is_nothing_to_read():
    document = (
        "# Loom reading group\n\n## May 3, 2023: Looms\n(with [Ada Lovelace](https://ada.example.org/))\n\n"
        f"* [Looms in use]({PAPER})\n\n"
        f"## May 10, 2023: Rods\n(Part 1, with [Loom Lab](https://lab.example.org/))\n\n* [Rods in use]({OTHER})\n"
    )
    assert people(document) == [[("Ada Lovelace", "guest", "https://ada.example.org/")], []]
    assert [[work.url for work in session.readings] for session in read(document).sessions] == [[PAPER], [OTHER]]


def test_names_before_topics_in_small_letters_are_of_those_who_present():
    document = (
        "# Loom seminar\n\n- Week 1: What looms are\n- Week 2: Ada Lovelace on weighted looms\n"
        "- Week 3: Bo Rod on the theory of gears\n- Week 4: Cy Wheel on wheels\n"
    )
    assert [(session.title, [person.name for person in session.people]) for session in read(document).sessions] == [
        ("What looms are", []),
        ("weighted looms", ["Ada Lovelace"]),
        ("the theory of gears", ["Bo Rod"]),
        ("wheels", ["Cy Wheel"]),
    ]


def test_titles_in_capitals_with_on_between_name_nobody():
    document = (
        "# Loom seminar\n\n- Week 1: Thread Flow on the Loom\n- Week 2: Woven Cloth on the Rod\n"
        "- Week 3: Bent Gear on the Wheel\n"
    )
    assert people(document) == [[], [], []]


def test_phrases_in_signs_of_the_east_are_nobody():
    assert people(
        "# 베틀 스터디\n\n- 2020.01.05 첫 모임 (지민, 하늘)\n  - 스터디 방법 논의\n"
        "- 2020.01.12 다음 모임 (지민)\n  - 장소 미정 (상황 보고 변경)\n"
    ) == [[("지민", "presenter", ""), ("하늘", "presenter", "")], [("지민", "presenter", "")]]
