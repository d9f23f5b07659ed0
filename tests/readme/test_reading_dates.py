"""Dates as people write them, each form by itself."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER


def days(document):
    return [session.date and session.date.isoformat() for session in read(document).sessions]


def table(*days):
    rows = "".join(
        f"| {day} | Ada Lovelace | [Looms {at}](https://example.org/{at}.pdf) |\n" for at, day in enumerate(days)
    )
    return f"# Loom reading group\n\n| Date | Speaker | Paper |\n|---|---|---|\n{rows}"


def test_points_between_month_day_and_year_are_read_with_the_month_first_where_a_day_stands_second():
    assert days(table("02.14.2022", "03.07.2022", "04.04.2022")) == ["2022-02-14", "2022-03-07", "2022-04-04"]


def test_points_between_day_month_and_year_are_read_with_the_day_first_where_nothing_tells():
    assert days(table("02.03.2022", "09.03.2022", "06.04.2022")) == ["2022-03-02", "2022-03-09", "2022-04-06"]


def test_headings_of_month_day_and_year_with_points_are_meetings():
    assert days(
        f"# Loom seminar\n\n### 03.16.2021: Looms\n\n[Paper]({PAPER})\n\n### 03.02.2021: Rods\n\n[Paper]({OTHER})\n"
    ) == ["2021-03-16", "2021-03-02"]
