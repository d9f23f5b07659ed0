"""People, years and videos as whole documents tell them: what one line leaves open, the lines around it say."""

from datetime import date

import pytest

from readinggroup.readme.reading import read
from readinggroup.readme.reading.tables import grids
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import columns, heads, people

HEAD = "# Reading group\n\n"
PAPER = "[Attention](https://arxiv.org/abs/1706.03762)"


def presenters(text):
    return [[person.name for person in session.people] for session in read(HEAD + text).sessions]


def days(text):
    return [session.date for session in read(text).sessions]


def test_names_alone_in_a_list_present():
    text = "- Feb 3, 2023: Ada Lovelace\n- Feb 10: Alan Turing (codes)\n- Feb 17: Grace Hopper, compilers\n"
    assert presenters(text) == [["Ada Lovelace"], ["Alan Turing"], ["Grace Hopper"]]
    assert read(HEAD + text).sessions[2].title == "compilers"


@pytest.mark.parametrize(
    "topics",
    [
        ("Optimal Transport", "Message Passing", "Monte Carlo"),
        ("Gaussian Processes", "Normalizing Flows", "Abstract Interpretation"),
        ("Ada Lovelace", "Optimal codes for everything", "Graphs"),
    ],
)
def test_topics_of_a_list_are_nobody(topics):
    text = "".join(f"- 2023-02-0{at}: {topic}\n" for at, topic in enumerate(topics, 1))
    assert presenters(text) == [[], [], []]


def test_heading_with_a_name_of_the_rota_is_who_presents():
    text = (
        "| Date | Presenter |\n|--|--|\n| 2023-02-01 | Tom |\n| 2023-02-08 | *arXiv* |\n| 2023-02-15 | Fergus |\n\n"
        f"## Minutes\n\n### 2023-01-21: Fergus\n- {PAPER}\n\n### 2023-01-14: Tom\n- {PAPER}\n"
    )
    assert presenters(text) == [["Tom"], ["Fergus"], ["Fergus"], ["Tom"]]


def test_name_on_the_line_below_a_link_presents():
    assert presenters(f"### 2023-02-03\n{PAPER}<br>\nDaniel McVicker<br>\n") == [["Daniel McVicker"]]
    assert presenters(f"### 2023-02-03\n{PAPER}\n\nOptimal Transport\n") == [[]]


def test_one_word_before_a_link_is_nobody_where_no_other_line_begins_so():
    text = "".join(f"- 2023-02-1{at}: [Paper {at}](https://arxiv.org/abs/1706.0376{at})\n" for at in range(5))
    assert presenters(text + f"- 2023-03-01: Curiosity: {PAPER}\n")[-1] == []
    assert presenters(f"- 2023-03-01: Ada: {PAPER}\n- 2023-03-08: Bob: {PAPER}\n") == [["Ada"], ["Bob"]]


def test_makers_in_brackets_do_not_present():
    text = "### Session 1 (2023-01-01)\n- Gemma (Google DeepMind)\n- Agent (Tencent)\n- Nets (UC Davis, Tencent, MIT)\n"
    assert presenters(text) == [[]]


def test_speaker_before_a_quoted_title_is_no_part_of_it():
    text = (
        "| Date | Topic |\n|--|--|\n"
        '| 2023-01-01 | [Ada Lovelace](https://ada.example.org/) ([London](https://l.example.org)) "Notes on it" |\n'
        '| 2023-01-08 | [Alan Turing](https://alan.example.org) on "Machines and minds" |\n'
        '| 2023-01-15 | Discussion of "Compilers for all" |\n'
    )
    sessions = read(HEAD + text).sessions
    assert [session.title for session in sessions] == [
        "Notes on it",
        "Machines and minds",
        'Discussion of "Compilers for all"',
    ]
    assert [[(p.name, p.url) for p in session.people] for session in sessions] == [
        [("Ada Lovelace", "https://ada.example.org/")],
        [("Alan Turing", "https://alan.example.org")],
        [],
    ]
    assert [session.readings for session in sessions] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thanks to Vít Šefl for volunteering!", ["Vít Šefl"]),
        ("Many thanks to Ada Lovelace and Alan Turing for presenting", ["Ada Lovelace", "Alan Turing"]),
        ("Ada Lovelace will present", ["Ada Lovelace"]),
        ("Dr. Rossbach", ["Dr. Rossbach"]),
        ("arXiv", []),
        ("Mark Thanksgiving", ["Mark Thanksgiving"]),
    ],
)
def test_words_around_names_are_left_out(text, names):
    assert people.split(text) == names


