"""Tables and lists that are drawn otherwise than Markdown draws them, or have a meeting a table."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

TWO = [("2024-01-10", "Flows", [PAPER], [], ["Ada Lovelace"]), ("2024-01-17", "Kernels", [OTHER], [], ["Bob Noyce"])]


@pytest.mark.parametrize("rule", ["", "|---|---|\n", "|---|---|---|---|\n", "| --- |\n"])
def test_a_table_whose_rule_is_missing_or_too_short_is_one(rule):
    rows = f"| 2024-01-10 | Ada Lovelace | [Flows]({PAPER}) |\n| 2024-01-17 | Bob Noyce | [Kernels]({OTHER}) |\n"
    assert told(f"# Reading group\n\n| Date | Presenter | Paper |\n{rule}{rows}") == TWO


def test_a_table_drawn_with_borders_is_one():
    border = "+------------+-----------+-------+\n"
    document = (
        f"# Reading group\n\n{border}| Date | Presenter | Paper |\n{border.replace('-', '=')}"
        f"| 2024-01-10 | Ada | [Flows]({PAPER}) |\n| | Lovelace | |\n{border}"
        f"| 2024-01-17 | Bob Noyce | [Kernels]({OTHER}) |\n{border}"
    )
    assert [(day, works) for day, _, works, *_ in told(document)] == [("2024-01-10", [PAPER]), ("2024-01-17", [OTHER])]


def test_words_between_bars_are_no_table():
    found = read("# Reading group\n\n| home | about |\n\n|x| is the norm of x|\n")
    assert (found.sessions, found.papers) == ([], [])


def test_a_table_of_labels_is_one_meeting():
    document = "# Reading group\n" + "".join(
        f"\n## {title}\n\n| Date | {day} |\n|---|---|\n| Speaker | {who} |\n| Paper | [{title}]({url}) |\n"
        for day, title, (url,), _, (who,) in TWO
    )
    assert told(document) == TWO


@pytest.mark.parametrize("between", ["", "---\n\n", "<!-- -->\n\n"])
@pytest.mark.parametrize("bold", ["**", ""])
def test_lists_of_labels_are_a_meeting_each(between, bold):
    def label(name):
        return f"- {bold}{name}{bold}:"

    document = "# Reading group\n\n" + between.join(
        f"{label('Date')} {day}\n{label('Presenter')} {who}\n{label('Paper')} [{title}]({url})\n\n"
        for day, title, (url,), _, (who,) in TWO
    )
    assert told(document) == TWO


def test_a_name_before_the_date_below_a_title_presents():
    document = "# Reading group\n" + "".join(
        f"\n### {title}\n*{who}, January {day[-2:]}, 2024*\n\n[Paper]({url})\n" for day, title, (url,), _, (who,) in TWO
    )
    assert told(document) == TWO


def test_a_work_over_several_meetings_stands_among_those_of_one():
    document = (
        f"# Reading group\n\n## Reading list\n\n1. [Flows]({PAPER}) (19 Dec 2020)\n2. [Kernels]({OTHER})\n"
        "    1. Chapter I (10 January 2021)\n    2. Chapter II (23 January 2021)\n"
    )
    assert [day for day, *_ in told(document)] == ["2020-12-19", "2021-01-10", "2021-01-23"]
