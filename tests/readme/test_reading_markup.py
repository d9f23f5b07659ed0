"""HTML and the marks of templates that people mix into their Markdown, in words of our own."""

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
