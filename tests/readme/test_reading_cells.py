"""Tables as people leave them: broken rows, cells too many, and columns that hold more than their head says."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

HEAD = "# Loom reading group\n\n|Date|Paper|Presenter|\n|---|---|---|\n"


def test_a_row_without_bars_at_its_ends_goes_on_in_the_next_line():
    document = (
        "# Loom reading group\n\n|Date|Paper|Link|Presenter|\n|---|---|---|---|\n"
        f"5/3/2023 | Looms and their kin | [Link]({PAPER}) | Ada\n"
        f"5/10/2023 | On rods that bend, multiple\nturns, and gears | [Link]({OTHER}) | Bo\n"
        f"5/17/2023 | A talk\n5/24/2023 | Mills | [Link]({PAPER}9) | Cy\n"
    )
    assert told(document) == [
        ("2023-05-03", "Looms and their kin", [PAPER], [], ["Ada"]),
        ("2023-05-10", "On rods that bend, multiple turns, and gears", [OTHER], [], ["Bo"]),
        ("2023-05-17", "A talk", [], [], []),
        ("2023-05-24", "Mills", [f"{PAPER}9"], [], ["Cy"]),
    ]


def test_a_cell_beyond_the_head_is_not_lost():
    assert told(f"{HEAD}| 5/3/2023 | [Looms]({PAPER}) | Ada |\n| 5/10/2023 | | Bo | [Rods]({OTHER})\n") == [
        ("2023-05-03", "Looms", [PAPER], [], ["Ada"]),
        ("2023-05-10", "Rods", [OTHER], [], ["Bo"]),
    ]


def test_the_page_of_an_accepted_paper_is_the_paper():
    page = "https://www.loomconf.org/2018/accepted-papers/view/a-pipeline-for-looms"
    found = read(f"# Loom reading group\n\n## Papers\n\n- [A pipeline for looms]({page})\n")
    assert [(entry.work.url, entry.work.kind) for entry in found.papers] == [(page, "paper")]


def test_links_beside_papers_that_have_none_are_theirs():
    rows = "".join(
        f"| 5/{day}/2023 | Looms, part {day} | [Link]({url}) | Ada |\n"
        for day, url in ((3, PAPER), (10, OTHER), (17, "https://looms.example.org/all-of-them"))
    )
    found = told(f"# Loom reading group\n\n|Date|Paper|Link|Presenter|\n|---|---|---|---|\n{rows}")
    assert [(urls, made) for _, _, urls, made, _ in found] == [
        ([PAPER], []),
        ([OTHER], []),
        (["https://looms.example.org/all-of-them"], []),
    ]
