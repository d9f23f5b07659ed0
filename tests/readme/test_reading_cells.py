"""Tables as people leave them: broken rows, cells too many, and columns that hold more than their head says."""

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
