"""What groups write on pages of their own, half in HTML, in words of our own."""

from tests.readme.reading import OTHER, PAPER, told


def test_rows_below_an_empty_line_go_on_with_the_table_in_html():
    def row(day, title):
        return f"        <tr>\n        <td>May {day}, 2022</td>\n        <td>{title}</td>\n        </tr>\n\n"

    head = "        <tr><th>Date</th><th>Title</th></tr>\n"
    assert told(
        "# Loom seminar\n\n<details open>\n<summary>Spring</summary>\n\n<div>\n    <table>\n"
        f"{head}{row(3, 'On looms')}{row(10, 'On rods')}{row(17, 'On gears')}    </table>\n</div>\n</details>\n"
    ) == [
        ("2022-05-03", "On looms", [], [], []),
        ("2022-05-10", "On rods", [], [], []),
        ("2022-05-17", "On gears", [], [], []),
    ]


def test_indented_code_is_no_table_where_no_html_is_open():
    row = "    <tr><td>May 3, 2022</td><td>On looms</td></tr>\n"
    assert told(f"# Loom seminar\n\nWrite so:\n\n    <table>\n{row}    </table>\n") == []
