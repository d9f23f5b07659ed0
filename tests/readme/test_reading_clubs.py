"""Clubs whose documents say little of what they are: in other signs, in headings, in sentences."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import PAPER, told

COUNTED = "# Looms\n\n織機{club}的知識庫\n\n## 主題\n- R1(5/31): Looms by hand\n- R2(6/14): Rods\n- R3(6/28): 織布\n"


@pytest.mark.parametrize("club", ["讀書會", "討論會", "組會", "论文研读", "論文閱讀"])
def test_a_club_is_one_in_the_signs_of_either_side_of_the_strait(club):
    found = read(COUNTED.format(club=club))
    assert [(one.line, one.number, one.title) for one in found.sessions] == [
        (6, 1, "Looms by hand"),
        (7, 2, "Rods"),
        (8, 3, "織布"),
    ]


def test_letters_that_count_no_days_up_open_no_meetings():
    document = COUNTED.format(club="讀書會")
    assert read(document.replace("(5/31)", "").replace("(6/14)", "").replace("(6/28)", "")).sessions == []


def test_columns_have_their_words_in_other_signs():
    assert told(
        "# 讀書會\n\n| 日期 | 講者 | 題目 | 投影片 |\n|---|---|---|---|\n"
        "| 2024-03-01 | 林小明 | Looms by hand | [連結](a.pdf) |\n| 2024-03-08 | 王大同 | Rods | [連結](b.pdf) |\n",
        base_url="https://example.org/",
    ) == [
        ("2024-03-01", "Looms by hand", [], ["https://example.org/a.pdf"], ["林小明"]),
        ("2024-03-08", "Rods", [], ["https://example.org/b.pdf"], ["王大同"]),
    ]


def test_the_name_of_a_club_may_have_a_line_below_its_words():
    assert [one.title for one in read("# loom_club\n\n- 2024-03-01: Looms\n- 2024-03-08: Rods\n").sessions] == [
        "Looms",
        "Rods",
    ]


COURSE = """# Loom study group

