"""Forms that the pages of groups have, where people write as they speak."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def test_list_indented_as_code_is_a_list():
    document = (
        "# Loom journal club\n\n### Week 3: 18/01/2023\n    - [Looms by hand](" + PAPER + "), Ada et al. (2022) – "
        "presented by Bo Rod.\n    - [Rods that bend](" + OTHER + ") – presented by Cy Gear.\n\n"
        "### Week 2: 11/01/2023\n    - Plans for the spring – presented by Di Mill.\n"
    )
    assert told(document) == [
        ("2023-01-18", "Looms by hand; Rods that bend", [PAPER, OTHER], [], ["Bo Rod", "Cy Gear"]),
        ("2023-01-11", "", [], [], ["Di Mill"]),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "    - name: looms\n    - uses: rods\n",
        f"    $ read {PAPER}\n    - [Looms by hand]({PAPER})\n",
        f"    - [Looms by hand]({PAPER})\n    title: Looms\n",
    ],
)
def test_other_lines_indented_as_code_are_code(code):
    found = read(f"# Loom reading group\n\n### Week 1: January 5, 2023\n{code}")
    assert [(session.readings, session.materials) for session in found.sessions] == [([], [])]


LETTERED = f"""# Loom reading group

### W0: Welcome

* rules, groups

### W1：Looms

