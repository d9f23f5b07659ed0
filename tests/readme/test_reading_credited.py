"""Works without a link, told by who wrote them, and lines that are struck out."""

from readinggroup.readme.reading import read

HEAD = "# Loom journal club\n\n"


def said(document):
    return [
        (
            one.title,
            [(work.title, work.authors) for work in one.readings],
            [person.name for person in one.people],
            one.is_cancelled,
        )
        for one in read(document).sessions
    ]


def test_who_wrote_a_work_without_a_link_stands_before_who_presents_it():
    assert said(
        f"{HEAD}- 17-02-2021: **Looms: by hand** by Ada Lovelace and Cy Rod; speaker: Bo Loom.\n"
        "- 03-03-2021: Threads of glass by Rod et al.; Bo Loom.\n"
        "- 24-03-2021: **Wool**, by Ada Lovelace - presented by Bo Loom\n"
        "- 31-03-2021: **Threads of iron** by Ada Lovelace\n"
        "- 07-04-2021: **Threads of gold** (Rod et al., 2019) - Bo Loom\n"
    ) == [
        ("Looms: by hand", [("Looms: by hand", ["Ada Lovelace", "Cy Rod"])], ["Bo Loom"], False),
        ("Threads of glass", [("Threads of glass", ["Rod et al."])], ["Bo Loom"], False),
        ("Wool", [("Wool", ["Ada Lovelace"])], ["Bo Loom"], False),
        ("Threads of iron", [], ["Ada Lovelace"], False),
        ("Threads of gold", [("Threads of gold", ["Rod et al."])], ["Bo Loom"], False),
    ]


def struck(*at):
    lines = [f"2023-05-0{day}: Looms of kind {day}" for day in range(1, 6)]
    return HEAD + "".join(
        f"- <strike>{line}</strike>\n" if day in at else f"- {line}\n" for day, line in enumerate(lines, 1)
    )


def test_a_line_that_is_struck_out_between_others_is_of_a_meeting_that_was_cancelled():
    assert [session[3] for session in said(struck(3))] == [False, False, True, False, False]
    assert [session[3] for session in said(struck(1, 2, 4))] == [False] * 5


def test_works_that_topics_of_a_meeting_cite_in_full_are_read_there_and_their_ends_name_who_presents():
    long = " ".join(["and how rods of many kinds behave in mills, looms and gears"] * 4)
    document = (
        "# Loom journal club\n\n## Week 1: 2020/03/05\n\n#### 1. Looms\n\n"
        "- Loom, B. D., & Rod, K. (1943). Notes on an engine that weaves. *Memoirs*, 0012. (Presenter: Ada)\n"
        f"- Gear, C., & Wheel, D. (1944). On rods: {long}. *Memoirs*, 5(2), 30-31. (Presenter: Eve Mill)\n\n"
        "#### 2. Mills\n\n- Gear, C. (1945). Mills of the north. *Memoirs*, 6. (Presenter: Fay Spin)\n"
        "- Rod, K. (1947) says that mills were built of iron, and we talked about it.\n\n"
        "## Week 2: 2020/03/12\n\n[Of spindles](https://arxiv.org/abs/2301.00001)\n\n"
        "Loom, B. (1946). Of spindles. *Memoirs*, 7.\n"
    )
    first, second = read(document).sessions
    assert [(work.title, work.authors) for work in first.readings] == [
        ("Notes on an engine that weaves", ["B. D. Loom", "K. Rod"]),
        (f"On rods: {long}", ["C. Gear", "D. Wheel"]),
        ("Mills of the north", ["C. Gear"]),
    ]
    assert [(one.name, one.about[:8]) for one in first.people] == [
        ("Ada", "Notes on"), ("Eve Mill", "On rods:"), ("Fay Spin", "Mills of"),
    ]  # fmt: skip
    assert [work.title for work in second.readings] == ["Of spindles"]


def test_names_below_a_work_with_its_link_are_of_those_who_wrote_it():
    document = (
        "# Loom journal club\n\n## 2024-05-03\n\n"
        "1. ### Looms of glass [[Read]](https://arxiv.org/abs/2301.00001)\n"
        "   Ada Lovelace, Bo Rod and Cy Gear\n\n---\n\n"
        "2. ### Rods of iron [[Read]](https://arxiv.org/abs/2302.00002)\n"
        "   Eve Mill, Fay Spin, Memoirs 12. 2019; doi:10.1234/rods.5\n\n---\n\n"
        "3. ### Wool [[Read]](https://arxiv.org/abs/2303.00003)\n   Gus Yarn, Mem Acad (2019)\n"
    )
    (session,) = read(document).sessions
    assert [(work.title, work.authors, work.venue) for work in session.readings] == [
        ("Looms of glass", ["Ada Lovelace", "Bo Rod", "Cy Gear"], ""),
        ("Rods of iron", ["Eve Mill", "Fay Spin"], "Memoirs 12. 2019; doi:10.1234/rods.5"),
        ("Wool", [], ""),
    ]
    assert session.people == []
    beside = "[Wool](https://arxiv.org/abs/2301.00001)\n\nAda Lovelace, Bo Rod, Cy Gear\n"
    (session,) = read(f"# Loom journal club\n\n## 2024-05-03\n\n{beside}").sessions
    assert [one.name for one in session.people] == ["Ada Lovelace", "Bo Rod", "Cy Gear"]
