"""Lists of papers and lists of meetings: what tells one from the other, whatever form they have."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def listed(document):
    return [(entry.work.title, entry.work.url) for entry in read(document).papers]


def test_papers_of_a_list_that_end_with_a_day_were_read_on_it():
    document = (
        f"# Loom reading group\n\n## Papers\n- [x] Looms by hand\n- [x] [Rods]({OTHER})\n"
        f"- [x] [Looms]({PAPER}1) 1/7/2023\n"
        f"- [x] Gears\n- [x] Engines\n- [x] [Wheels]({PAPER}2) 03/17/2024\n- [ ] [Cogs]({PAPER}3) 4/14/2024\n"
    )
    assert [(date, title, urls) for date, title, urls, _, _ in told(document)] == [
        ("2023-01-07", "Looms", [f"{PAPER}1"]),
        ("2024-03-17", "Wheels", [f"{PAPER}2"]),
        ("2024-04-14", "Cogs", [f"{PAPER}3"]),
    ]
    assert listed(document) == [("Looms by hand", ""), ("Rods", OTHER), ("Gears", ""), ("Engines", "")]


def test_days_out_of_order_are_of_the_papers():
    document = (
        f"# Loom reading group\n\n## Papers\n- [Looms]({PAPER}1) 2019-04-07\n"
        f"- [Wheels]({PAPER}2) 2024-03-17\n- [Rods]({OTHER})\n"
        f"- [Cogs]({PAPER}3) 2017-04-14\n- [Gears]({PAPER}4)\n- [Engines]({PAPER}5)\n- [Mills]({PAPER}6)\n"
    )
    assert told(document) == []
    assert len(listed(document)) == 7


def test_titles_with_their_decks_below_presentations_were_presented():
    document = (
        "# Loom reading group\n\n## Presentations\n\nAll are made with LaTeX.\n\n"
        "* The Magic of Looms ([LaTeX](./looms/looms.tex) | [PDF](https://www.slideshare.net/ada/looms))\n\n"
        "* Rods and their kin ([LaTeX](./rods/rods.tex) | PDF)\n"
    )
    base = "https://github.com/ada/looms/blob/main/"
    found = read(document, base_url=f"{base}README.md").sessions
    assert [(one.title, one.readings, [(made.kind, made.url) for made in one.materials]) for one in found] == [
        (
            "The Magic of Looms",
            [],
            [("code", f"{base}looms/looms.tex"), ("slides", "https://www.slideshare.net/ada/looms")],
        ),
        ("Rods and their kin", [], [("code", f"{base}rods/rods.tex")]),
    ]


def test_talks_of_others_are_no_meetings():
    document = (
        "# Loom reading group\n\n## Talks\n\n* [The magic of looms](https://youtu.be/abc)\n"
        f"* [Rods and their kin](https://youtu.be/def)\n\n## Papers\n\n* [Looms]({PAPER})\n"
    )
    assert told(document) == []


def test_papers_in_lines_of_their_own_below_topics_are_a_list():
    document = (
        "# Loom reading group\n\nWe read, and [help](https://example.org/help) each other.\n\n## Topics\n\n## Looms\n\n"
        f"[Looms by hand (Ada)]({PAPER})\n\n[Looms by\nsteam](https://example.org/steam.pdf)\n\n## Rods\n\n"
        f"[Rods]({OTHER})\n[Code of rods](https://github.com/ada/rods)\n\n## Gears\n\n[Looms by hand (Ada)]({PAPER})\n"
    )
    assert listed(document) == [
        ("Looms by hand (Ada)", PAPER),
        ("Looms by steam", "https://example.org/steam.pdf"),
        ("Rods", OTHER),
        ("Code of rods", "https://github.com/ada/rods"),
    ]


def test_links_in_lines_of_their_own_are_no_list_where_few_are_papers():
    document = (
        "# Loom reading group\n\n## Places\n\n[Our room](https://example.org/room)\n\n[Our mill](https://example.org/mill)\n\n"
        f"[Our paper]({PAPER})\n"
    )
    assert listed(document) == []


def test_a_title_with_its_link_in_the_list_below_is_one_paper():
    document = (
        f"# Loom reading group\n\n## Papers in consideration:\n\n"
        f"Looms by hand\n- {PAPER}\n- Abstract:\nMany looms are made.\n\n"
        f"Rods\n- {OTHER}\n- Abstract\nFew rods are made.\n"
    )
    assert listed(document) == [("Looms by hand", PAPER), ("Rods", OTHER)]
    assert [remark.text for remark in read(document).remarks] == [
        "“Papers in consideration:” is no session and no part of the introduction: “Abstract: Many looms are made. "
        "Abstract Few rods are made.”"
    ]


def test_a_ticked_list_that_names_authors_is_of_papers():
    document = "# Loom reading group\n\n## Looms\n\n- [x] Loom et al. [Looms by hand](https://github.com/ada/looms)\n"
    assert listed(document) == [("Looms by hand", "https://github.com/ada/looms")]


def test_videos_of_a_plan_are_to_be_watched():
    document = (
        "# Loom reading group\n\n1. February 14, 2024\n    1. What looms are\n    2. Material:\n"
        "        1. [How looms work, an introduction](https://youtu.be/aaa)\n"
        "        2. [How rods bend, explained](https://youtu.be/bbb)\n"
        f"2. February 21, 2024\n    1. Looms\n        1. [Looms by hand]({PAPER})\n    2. Material:\n"
        f"        1. The main paper will be “[Looms by hand: a study]({PAPER})”.\n"
        "           - If it feels daunting, or you are tired of reading and would like to know more of how all of "
        "it works, there is a nice video on this paper! It can be found [here](https://youtu.be/ccc).\n"
    )
    assert [
        ([(work.kind, work.title, work.url) for work in one.readings], one.materials) for one in read(document).sessions
    ] == [
        (
            [
                ("video", "How looms work, an introduction", "https://youtu.be/aaa"),
                ("video", "How rods bend, explained", "https://youtu.be/bbb"),
            ],
            [],
        ),
        ([("paper", "Looms by hand: a study", PAPER), ("video", "Looms by hand: a study", "https://youtu.be/ccc")], []),
    ]


def test_videos_of_those_who_present_are_recordings():
    document = (
        "# Loom reading group\n\n- February 14, 2024\n  - Speakers: Ada Loom, Bo Rod\n  - Material:\n"
        "    - [How looms work](https://youtu.be/aaa)\n    - [How rods bend](https://youtu.be/bbb)\n"
    )
    session = read(document).sessions[0]
    assert [(made.kind, made.url) for made in session.materials] == [
        ("recording", "https://youtu.be/aaa"),
        ("recording", "https://youtu.be/bbb"),
    ]


def test_titles_with_their_authors_and_address_in_lines_below_are_works():
    document = (
        "# Loom reading group\n\n#### 2024-02-14<br>\n1.Looms by hand<br>\nAuthors: Ada Loom, Bo Rod<br>\n"
        f"Paper link: {PAPER} <br>\nPresenter: Cy Gear\n\n2.Rods that\nbend<br>\n"
        f"Authors: Di Mill<br>\nPaper link: {OTHER}\n"
    )
    session = read(document).sessions[0]
    assert [(work.title, work.url, work.authors, work.also) for work in session.readings] == [
        ("Looms by hand", PAPER, ["Ada Loom", "Bo Rod"], []),
        ("Rods that bend", OTHER, ["Di Mill"], []),
    ]
    assert [person.name for person in session.people] == ["Cy Gear"]


def test_words_that_come_again_behind_titles_are_none_themselves():
    entry = "* {} ([{}]({}))\n"
    text = "# Reading group\n## List of papers\n" + "".join(
        entry.format(title, who, f"summary/{at}.md")
        for at, (title, who) in enumerate(
            (("Looms of today", "Ada"), ("Knots", "Ada"), ("Threads: a survey", "Bo"), ("Cards", "Bo"))
        )
    )
    found = read(text, "https://github.com/looms/weaving/blob/main/")
    titles = ["Looms of today", "Knots", "Threads: a survey", "Cards"]
    assert [(one.work.title, one.work.url, one.work.also) for one in found.papers] == [(one, "", []) for one in titles]
    assert [remark.line for remark in found.remarks if "/summary/" in remark.url] == [3, 4, 5, 6]
    found = read(text.replace("summary/", "https://arxiv.org/abs/2301.0000").replace(".md", ""))
    assert [(one.work.title, one.work.url[-1]) for one in found.papers] == list(zip(titles, "0123", strict=True))


def test_a_list_of_citations_as_journals_have_them_is_of_papers_without_links():
    found = read(
        "#### Looms\n"
        "- Lovelace, A., & Loom, B. C. (1943). Notes on the engine: A sketch. *Memoirs of Looms*, 3(1), 4-40.\n"
        "- Rod and Gear. 2020. “How Are Looms Built?” *Annals of Rods*.\n"
        "- Wheel, D. (2021). Machine looms\n"
        "- Gear, E., & Rod, F. (1998). Weaving vs. Knitting. *Memoirs of Looms*.\n"
    )
    assert [(one.work.title, one.work.authors, one.work.note) for one in found.papers] == [
        ("Notes on the engine: A sketch", ["A. Lovelace", "B. C. Loom"], "1943 Memoirs of Looms, 3(1), 4-40"),
        ("How Are Looms Built?", ["Rod", "Gear"], "2020 Annals of Rods"),
        ("Machine looms", ["D. Wheel"], "2021"),
        ("Weaving vs. Knitting", ["E. Gear", "F. Rod"], "1998 Memoirs of Looms"),
    ]
    assert not found.sessions


def test_bold_words_before_a_colon_end_the_readings():
    document = f"# Loom reading group\n\n## Week 1: Looms\n\n**Reading:** [Rods]({PAPER}), which\nbends them.\n\n"
    assert told(f"{document}**Caveat, said with it:** rods differ in\nlength. Many do.\n") == [
        (None, "Looms", [PAPER], [], [])
    ]
