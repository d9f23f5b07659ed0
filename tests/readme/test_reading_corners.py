"""Documents of groups that write in ways of their own: months in figures, turns of teams, works cited at length."""

from readinggroup.readme.reading import read

AT = "https://git.example.org/talks/"


def figures(*months, years=(2019, 2020)):
    rows = [f"- {month} [Looms of {at}](looms/{at}) ({who} Loom)\n" for at, (month, who) in enumerate(months)]
    return f"# Talks of the mill\n\n#### {years[0]}\n\n{''.join(rows[:-1])}\n#### {years[1]}\n\n{rows[-1]}"


def test_year_and_month_in_figures_below_their_year_are_of_talks_by_someone_else_each_time():
    found = read(figures(("19/05", "Ada"), ("19/06", "Bo"), ("19/11", "Cy"), ("20/02", "Di")), AT).sessions
    assert [(one.date, one.title, [person.name for person in one.people]) for one in found] == [
        (None, "Looms of 0", ["Ada Loom"]),
        (None, "Looms of 1", ["Bo Loom"]),
        (None, "Looms of 2", ["Cy Loom"]),
        (None, "Looms of 3", ["Di Loom"]),
    ]
    assert [one.recap for one in found] == ["19/05", "19/06", "19/11", "20/02"]


def test_figures_of_other_years_are_no_months_and_talks_of_one_person_no_meetings():
    rows = (("19/05", "Ada"), ("19/06", "Bo"), ("19/11", "Cy"), ("20/02", "Di"))
    assert read(figures(*rows, years=(2017, 2018)), AT).sessions == []
    assert read(figures(*((month, "Ada") for month, _ in rows)), AT).sessions == []
