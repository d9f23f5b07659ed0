"""Documents of groups that write in ways of their own: months in figures, turns of teams, works cited at length."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

THIRD = "https://arxiv.org/abs/2303.00003"
AT = "https://git.example.org/talks/"


def figures(*months, years=(2019, 2020)):
    rows = [f"- {month} [Looms of {at}](looms/{at}) ({who} Loom)\n" for at, (month, who) in enumerate(months)]
    return f"# Talks of the mill\n\n#### {years[0]}\n\n{''.join(rows[:-1])}\n#### {years[1]}\n\n{rows[-1]}"


def test_year_and_month_in_figures_below_their_year_are_of_talks_by_someone_else_each_time():
    found = read(figures(("19/05", "Ada"), ("19/06", "Bo"), ("19/11", "Cy"), ("20/02", "Di")), AT).sessions
    assert [(one.date, one.title, [person.name for person in one.people]) for one in found] == [
        (None, "Looms of 0", ["Ada Loom"]),
        (None, "Looms of 1", ["Bo Loom"]),
        (None, "Looms of 2", ["Cy Loom"]),
        (None, "Looms of 3", ["Di Loom"]),
    ]
    assert [one.recap for one in found] == ["19/05", "19/06", "19/11", "20/02"]


def test_figures_of_other_years_are_no_months_and_talks_of_one_person_no_meetings():
    rows = (("19/05", "Ada"), ("19/06", "Bo"), ("19/11", "Cy"), ("20/02", "Di"))
    assert read(figures(*rows, years=(2017, 2018)), AT).sessions == []
    assert read(figures(*((month, "Ada") for month, _ in rows)), AT).sessions == []


def turns(*takers):
    rows = [f"{at}. [Looms of {at}]({PAPER}{at}) {who}\n" for at, who in enumerate(takers, 1)]
    return f"# Loom papers\n\n## Plan\n\n{''.join(rows)}"


def test_papers_of_which_teams_take_turns_are_meetings():
    assert told(turns("`Team 1`", "@ada-loom", "`Team 2`", "`Team 1`")) == [
        (None, "Looms of 1", [f"{PAPER}1"], [], []),
        (None, "Looms of 2", [f"{PAPER}2"], [], ["ada-loom"]),
        (None, "Looms of 3", [f"{PAPER}3"], [], []),
        (None, "Looms of 4", [f"{PAPER}4"], [], []),
    ]
    assert read(turns("`Team 1`", "`Team 2`", "`Team 1`")).sessions[0].recap == "(Team 1)"
    assert told(turns("`Team 1`", "`Team 2`", "`Team 3`")) == []  # nobody has a second turn
    assert told(turns("`wool`", "`silk`", "`wool`")) == []


def test_a_heading_with_weeks_on_end_is_no_meeting():
    two = "## Looms of silk (21.05.03)\n\nThe silk of the mill.\n\n"
    assert [one.title for one in read(f"# Loom journal club\n\n{two}").sessions] == ["Looms of silk"]
    long = "## Project of looms (21.08.02 ~ 21.09.03)\n\nThe looms of each of us.\n"
    assert [one.title for one in read(f"# Loom journal club\n\n{two}{long}").sessions] == ["Looms of silk"]


def test_a_korean_sentence_about_some_weeks_is_no_meeting():
    assert read("# 베틀 스터디\n\n첫 1-4주차 동안은 베틀에 대한 과제가 주어질 예정입니다.\n").sessions == []
    assert [one.number for one in read("# 베틀 스터디\n\n1주차 베틀의 역사\n\n2주차 베틀의 미래\n").sessions] == [1, 2]


def listed(document):
    return [(entry.work.title, entry.work.url) for entry in read(document).papers]


def test_lines_of_short_titles_before_links_that_say_paper_are_a_list_and_each_of_several_papers_is_in_it():
    rows = (
        f"Loom  [Paper]({PAPER}) [Lecture](https://youtu.be/looms)",
        f"Rod [Paper]({OTHER})",
        f"Mill [Paper1]({THIRD}) [Paper2]({THIRD[:-1]}4) [Video](https://youtu.be/mills)",
    )
    assert listed("# Loom study group\n\n## Papers\n\n" + "\n\n".join(rows)) == [
        ("Loom", PAPER),
        ("Rod", OTHER),
        ("Mill", THIRD),
        (f"{THIRD[:-1]}4", f"{THIRD[:-1]}4"),
    ]
    said = f"See what we wrote of it before: [paper]({PAPER})"
    assert listed("# Loom study group\n\n## Papers\n\n" + "\n\n".join((said, *rows[:2]))) == []


def test_papers_in_groups_without_words_of_their_own_are_in_the_list():
    one, two = (
        f"  - Ada Loom, Bo Rod: **[Looms of {at}]({url})**\n" for at, url in (("glass", PAPER), ("wool", OTHER))
    )
    assert listed(f"# Loom seminar\n\n## Looms\n\n- &nbsp;\n{one}- &nbsp;\n{two}") == [
        ("Looms of glass", PAPER),
        ("Looms of wool", OTHER),
    ]


def test_works_with_their_year_and_authors_behind_the_title_are_a_list():
    rows = "1. Looms: a history (2015), A. Loom et al. [pdf]\n2. Fast looms (2016), B. Rod and C. D. Mill\n"
    found = read(f"# Loom study group\n\n## Looms\n\n{rows}").papers
    assert [(one.work.title, one.work.authors, one.work.note) for one in found] == [
        ("Looms: a history", ["A. Loom et al."], "2015"),
        ("Fast looms", ["B. Rod", "C. D. Mill"], "2016"),
    ]
    assert listed("# Loom study group\n\n## Looms\n\n1. Looms: a history (2015)\n2. Fast looms (2016)\n") == []


def weeks(last="the report"):
    rows = ("An Loom, on the looms of glass.", "Bo, on wool.", "Cy")
    told_of = "".join(f"* Week {at}:\n    * {row}\n" for at, row in enumerate(rows, 1))
    return f"# Loom reading course\n\n{told_of}    * Bring questions for {last}.\n"


def test_names_below_weeks_present_where_some_say_of_what_and_a_presentation_is_spoken_of():
    assert told(weeks("Cy’s presentation")) == [
        (None, "the looms of glass", [], [], ["An Loom"]),
        (None, "wool", [], [], ["Bo"]),
        (None, "", [], [], ["Cy"]),
    ]
    assert [names for *_, names in told(weeks())] == [[], [], []]


def test_guests_of_a_column_in_japanese_are_people_without_what_they_are_called():
    head = "| Date | Title | 特別ゲスト |\n|---|---|---|\n"
    row = "| 2020-04-22 | Looms | [機織 花子](https://www.linkedin.com/in/loom/) 氏 (London) |\n"
    found = read(f"# Loom study group\n\n{head}{row}").sessions
    assert [(person.name, person.role, person.url) for person in found[0].people] == [
        ("機織 花子", "guest", "https://www.linkedin.com/in/loom/")
    ]
    assert found[0].readings == []


def test_titles_that_end_with_code_are_papers_as_all_beside_them():
    titles = (
        "Looms of glass",
        "Looms of wool",
        "Looms of silk",
        "Looms of air",
        "Looms of paper",
        "Modelling Looms with Source Code",
    )
    rows = [
        f"- 2019-05-0{at} [{title}](https://drive.google.com/file/d/{at}/view)\n" for at, title in enumerate(titles, 1)
    ]
    found = read(f"# Loom paper reading club\n\n## Past papers\n\n{''.join(rows)}").sessions
    assert [[work.kind for work in one.readings] for one in found] == [["paper"]] * 6


def test_a_cell_that_begins_with_none_names_no_paper_and_is_kept():
    head = "| Topic | Date | Reading | Leader |\n|---|---|---|---|\n"
    rows = f"| Looms | 2023-05-03 | None (plans) | Ada Loom |\n| Silk | 2023-05-10 | [Threads]({PAPER}) | Bo Rod |\n"
    found = read(f"# Loom seminar\n\n{head}{rows}").sessions
    assert [(one.title, [work.title for work in one.readings], one.recap) for one in found] == [
        ("Looms", [], "None (plans)"),
        ("Silk", ["Threads"], ""),
    ]


def test_a_link_without_an_address_in_the_words_of_a_title_is_a_work():
    rows = f"5/3/2023 - [Looms of glass]()\n\n5/10/2023 - [Threads of wool]({PAPER})\n\n5/17/2023 - [Slides]() by us\n"
    found = read(f"# Loom reading group\n\n{rows}").sessions
    assert [[(work.title, work.url) for work in one.readings] for one in found] == [
        [("Looms of glass", "")],
        [("Threads of wool", PAPER)],
        [],
    ]
