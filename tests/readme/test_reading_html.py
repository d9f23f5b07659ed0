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


def test_lines_below_names_are_where_people_work():
    def row(day, name, place, title):
        return (
            f'<tr><td>May {day}, 2022</td><td><a href="https://{day}.example.org/~me">{name}</a>\n'
            f"<span>{place}</span></td><td>{title}</td></tr>\n"
        )

    rows = row(3, "Ada (Augusta) Lovelace", "Loomshire", "On looms") + row(10, "Bo Rod", "Rodham", "-")
    rows += row(17, "Cy Gear", "Gearing", "On gears") + row(17, "Di Wheel", "Wheelton", "-")
    assert told(
        f"# Loom seminar\n\n<table>\n<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>\n{rows}</table>\n"
    ) == [
        ("2022-05-03", "On looms", [], [], ["Ada (Augusta) Lovelace"]),
        ("2022-05-10", "", [], [], ["Bo Rod"]),
        ("2022-05-17", "On gears", [], [], ["Cy Gear", "Di Wheel"]),
    ]


def test_names_below_each_other_are_people_where_no_place_is_among_them():
    rows = "".join(f"| May {day}, 2022 | Ada Lovelace<br>Bo Rod | On looms {day} |\n" for day in (3, 10, 17))
    assert told(f"# Loom seminar\n\n| Date | Speaker | Title |\n|---|---|---|\n{rows}") == [
        (f"2022-05-{day:02}", f"On looms {day}", [], [], ["Ada Lovelace", "Bo Rod"]) for day in (3, 10, 17)
    ]
