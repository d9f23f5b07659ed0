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


def test_a_month_with_a_slip_in_it_is_one():
    assert days(
        "# Loom reading group\n\n"
        "- Sptember 25th 2020: Looms\n- 2 Ocotber 2020: Rods\n- Novemeber 6, 2020: Gears\n- Fabruary 5 2021: Wheels\n"
    ) == ["2020-09-25", "2020-10-02", "2020-11-06", "2021-02-05"]


def test_words_that_are_like_months_and_the_days_beside_them_are_no_dates():
    assert days("# Loom reading group\n\n- Number 5, 2020: Looms\n- Augusta 6: Rods\n- 3 numbers: Gears\n") == []