* [Looms by hand]({PAPER})
  * Presentor : [Ada Loom](https://github.com/ada-loom)

### W2

* [Rods that bend]({OTHER})
  * Presenter: Bo Rod @borod
  * Presenter: [Cy Gear]
"""


def test_headings_that_count_with_a_letter_are_weeks():
    found = read(LETTERED)
    assert [session.number for session in found.sessions] == [0, 1, 2]
    assert told(LETTERED) == [
        (None, "Welcome", [], [], []),
        (None, "Looms", [PAPER], [], ["Ada Loom"]),
        (None, "Rods that bend", [OTHER], [], ["Bo Rod", "Cy Gear"]),
    ]


@pytest.mark.parametrize(("old", "new"), [("W1", "S1"), ("W1", "W7"), ("### W0: Welcome", "### Welcome"), ("W", "V")])
def test_headings_with_letters_that_do_not_count_are_no_weeks(old, new):
    assert [session.number for session in read(LETTERED.replace(old, new)).sessions if session.number] == []


def test_lines_in_signs_of_the_east_are_people_by_their_label_alone():
    document = "# 论文阅读小组\n\n### 第1次: 介绍\n\n* 分组、规则\n\n### 第2次: 织机\n\n* 主讲人: 王小明、李华\n"
    assert [[person.name for person in session.people] for session in read(document).sessions] == [
        [],
        ["王小明", "李华"],
    ]


WEEKS = f"""# 직조 스터디

| 주차 | 발표자 | 주제 | 논문 |
|---|---|---|---|
| [1주차](week1/) | 김하나 | 왜 직조를 다시 보나 | Looms |
| [2주차](week2/) | 이두리 | 막대와 시스템의 구성 | Rods |
| [3주차](week3/) | 박세나 | 연구 코드가 넘어가는 방식 | Looms |

## 참고 논문

| 약칭 | 논문 | 사용 주차 |
|---|---|---|
| Looms | [Looms by hand]({PAPER}) | 1, 3 |
| Rods | [Rods that bend]({OTHER}) | 2 |
"""


def test_numbers_with_links_count_meetings_and_papers_of_several_weeks_are_listed():
    found = read(WEEKS, "https://github.com/org/group/blob/main/README.md")
    assert [(session.number, session.title) for session in found.sessions] == [
        (1, "왜 직조를 다시 보나"),
        (2, "막대와 시스템의 구성"),
        (3, "연구 코드가 넘어가는 방식"),
    ]
    assert [entry.work.url for entry in found.papers] == [PAPER, OTHER]


def test_number_of_two_weeks_in_a_row_is_of_one_entry():
    document = f"# Reading group\n\n| Week | Paper |\n|---|---|\n| 1-2 | [Looms]({PAPER}) |\n| 3 | [Rods]({OTHER}) |\n"
    assert [(session.number, session.last_number) for session in read(document).sessions] == [(1, 2), (3, None)]


MINUTES = f"""# Loom reading group

## Minutas

1. 21/11/2021 Ada Loom presentó su trabajo de tesis: "Telares a mano"
1. 14/11/2021 Los alumnos de magíster Bo Rod, Cy Gear y Di Mill presentaron sus charlas.
1. 07/11/2021: Ada nos habló sobre varillas. ([slides](https://example.org/a.pdf))
1. 31/10/2021: Bo Rod (alumno de la USM) nos presentó su idea.
1. 24/10/2021: Cy and Bo present: Loom et al., Looms by hand, 2020. [arXiv]({PAPER})
1. 17/10/2021: Vimos [este](https://youtu.be/aaa) video sobre varillas.
1. 10/10/2021: The authors presented their work at a conference.
"""


def test_sentences_say_who_presents():
    assert told(MINUTES) == [
        ("2021-11-21", "Telares a mano", [], [], ["Ada Loom"]),
        (
            "2021-11-14",
            "Los alumnos de magíster Bo Rod, Cy Gear y Di Mill presentaron sus charlas",
            [],
            [],
            ["Bo Rod", "Cy Gear", "Di Mill"],
        ),
        ("2021-11-07", "Ada nos habló sobre varillas", [], ["https://example.org/a.pdf"], ["Ada"]),
        ("2021-10-31", "Bo Rod (alumno de la USM) nos presentó su idea", [], [], ["Bo Rod"]),
        ("2021-10-24", "Loom et al., Looms by hand, 2020", [PAPER], [], ["Cy", "Bo"]),
        ("2021-10-17", "Vimos: este", ["https://youtu.be/aaa"], [], []),
        ("2021-10-10", "The authors presented their work at a conference", [], [], []),
    ]


def test_sentence_below_a_day_says_who_presents():
    document = (
        f"# Journal club\n\nWed Nov 27 2019, 3pm\n- Cy will present ([Loom et al., 2019]({PAPER}))\n\n"
        f"Wed Nov 13 2019, 3pm in the Loom Room\n- TBD will present a paper that they brought\n"
    )
    assert [(day, works, names) for day, _, works, _, names in told(document)] == [
        ("2019-11-27", [PAPER], ["Cy"]),
        ("2019-11-13", [], []),
    ]


AT = """# Loom reading group

{intro}

| Date @ Time | Speaker | Topic | More |
|---|---|---|---|
| January 31st @ 3PM | Group Discussion | Where are we going? | [here]({first}) |
| February 21st @ 1PM | Ada Loom | TBD | TBD |
"""
NOW = "The schedule of the Winter 2025 term stands below. It is actively updated."
DATED = "posts/2025-01-31-looms.md"


@pytest.mark.parametrize(
    ("intro", "first", "years"),
    [
        (NOW, "posts/looms.md", [2025, 2025]),
        ("We meet on Fridays.", DATED, [2025, 2025]),
        ("We meet on Fridays.", "posts/2025-01-30-looms.md", [None, None]),
        ("We meet on Fridays, since Winter 2025.", "posts/looms.md", [None, None]),
    ],
)
def test_year_is_that_of_a_sentence_or_of_the_day_in_an_address(intro, first, years):
    found = read(AT.format(intro=intro, first=first), "https://example.org/group/")
    assert [session.date and session.date.year for session in found.sessions] == years


def test_last_word_of_a_title_makes_no_code_of_a_paper():
    document = (
        "# Loom reading group\n\n"
        "* April 7, 2015: Weaving (Discussion lead by Ada Loom)\n"
        '  * "Weaving foreign code" - <https://example.org/a.pdf>\n'
    )
    session = read(document).sessions[0]
    assert (session.title, [person.name for person in session.people]) == ("Weaving", ["Ada Loom"])
    assert [(work.kind, work.title) for work in session.readings] == [("paper", "Weaving foreign code")]


@pytest.mark.parametrize(
    ("address", "authors", "names"),
    [
        ("https://example.org/LoomingGearing.pdf", ["Looming", "Gearing"], []),
        ("https://example.org/a.pdf", [], ["Looming", "Gearing"]),
    ],
)
def test_names_in_the_address_of_a_paper_are_of_those_who_wrote_it(address, authors, names):
    work = f'"Weaving by hand" (Looming and Gearing): <{address}>'
    document = f"# Loom reading group\n\n* May 5, 2015: Weaving\n  * {work}\n"
    session = read(document).sessions[0]
    assert ([work.authors for work in session.readings], [person.name for person in session.people]) == (
        [authors],
        names,
    )


LISTS = f"""# Loom reading group

- Tuesday, 5 Feb 2019. Ada presents: Weaving. [arXiv](https://arxiv.org/abs/2303.00003)
- Tuesday, 12 Feb 2019. Bo presents: Gears. [arXiv](https://arxiv.org/abs/2304.00004)

## Other summaries

[Looms by hand]({PAPER}) [[summary]](https://github.com/org/group/blob/main/looms.md)

[Rods that bend]({OTHER}) [[video]](https://youtu.be/aaa)

[Mills that turn](https://arxiv.org/abs/2305.00005)

## Additional readings

- Ada Loom, Bo Rod: Yarn, [Draft](https://example.org/yarn.pdf)
"""


def test_papers_in_lines_have_links_beside_and_additional_readings_are_listed():
    found = read(LISTS)
    assert [(entry.work.url, [link.url for link in entry.work.also]) for entry in found.papers] == [
        (PAPER, ["https://github.com/org/group/blob/main/looms.md"]),
        (OTHER, ["https://youtu.be/aaa"]),
        ("https://arxiv.org/abs/2305.00005", []),
        ("https://example.org/yarn.pdf", []),
    ]
    assert len(found.sessions) == 2


def test_further_reading_of_anything_is_no_list():
    assert read(LISTS.replace("Additional readings", "Further reading")).papers[-1].work.url.endswith("00005")


@pytest.mark.parametrize(
    ("words", "title", "names"),
    [
        ("Cy will lead a discussion of", "Mills", ["Cy"]),
        ("Ada Loom and Bo Rod discuss", "Mills", ["Ada Loom", "Bo Rod"]),
        ("Ada Loom nous présente", "Mills", ["Ada Loom"]),
        ("We discussed", "We discussed: Mills", []),
        ("Mila Research presents", "Mila Research presents: Mills", []),
    ],
)
def test_verb_before_a_link_tells_who_presents_it(words, title, names):
    document = (
        f"# Loom reading group\n\n- 2021-03-18: {words} [Mills]({PAPER})\n"
        f"- 2021-03-25: [Yarn]({OTHER})\n- 2021-04-01: Gears\n- 2021-04-08: Rods\n- 2021-04-15: Plans\n"
    )
    assert told(document)[0] == ("2021-03-18", title, [PAPER], [], names)


@pytest.mark.parametrize(
    "document",
    [
        f"# Loom reading group\n\n- W1: [Looms by hand]({PAPER}) (Ada Loom)\n- W2: [Rods that bend]({OTHER}) (Bo Rod)\n"
        "- W3: Plans\n",
        "# Loom reading group\n\n| Week | Presenter | Paper |\n|---|---|---|\n"
        f"| W1 | Ada Loom | [Looms by hand]({PAPER}) |\n| W2 | Bo Rod | [Rods that bend]({OTHER}) |\n"
        "| W3 | | Plans |\n",
    ],
)
def test_weeks_with_their_letter_count_in_lists_and_tables(document):
    sessions = read(document).sessions
    assert [(session.number, session.title, [one.name for one in session.people]) for session in sessions] == [
        (1, "Looms by hand", ["Ada Loom"]),
        (2, "Rods that bend", ["Bo Rod"]),
        (3, "Plans", []),
    ]


def test_letters_of_a_list_that_do_not_count_weeks_open_no_meeting():
    document = "# Loom reading group\n\n- S1: Looms\n- S2: Rods\n- S3: Mills\n"
    assert read(document).sessions == []