## Session 1 - 2020-02-08
For this one we watched the first lectures:
 * [Lecture 1: Warp and weft](https://example.org/slides/lec-1.pdf)
 * [Lecture 2: Shuttles that fly](https://example.org/slides/lec-2.pdf)

## Session 2 - 2020-02-15
We reviewed these pages:
 * [Part 1: Key looms](https://example.org/weaving/one.html)
 * [Part 2: Kinds of looms](https://example.org/weaving/two.html)

Then we read the 4th chapter of Looms in Hand, by Bo Weaver (Chapter4: Rods).
"""


def test_lectures_below_a_session_with_its_day_are_what_it_watched():
    found = read(COURSE)
    assert [(one.line, one.number, str(one.date)) for one in found.sessions] == [
        (3, 1, "2020-02-08"),
        (8, 2, "2020-02-15"),
    ]
    assert [[(work.kind, work.title) for work in one.readings] for one in found.sessions] == [
        [],
        [("other", "Part 1: Key looms"), ("other", "Part 2: Kinds of looms")],
    ]
    assert [one.people for one in found.sessions] == [[], []]


def test_a_week_with_its_day_has_as_many_meetings_as_stand_below():
    week = COURSE.replace("Session 1", "Week 1").replace("Lecture 1", "Session 1").replace("Lecture 2", "Session 2")
    assert [one.line for one in read(week).sessions] == [5, 6, 8]


def test_an_address_that_does_not_tell_leads_to_a_paper_where_all_others_do():
    papers = "".join(
        f"- 2024-03-{at:02}: [Looms number {at}](https://arxiv.org/abs/2301.0000{at})\n" for at in range(1, 6)
    )
    more = "- 2024-03-09\n  - [Looms once more](https://arxiv.org/abs/2301.00009)\n  - [{}]({})\n"
    page = "https://example.org/weavers/shuttles"

    def kind(title, url):
        return read(f"# Loom reading group\n\n{papers}{more.format(title, url)}").sessions[-1].readings[-1].kind

    assert kind("Shuttles that nobody throws", page) == "paper"
    assert kind("A handbook of shuttles, second edition", page) == "other"
    assert kind("Shuttles that nobody throws", "https://example.org/") == "other"


PRESENTED = """# Reading group presentations

Talks of half an hour.
""" + "".join(
    f"""
## {title}

Weavers' [article](https://arxiv.org/abs/2301.0000{at}) on them.

*Looms are hard.*

[{title} presentation]({title}/deck.html)
"""
    for at, title in enumerate(["Looms", "Rods", "Gears"], 1)
)


def test_headings_over_a_paper_and_what_was_shown_of_it_are_meetings():
    assert told(PRESENTED, base_url="https://example.org/") == [
        (None, title, [f"https://arxiv.org/abs/2301.0000{at}"], [f"https://example.org/{title}/deck.html"], [])
        for at, title in enumerate(["Looms", "Rods", "Gears"], 1)
    ]
    assert [one.readings[0].title for one in read(PRESENTED).sessions] == ["Looms", "Rods", "Gears"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/deck.html", "/notes.html"),
        ("](Rods/deck.html)", "](https://example.com/rods/slides.pdf)"),
        ("# Reading group presentations", "# Awesome looms"),
    ],
)
def test_headings_over_papers_are_no_meetings_where_nothing_says_that_the_group_showed_them(old, new):
    assert read(PRESENTED.replace(old, new).replace(" presentation]", "]")).sessions == []


def day(who, what="[Looms that are hard](https://arxiv.org/abs/2301.00001)"):
    """What is told of a day in bold, below it who presents and what is read."""
    other = "**1/26/2018**  \n[Rods](https://arxiv.org/abs/2301.00002)\n"
    return told(f"# Loom reading group\n\n**1/19/2018**  \n{who}  \n{what}\n\n{other}")[0]


@pytest.mark.parametrize(
    "who",
    [
        "[Ada Lovelace](https://example.org/~ada/), _UW_",
        "[Ada Lovelace](https://www.linkedin.com/in/ada) (London)",
        "[Ada Lovelace](https://ada.example.org)",
        "Ada Lovelace, _UW_",
        "Ada Lovelace, University of London",
    ],
)
def test_who_presents_stands_below_the_day_with_where_they_work(who):
    assert day(who) == (
        "2018-01-19",
        "Looms that are hard",
        ["https://arxiv.org/abs/2301.00001"],
        [],
        ["Ada Lovelace"],
    )


@pytest.mark.parametrize(
    "what", ["[Optimal Weaving](https://example.org/weaving)", "[Ada Lovelace](https://arxiv.org/abs/2302.00002)"]
)
def test_a_work_below_the_day_is_nobody_who_presents(what):
    assert day(what)[-1] == []


def test_papers_are_counted_in_the_words_of_their_links():
    papers = "https://example.org/a.pdf", "https://example.org/b.pdf"
    what = "Looms that last ([paper1]({}), [paper2]({}))".format(*papers)
    assert day("Ada Lovelace, UW", what) == ("2018-01-19", "Looms that last", [*papers], [], ["Ada Lovelace"])


CITED = """# Loom reading group

  * Planning after the holidays, 2023-09-19
    * Participants: Ada, Bo

  * A. Loom and B. Rod. [Shuttles]({0}1). In Memoirs of Weavers, Paris, July 3 2022, 2022. Participants: Bo, 2023-06-02.

  * Cy Spindle, Di Weft. [Rods]({0}2). Memoirs, 2021. Suggested by Ada, 2023-05-05.

  * [Gears]({0}3). E. Warp. Memoirs, PMLR, 13–18 Jul 2020. Participants: Ada. 2023-03-24.

  * ICML 2022, 2023-02-10
    * Participants: Ada, Bo
""".format("https://arxiv.org/abs/2301.0000")


def test_days_at_the_end_are_of_the_meeting_and_names_before_a_citation_of_its_authors():
    found = read(CITED).sessions
    assert [(str(one.date), one.title, len(one.readings), one.people) for one in found] == [
        ("2023-09-19", "Planning after the holidays", 0, []),
        ("2023-06-02", "Shuttles", 1, []),
        ("2023-05-05", "Rods", 1, []),
        ("2023-03-24", "Gears", 1, []),
        ("2023-02-10", "ICML 2022", 0, []),
    ]
    assert [one.readings[0].authors for one in found[1:3]] == [["A. Loom", "B. Rod"], ["Cy Spindle", "Di Weft"]]


def test_a_conference_of_which_nobody_says_who_was_there_is_no_meeting():
    document = CITED.replace("ICML 2022, 2023-02-10\n    * Participants: Ada, Bo", "ICML 2022, 2023-02-10")
    assert len(read(document).sessions) == 4


def test_many_names_with_initials_behind_a_title_are_of_its_authors():
    found = read(f"# Loom reading group\n\n**2021-03-09:** [Looms that last]({PAPER}) M. Weft, A. L. Loom, I. Y. Rod\n")
    assert [one.people for one in found.sessions] == [[]]


def test_a_word_that_leads_to_many_places_is_a_label_whatever_it_says():
    books = "Resisting AI", "Looms of Today", "The Rod"
    items = [f"* **May {at}, 2024**, {book} [[sumary](https://example.org/{at})]\n" for at, book in enumerate(books, 1)]
    found = read(f"# Loom reading circle\n\n{''.join(items)}").sessions
    assert [(one.title, [work.url for work in one.readings], one.people) for one in found] == [
        (book, [f"https://example.org/{at}"], []) for at, book in enumerate(books, 1)
    ]


def test_names_that_lead_to_many_places_are_no_labels():
    items = "".join(f"* **May {at}, 2024** [Ada](https://example.org/{at}.pptx)\n" for at in (1, 8, 15))
    assert [one.title for one in read(f"# Loom reading circle\n\n{items}").sessions] == ["Ada"] * 3


def test_a_work_cited_with_the_family_name_first_is_read():
    title = "The looms bundle: warp, weft and the promise of cloth through machines that weave for everybody"
    cited = (
        f'Loom, Ada, and Bo P. Rod, "{title}", Memoirs of Weavers, 2024. [[link](https://example.org/memoirs/view/1)]'
    )
    assert told(f"# Journal club\n\n#### **March 14, 2025**\n* {cited}\n") == [
        ("2025-03-14", title, ["https://example.org/memoirs/view/1"], [], [])
    ]


@pytest.mark.parametrize(("day", "dated"), [("21 March", "2020-03-21"), ("21 July", None)])
def test_the_next_meeting_has_the_year_of_the_days_nearby(day, dated):
    past = "".join(f"{at}. [{at} March, 2020](notes/{at}.md): We discussed looms.\n" for at in (1, 2, 3))
    document = f"# Meetup notes\n\n## Upcoming\n\n{day} 7pm on Jitsi - Talk about rods.\n\n## Past meetups\n\n{past}"
    assert told(document)[0][0] == dated
