"""Meetings that were held, and of which no day is said, or that in small print."""

from readinggroup.readme.reading import read
from tests.readme.reading import told

SHOWN = "https://www.youtube.com/embed/"


def small_print(day):
    return "".join(
        f"<div>\n<h4>{title}</h4>\n<h5>Moderated by {who}</h5>\n<h6> {day} {at}, 2023</h6>\n"
        f'<iframe width="560" src="{SHOWN}{at}" allowfullscreen></iframe>\n</div>\n\n'
        for at, (title, who) in enumerate((("Looms of glass", "Ada Lovelace"), ("Threads", "Bo Loom")), 1)
    )


def test_days_in_headings_of_small_print_are_those_of_the_titles_above_each_with_what_the_page_shows():
    assert told(f"# Loom journal club\n\n## Past sessions\n\n{small_print('May')}") == [
        ("2023-05-01", "Looms of glass", [], [f"{SHOWN}1"], ["Ada Lovelace"]),
        ("2023-05-02", "Threads", [], [f"{SHOWN}2"], ["Bo Loom"]),
    ]


def test_a_page_that_is_shown_in_another_is_a_link_of_the_document():
    found = read('# Loom club\n\n<iframe\n  src="https://calendar.example.org/looms">\n</iframe>\n')
    assert [link.url for link in found.links] == ["https://calendar.example.org/looms"]


def talks(address):
    heads = ("Looms of glass - Ada Lovelace", "Looms of wool- Bo Loom (University of London)", "Looms of air: Cy Rod")
    parts = [f"### {head}\n\n[![Play](play.jpg)]({address}{at})\n" for at, head in enumerate(heads)]
    return "\n".join(["# Loom journal club\n", "## Spring 2022\n", *parts[:2], "## Autumn 2021\n", parts[2]])


def test_headings_that_all_end_with_a_name_over_a_recording_are_talks():
    assert told(talks("https://youtu.be/")) == [
        (None, "Looms of glass", [], ["https://youtu.be/0"], ["Ada Lovelace"]),
        (None, "Looms of wool", [], ["https://youtu.be/1"], ["Bo Loom"]),
        (None, "Looms of air", [], ["https://youtu.be/2"], ["Cy Rod"]),
    ]


def test_headings_that_all_end_with_a_name_over_something_else_are_none():
    assert told(talks("https://arxiv.org/abs/2301.0000")) == []