def test_doctor_is_one_person():
    assert [p.name for p in people.pull("KernMLOps (presented by Dr. Rossbach)")[0]] == ["Dr. Rossbach"]


@pytest.mark.parametrize(
    ("cells", "turned"),
    [
        (["Lovelace, Ada", "Turing, Alan", "Hopper, Grace"], True),
        (["Xiao, Suya", "Bargav, Jonas", "Jonas, Xiao", "Samin, Jack"], False),
        (["Xiao, Suya", "Bargav, Jonas", "Suya", "Samin, Jack", "Jo, Ann", "Bea, Cy"], False),
    ],
)
def test_comma_within_a_name_is_told_from_one_between_names(cells, turned):
    assert grids.are_turned(cells) == turned


@pytest.mark.parametrize(
    "text", ["Nov.25.2020", "Nov. 25, 2020", "Nov-25-2020", "Nov/25/2020", "25.Nov.2020", "2020.Nov.25"]
)
def test_month_between_signs_is_read(text):
    when = dates.find(text)
    assert (when.year, when.month, when.day) == (2020, 11, 25)


@pytest.mark.parametrize(
    "text", ["Session 24 - Nov 27th: Grokking", "Session 24: Nov 27", "Session #24 | Nov 27", "Week 24 Nov 27th"]
)
def test_number_before_a_month_is_no_day(text):
    head = heads.read([tree.Piece(text)])
    assert (head.number.number, head.when.year, head.when.month, head.when.day) == (24, None, 11, 27)


def test_day_of_the_week_tells_the_year():
    text = f"- Mon, Jun 3: {PAPER}\n- Mon, May 27: Ideas\n- Dec 4, 2023: Plans\n"
    assert days(HEAD + text) == [date(2024, 6, 3), date(2024, 5, 27), date(2023, 12, 4)]


def test_year_that_breaks_the_order_is_not_taken_over():
    text = (
        "- Session 6 - Feb 5, 2024: Ethics\n- Session 5 - Jan 29, 2024: Minds\n- Session 4 - Dec 4, 2024: Laws\n"
        "- Session 3 - Nov 27: Nets\n- Session 2 - Nov 20: Trees\n- Session 1 - Nov 13, 2023: Sets\n"
    )
    assert days(HEAD + text)[3:] == [date(2023, 11, 27), date(2023, 11, 20), date(2023, 11, 13)]


@pytest.mark.parametrize(
    ("intro", "year"),
    [
        ("This is the page of the reading group of the department, which meets on Mondays in 2023.", 2023),
        ("We have been meeting in this room every other Monday since the group was founded in 2019.", None),
        ("In 2022 we read classics of the field, and in 2023 we are going to read all that is new.", None),
        ("This is the page of the group that reads “Deep Learning” (2016), the book by Goodfellow.", None),
    ],
)
def test_year_of_the_introduction(intro, year):
    table = f"| Date | Paper |\n|--|--|\n| 23 May | {PAPER} |\n| 30 May | [B](https://arxiv.org/abs/1706.03763) |\n"
    assert days(f"{HEAD}{intro}\n\n{table}") == ([date(year, 5, 23), date(year, 5, 30)] if year else [None, None])


def test_year_of_the_front_matter_holds_for_what_is_near():
    table = f"| Date | Paper |\n|--|--|\n| 23 May | {PAPER} |\n| 30 May | [B](https://arxiv.org/abs/1706.03763) |\n"
    assert days(f"---\ndate: 2023-10-04 09:55\n---\n{HEAD}{table}") == [date(2023, 5, 23), date(2023, 5, 30)]
    assert days(f"---\ndate: 2023-01-04\n---\n{HEAD}{table.replace('May', 'November')}") == [None, None]


def test_term_in_a_heading_beside_holds_for_those_below():
    text = f"{HEAD}### **Spring 2023**\n---\n### Monday, February 27\n{PAPER}\n\n### Fall 2023\n\n### October 2\nNets\n"
    assert days(text) == [date(2023, 2, 27), date(2023, 10, 2)]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Slidedeck", "slides"),
        ("읽은 논문", "reading"),
        ("논 문", "reading"),
        ("发表论文", "reading"),
        ("발표자료", "slides"),
        ("论文标题", "title"),
    ],
)
def test_head_of_a_column_is_known(words, role):
    assert columns.role(words) == role


