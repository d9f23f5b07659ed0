"""How groups write down what a meeting was about, and what only looks like it."""

from readinggroup.readme.reading import read
from tests.readme.reading import PAPER, told


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
    points = "- general discussion\n- greenhouse\n- look back at the week\n\t- no deadline should be the only day of work\n"
    due = "## feb 27\n- reports due\n"
    assert [
        session.date.isoformat()
        for session in read(f"# 2026 lab meeting\n\n## feb 13\n- gears\n\n## feb 20\n{points}\n{due}").sessions
    ] == ["2026-02-13", "2026-02-20"]
