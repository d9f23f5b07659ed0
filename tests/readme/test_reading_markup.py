"""HTML and the marks of templates that people mix into their Markdown, in words of our own."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def test_span_that_nobody_closed_ends_where_the_next_heading_stands():
    text = "# Weaving club\n" + "".join(
        f"\n### {title}\n<span class='meta'>\nSpeaker: {who}\nDate: May {day}, 2024\n"
        f"Links: [Paper]({paper})\n<{end}span>\n\nWords.\n"
        for title, who, day, paper, end in (
            ("Looms", "Ada Lovelace", 1, PAPER, ""),
            ("Knots", "Bo Rod", 8, OTHER, "/"),
            ("Cards", "Cy Gear", 15, PAPER, "/"),
        )
    )
    assert told(text) == [
        ("2024-05-01", "Looms", [PAPER], [], ["Ada Lovelace"]),
        ("2024-05-08", "Knots", [OTHER], [], ["Bo Rod"]),
        ("2024-05-15", "Cards", [PAPER], [], ["Cy Gear"]),
    ]


def test_heading_over_a_presenter_and_links_is_a_meeting_before_its_day_is_known():
    text = f"# Weaving club\n\n### Looms\nSpeaker: Ada Lovelace\nDate: TBD\nLinks: [Paper]({PAPER})\n"
    assert told(text) == [(None, "Looms", [PAPER], [], ["Ada Lovelace"])]


def test_pages_of_sponsors_are_nothing_that_a_session_made():
    text = (
        f"# Weaving club\n\n### Looms\nSpeaker: Ada Lovelace\nDate: May 1, 2024\nLinks: [Paper]({PAPER})\n\n"
        "<p>\nMay Sponsors\n<a href='https://threads.example/'><img src='a.png'></a>\n</p>\n"
    )
    assert told(text) == [("2024-05-01", "Looms", [PAPER], [], ["Ada Lovelace"])]
    assert "https://threads.example/" in read(text).sessions[0].recap


def folded(summary, details="", order=("details", "summary")):
    said = {"summary": f"{summary}\n", "details": details}
    captures = [f"{{% capture {name} %}}\n{said[name]}{{% endcapture %}}" for name in order]
    return "\n".join(captures) + "{% include details.html %}\n\n"


def test_captures_of_a_template_are_what_folds_out_below_their_summary():
    below = f"The paper is:\n- [Knots]({OTHER})\n"
    text = (
        "# Weaving group\n\n## Upcoming\n\n"
        + folded(f"2024-05-15 - [Looms]({PAPER}) - Ada Lovelace")
        + folded("2024-05-08 - *No meeting this week*")
        + folded("2024-05-01 Knots and ties", below, ("summary", "details"))
        + folded("2024-04-24 Cards", f"The paper is [Cards]({PAPER}).\n")
    )
    assert told(text) == [
        ("2024-05-15", "Looms", [PAPER], [], ["Ada Lovelace"]),
        ("2024-05-01", "Knots and ties", [OTHER], [], []),
        ("2024-04-24", "Cards", [PAPER], [], []),
    ]
    assert [session.line for session in read(text).sessions] == [8, 18, 29]


def test_captures_that_are_never_included_stay_as_they_stand():
    text = "# Weaving group\n\n{% capture details %}\n{% capture summary %}\n\n- 2024-05-01: Looms\n"
    assert [session.title for session in read(text).sessions] == ["Looms"]


def test_items_that_pandoc_counts_are_items():
    found = read(f"# Weaving club\n\n### Candidates\n\n #. [Looms]({PAPER})\n #. [Knots]({OTHER})\n")
    assert [(entry.work.title, entry.work.url) for entry in found.papers] == [("Looms", PAPER), ("Knots", OTHER)]
