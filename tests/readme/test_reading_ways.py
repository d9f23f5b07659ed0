"""How groups write down what a meeting was about, and what only looks like it."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def test_a_meeting_without_a_reading_is_held():
    rows = (
        f"| 2023-05-03 | Looms | [Notes on looms]({PAPER}) |\n"
        "| 2023-05-10 | How to keep gears | NA |\n"
        "| 2023-05-17 | Rods | No reading for now, Ada will send a file |\n"
        "| 2023-05-24 | NA | NA |\n"
        "| 2023-05-31 | No reading group | |\n"
    )
    assert told(f"# Club de lecture\n\n| Date | Thématique | Article |\n|---|---|---|\n{rows}") == [
        ("2023-05-03", "Looms", [PAPER], [], []),
        ("2023-05-10", "How to keep gears", [], [], []),
        ("2023-05-17", "Rods", [], [], []),
    ]


def test_a_deadline_among_other_points_is_no_day_of_handing_in():
    points = "- general discussion\n- greenhouse\n- look back at the week\n\t- no deadline is the only day\n"
    due = "## feb 27\n- reports due\n"
    assert [
        session.date.isoformat()
        for session in read(f"# 2026 lab meeting\n\n## feb 13\n- gears\n\n## feb 20\n{points}\n{due}").sessions
    ] == ["2026-02-13", "2026-02-20"]


def test_a_line_that_begins_with_its_paper_is_an_entry_however_much_is_said_of_it():
    said = "A new way to weave in the second dimension with more speed, fewer threads and less memory. " * 2
    assert told(
        f"# Group meeting\n\n## 2023.8.18\n\n1. [*Video-Looms: weaving films*]({PAPER}) **[github](https://github.com/a/b)**\n"
        f"   {said}\n"
    ) == [("2023-08-18", "Video-Looms: weaving films", [PAPER, "https://github.com/a/b"], [], [])]


def test_a_citation_with_its_links_behind_it_is_an_entry():
    assert told(
        "# Journal club\n\n#### Tuesday, May 26, 2015\n"
        "* Loom et al. (2015). Predicting the turns of long engines that nobody has counted before, with more gears. "
        "Journal of Engines and Gears. 839590. DOI: [10.1155/2015/839590](http://dx.doi.org/10.1155/2015/839590). "
        "[[ref](https://example.org/loom/)].\n"
    ) == [
        (
            "2015-05-26",
            "Predicting the turns of long engines that nobody has counted before, with more gears",
            ["http://dx.doi.org/10.1155/2015/839590", "https://example.org/loom/"],
            [],
            [],
        )
    ]


def days_of(document):
    return [session.date and session.date.isoformat() for session in read(document).sessions]


def dotted(*tables):
    head = "| Date | Paper | Presenter |\n|---|---|---|\n"
    return "# Reading group\n\n" + "".join(
        f"### {title}\n\n{head}" + "".join(f"| {day} | Notes on {day} | Ada |\n" for day in days) + "\n"
        for title, *days in tables
    )


def test_a_point_stands_behind_the_month_where_a_later_date_shows_it():
    assert days_of(dotted(("Spring 2021", "03.01", "03.08", "03.15"), ("Spring 2022", "4.07", "5.05"))) == [
        "2021-03-01",
        "2021-03-08",
        "2021-03-15",
        "2022-04-07",
        "2022-05-05",
    ]


def test_a_point_stands_behind_the_month_where_only_so_the_dates_go_on():
    assert days_of(dotted(("Spring 2021", "3.2", "3.9", "4.6", "5.4"))) == [
        "2021-03-02",
        "2021-03-09",
        "2021-04-06",
        "2021-05-04",
    ]


def test_a_point_stands_behind_the_day_elsewhere():
    assert days_of(dotted(("Spring 2021", "3.5", "10.5", "17.5"), ("Autumn 2021", "04.10", "11.10"))) == [
        "2021-05-03",
        "2021-05-10",
        "2021-05-17",
        "2021-10-04",
        "2021-10-11",
    ]


def test_a_point_is_told_table_by_table_where_a_document_has_both():
    assert days_of(dotted(("Spring 2021", "03.04", "03.15"), ("Autumn 2021", "04.10", "18.10"))) == [
        "2021-03-04",
        "2021-03-15",
        "2021-10-04",
        "2021-10-18",
    ]


def test_an_empty_form_of_a_week_to_come_is_no_session():
    form = "### Paper\n\n**Title**:\n\nTBD\n\n- Presenter:\n- Date: TBD\n\n### Abstract\n\n### Notes\n\n"
    assert told(
        f"# Reading group\n\n## Week 1\n\n- Paper: [Looms]({PAPER})\n- Presenter: Ada\n\n## Week 2\n\n{form}"
    ) == [(None, "Looms", [PAPER], [], ["Ada"])]


def test_a_dated_day_is_held_for_a_discussion_and_not_for_a_form():
    document = "# Reading group\n\n## 2024-02-01\n\nDiscussion\n\n## 2024-02-08\n\n### Abstract\n"
    assert [session.date.isoformat() for session in read(document).sessions] == ["2024-02-01"]


FORM = (
    "| **Title** | {0} |\n|---|---|\n| **Date** | |\n| **Authors** | |\n| **Responsible Recap** | |\n"
    "| **Link** | {1} |\n"
)


def overview(count):
    rows = "".join(
        f"| {2 + 7 * week}.10.2024 | Topic {week} | Notes {week} | [arxiv]({PAPER[:-1]}{week}) "
        f"| [Week {week}](#week-{week}) |\n"
        for week in range(1, count + 1)
    )
    return f"# Journal club\n\n| Date | Theme | Title | Link | Section |\n|---|---|---|---|---|\n{rows}"


def test_a_heading_for_each_row_of_a_table_is_found_by_its_number():
    weeks = "".join(
        f"# Week {week}\n## Title\n\n{FORM.format(f'Notes {week}', f'[arxiv]({PAPER[:-1]}{week})')}\n"
        "_Abstract_\n> Contents\n\n"
        f"**Further Reading**\n- [More on {week}]({OTHER[:-1]}{week})\n\n"
        for week in (1, 2)
    )
    empty = f"# Week 3\n\nTBD\n\n## Title\n\n{FORM.format('', '')}\n_Abstract_\n> Contents\n"
    assert told(f"{overview(3)}\n{weeks}{empty}") == [
        ("2024-10-09", "Topic 1", [f"{PAPER[:-1]}1", f"{OTHER[:-1]}1"], [], []),
        ("2024-10-16", "Topic 2", [f"{PAPER[:-1]}2", f"{OTHER[:-1]}2"], [], []),
        ("2024-10-23", "Topic 3", [f"{PAPER[:-1]}3"], [], []),
    ]


def test_a_title_beside_a_theme_is_that_of_the_paper():
    found = read(overview(2)).sessions
    assert [(session.title, [work.title for work in session.readings]) for session in found] == [
        ("Topic 1", ["Notes 1"]),
        ("Topic 2", ["Notes 2"]),
    ]


def test_titles_with_their_speakers_are_talks_under_a_heading_that_says_so():
    listed = (
        "1. [*Looms that see*](https://example.org/1/) (Ada Lovelace)\n"
        "2. [*Engines - an overview*](https://example.org/2.pdf) (Bo Weaver, II UX)\n\n"
        "3. [*TensorFlow*](https://example.org/3.pdf) (Cy Spindle, Loomworks)\n"
    )
    assert told(f"# Data journal club\n\n### Journal clubs\n\n{listed}") == [
        (None, "Looms that see", ["https://example.org/1/"], [], ["Ada Lovelace"]),
        (None, "Engines - an overview", ["https://example.org/2.pdf"], [], ["Bo Weaver"]),
        (None, "TensorFlow", ["https://example.org/3.pdf"], [], ["Cy Spindle"]),
    ]
    assert told(f"# Data journal club\n\n### Papers\n\n{listed}") == []


def test_titles_with_a_speaker_named_below_are_talks():
    assert told(
        "# Paper reading 2018\n\n"
        "1. Looms Also Like Weaving: Fewer Threads for All\n\n"
        f"   [EMNLP17]({PAPER}) speaker: LOOM, Ada\n   - Method: weaving\n\n"
        "2. Natural answers from engines\n\n"
        f"   [ACL17]({OTHER}) WEAVER, Bo; ROD, Di  speaker: SPINDLE, Cy Wen\n"
        "   - related work: (1) Gears (Rod, 2016)\n\n"
        "3. TO READ\n"
    ) == [
        (None, "Looms Also Like Weaving: Fewer Threads for All", [PAPER], [], ["LOOM, Ada"]),
        (None, "Natural answers from engines", [OTHER], [], ["SPINDLE, Cy Wen"]),
    ]


def titled(at, more=""):
    names = "Ada Lovelace, Bo Weaver"
    return f"## Notes {at} on looms\n{names}\n\n*Abstract: of looms.*\n\n{more}- [Paper]({PAPER[:-1]}{at})\n"


def test_headings_that_are_titles_are_meetings_where_they_have_the_page_of_one():
    head = "# Machine learning journal club\n\nAll previous journal clubs:\n\n"
    both = (
        "## Gears (2 papers):\n- [Indico](https://example.org/event/3)\n"
        f"### First gears\nDi Rod, Cy Spindle\n\n- [Paper]({OTHER[:-1]}1)\n"
        f"### Second gears\n\n- [Paper]({OTHER[:-1]}2)\n- [Code](https://github.com/a/b)\n"
    )
    pages = [f"- [Indico](https://example.org/event/{at})\n" for at in (1, 2)]
    found = f"{head}{titled(1, pages[0])}{titled(2, pages[1])}{both}"
    assert told(found) == [
        (None, "Notes 1 on looms", [f"{PAPER[:-1]}1"], ["https://example.org/event/1"], []),
        (None, "Notes 2 on looms", [f"{PAPER[:-1]}2"], ["https://example.org/event/2"], []),
        (
            None,
            "Gears (2 papers)",
            [f"{OTHER[:-1]}1", f"{OTHER[:-1]}2", "https://github.com/a/b"],
            ["https://example.org/event/3"],
            [],
        ),
    ]
    assert [work.title for work in read(found).sessions[2].readings] == ["First gears", "Second gears", "Code"]
    assert told(head + titled(1) + titled(2) + titled(3)) == []


def test_names_in_bold_below_a_date_present_where_most_have_one():
    def below(*names):
        said = ("Ada Lovelace (Institute of Engines)", "Bo Weaver", "Cy Spindle", "Olivier Rod")
        days = zip(range(1, 9), names or said, strict=False)
        return "# Journal club\n\n" + "".join(
            f"- **Feb {day}, 2021:** <br />\n**{name}** <br />\nDiscussion sur l’article <br />\n"
            f"[{PAPER}]({PAPER})<br />\n\n"
            for day, name in days
        )

    open_ = f"- **Feb 9, 2021:**<br />\nDiscussion ouverte<br />\n**Di Gear**<br />\n[{OTHER}]({OTHER})\n"
    assert [[person.name for person in session.people] for session in read(below() + open_).sessions] == [
        ["Ada Lovelace"],
        ["Bo Weaver"],
        ["Cy Spindle"],
        ["Olivier Rod"],
        [],
    ]
    named = read(below("Next Steps", "Open Questions", "Main Ideas", "Bo Weaver")).sessions
    assert [session.people for session in named] == [[], [], [], []]


def test_a_name_at_the_head_of_an_entry_presents_and_names_below_the_title_wrote_it():
    found = read(
        "# 저널 클럽\n\n## Upcoming Event : 2022-06-10\n\n"
        f"1. 가나  \n[**Looms of many threads**]({PAPER})  \n"
        "Ada Lovelace, Bo Weaver & Cy Spindle  \nLooms volume 20 (2019)\n\n"
        "2. 다라/마바  \n[Gears](https://example.org/article?id=10.1371/loom.1007653).\nDi Rod ,Ed Gear\n"
        "Gears Biol. 2020 16(3). doi: 10.1371/loom.1007653.\n"
    ).sessions
    assert [
        ([person.name for person in session.people], [work.title for work in session.readings]) for session in found
    ] == [(["가나", "다라", "마바"], ["Looms of many threads", "Gears"])]
    assert found[0].title == "Looms of many threads; Gears"


def test_a_slash_is_told_table_by_table_where_a_document_has_both():
    assert days_of(dotted(("2021", "03/04/2021", "03/15/2021"), ("2022", "04/10/2022", "18/10/2022"))) == [
        "2021-03-04",
        "2021-03-15",
        "2022-10-04",
        "2022-10-18",
    ]


def test_paragraph_that_begins_with_its_day_and_who_leads_is_a_meeting_however_long():
    room = "[here](https://docs.google.com/document/d/1)"
    text = (
        f"# Weaving group\n\n2024-05-08 -- Ada is leading a discussion of __[Looms]({PAPER})__ (or look into a library"
        " of our house, if you can get to it from where you are). There may be threads from the last time as well."
        f" We’ll be meeting online; how to join is said {room} (ask for it).\n\nQuestions to ask:\n\n* Why looms?\n\n"
        f"2024-05-01 -- Bo leads a discussion of [Knots]({OTHER}). Please view the details {room}.\n"
    )
    assert told(text) == [
        ("2024-05-08", "Looms", [PAPER], ["https://docs.google.com/document/d/1"], ["Ada"]),
        ("2024-05-01", "Knots", [OTHER], ["https://docs.google.com/document/d/1"], ["Bo"]),
    ]
    said = (
        "2024-05-08 -- We have moved to another house, and whoever comes by train should know that " + "it is far " * 9
    )
    assert told(f"# Weaving group\n\n{said}\n") == []