def test_title_with_one_word_of_a_label_is_no_label():
    text = (
        "| Week | Paper |\n|--|--|\n| Week 1 | <li>The PageRank citation ranking: Bringing order</li><li>Trees</li> |\n"
    )
    assert [work.title for work in read(HEAD + text).sessions[0].readings] == [
        "The PageRank citation ranking: Bringing order",
        "Trees",
    ]


def test_video_of_others_is_a_reading():
    text = f"- 2023-02-03: Attention\n  - {PAPER}\n  - [Yannic explains it](https://youtu.be/a)\n  - [Our talk](https://youtu.be/b)\n"
    session = read(HEAD + text).sessions[0]
    assert [(work.kind, work.url) for work in session.readings[1:]] == [("video", "https://youtu.be/a")]
    assert [(one.kind, one.url) for one in session.materials] == [("recording", "https://youtu.be/b")]


def test_file_of_a_topic_is_what_was_shown_where_papers_have_a_column():
    text = (
        "| Date | Topic | Links |\n|--|--|--|\n"
        f"| 2023-02-03 | [Nets](files/a.pdf) | {PAPER.replace('Attention', 'Paper')} |\n"
        "| 2023-02-10 | [Trees](files/b.pdf) | [Paper](https://arxiv.org/abs/1706.03763) |\n"
    )
    found = read(HEAD + text, "https://github.com/a/b/blob/main/README.md").sessions
    assert [[one.kind for one in session.materials] for session in found] == [["slides"], ["slides"]]
    assert [len(session.readings) for session in found] == [1, 1]


def test_map_is_nothing_that_a_session_produced():
    text = f"### 2023-02-03 Nets\n- Paper: {PAPER}\n- Where: Room 1 ([map](https://m.example.org)) or [Zoom](https://zoom.us/j/1)\n"
    session = read(HEAD + text).sessions[0]
    assert (session.materials, session.join_url) == ([], "https://zoom.us/j/1")
    assert "https://m.example.org" in session.recap


def test_last_row_without_a_date_is_a_meeting_where_it_has_a_topic_and_a_paper():
    text = (
        f"| Date | Topic | Paper |\n|--|--|--|\n| 2023-02-03 | Nets | {PAPER} |\n"
        "| | Trees | [B](https://arxiv.org/abs/1706.03763) |\n"
    )
    assert [len(session.readings) for session in read(HEAD + text).sessions] == [1, 1]


def test_words_in_pointed_brackets_are_no_tag():
    text = f"### Week 2: Kafka\n\n{PAPER}\n\n<Person One>\nWei Neng\n\n<Person Two>\nJulius\n"
    assert presenters(text) == [["Wei Neng", "Julius"]]


def test_sentences_of_chinese_say_who_presents():
    said = {
        "由 @loom，@Cards 分享他们在纺织上的主题。": ["loom", "Cards"],
        "由 Looms 的张三分享关于网络的论文。": ["张三"],
        "分享人：张三，在读 PhD，某某公司基础架构实习生。": ["张三"],
        "由浅入深讲解卡片。": [],
    }
    for text, names in said.items():
        (session,) = read(f"# 论文分享\n## 2020-12-20\n\n{text}\n").sessions
        assert [person.name for person in session.people] == names


def test_words_that_stand_side_by_side_are_a_label():
    (session,) = read("# 论文分享\n## 2020-12-20: 卡片\n[论文链接](https://arxiv.org/abs/2301.00001)\n").sessions
    assert [(work.title, work.url[-1]) for work in session.readings] == [("卡片", "1")]


def test_who_presents_a_paper_stands_in_brackets_behind_it():
    rows = f"| Date | Paper |\n|---|---|\n| 2023-05-04 | {PAPER} (Ada presents) |\n| 2023-05-11 | Looms |\n"
    session = read(HEAD + rows).sessions[0]
    assert [(work.title, work.note) for work in session.readings] == [("Attention", "")]
    assert [(person.name, person.about) for person in session.people] == [("Ada", "Attention")]
