"""Groups that read a book, a part at each meeting, in words of our own."""

from readinggroup.readme.reading import read
from tests.readme.reading import PAPER, told

NOTES = "https://example.org/notes.pdf"


def test_chapters_of_a_list_are_titles_with_who_presents_behind_them():
    chapters = [
        "Looms: Ada Lovelace",
        "A rod for the loom: Bo Rod/Cy Gear",
        "Gears and wheels: Dora Wheel",
        "Engines: Notes",
    ]
    items = "".join(f"- 2021-01-{day:02}: Chapter {day}: {title}\n" for day, title in enumerate(chapters, 5))
    assert told(f"# Loom book club\n\n{items}- 2021-01-09: Chapter 9: [On looms]({PAPER})\n") == [
        ("2021-01-05", "Chapter 5: Looms", [], [], ["Ada Lovelace"]),
        ("2021-01-06", "Chapter 6: A rod for the loom", [], [], ["Bo Rod", "Cy Gear"]),
        ("2021-01-07", "Chapter 7: Gears and wheels", [], [], ["Dora Wheel"]),
        ("2021-01-08", "Chapter 8: Engines: Notes", [], [], []),
        ("2021-01-09", "On looms", [PAPER], [], []),
    ]


def test_chapters_of_a_column_are_titles_and_no_works():
    rows = [
        f"May 3 2022 | Chapter 1 or [Chapter 1 notes]({NOTES})",
        "May 10 2022 | Chapter 2",
        "May 17 2022 | Chapters 3 and 4",
    ]
    table = "".join(f"| {row} |\n" for row in ["Meeting dates | Readings due", "---|---", *rows])
    assert told(f"# Loom seminar\n\n{table}") == [
        ("2022-05-03", "Chapter 1", [], [NOTES], []),
        ("2022-05-10", "Chapter 2", [], [], []),
        ("2022-05-17", "Chapters 3 and 4", [], [], []),
    ]


def test_chapters_beside_what_they_are_about_are_no_works():
    rows = ["1 | Feb 12 2026 | Ch 1-3 | Looms", "2 | Feb 19 2026 | Ch 4 cont. | Rods", "3 | Feb 26 2026 | Ch 5 | Gears"]
    table = "".join(f"| {row} |\n" for row in ["Week | Date | Chapter(s) | Topic", "---|---|---|---", *rows])
    found = read(f"# Loom reading group\n\n{table}").sessions
    assert [(session.title, session.readings, session.recap) for session in found] == [
        ("Looms", [], "Chapter(s): Ch 1-3"),
        ("Rods", [], "Chapter(s): Ch 4 cont."),
        ("Gears", [], "Chapter(s): Ch 5"),
    ]
