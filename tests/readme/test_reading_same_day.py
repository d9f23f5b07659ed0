"""Entries of one day: talks of one meeting, or meetings of their own."""

from readinggroup.readme.reading import read

TALK = "{day}\nreporter: {who}\n* paper: Rod, B. 2019. [{title}](https://arxiv.org/abs/2301.0000{at})\n\n"


def talk(day, who, title, at):
    return TALK.format(day=day, who=who, title=title, at=at)


def test_entries_that_begin_with_one_day_are_talks_of_one_meeting_wherever_they_stand():
    text = (
        "# Reading group\n## Cards\n"
        + talk("2020/02/23", "Ada Lovelace", "Punched cards", 1)
        + talk("2020/03/08", "Bo Rod", "More cards", 2)
        + "## Threads\n"
        + talk("2020/02/23", "Cy Loom", "Knots", 3)
        + talk("2020/03/15", "Ada Lovelace", "More knots", 4)
    )
    first, second, _ = read(text).sessions
    assert (f"{first.date}", first.title) == ("2020-02-23", "Punched cards; Knots")
    assert [(work.title, work.url[-1]) for work in first.readings] == [("Punched cards", "1"), ("Knots", "3")]
    assert [(person.name, person.about) for person in first.people] == [("Ada Lovelace", ""), ("Cy Loom", "Knots")]
    assert [person.name for person in second.people] == ["Bo Rod"]
    items = "# Paper club\n- 2020.12.22 [Cards](a.md)\n- 2020.12.22 [Knots](b.md)\n- 2020.12.31 [Rods](c.md)\n"
    assert [session.title for session in read(items).sessions] == ["Cards; Knots", "Rods"]


def test_what_is_counted_or_has_an_hour_or_a_heading_or_a_page_of_its_own_is_a_meeting_of_its_own():
    both = "[{}](https://arxiv.org/abs/2301.0000{})"
    cards, knots = both.format("Cards", 1), both.format("Knots", 2)
    for text in (
        f"1. 2020-12-22 {cards}\n2. 2020-12-22 {knots}\n",
        f"- 2020-12-22, 10:00 {cards}\n- 2020-12-22, 14:00 {knots}\n",
        f"- Session 1, 2020-12-22: {cards}\n- Session 2, 2020-12-22: {knots}\n",
        f"## 2020-12-22\n{cards}\n## 2020-12-22\n{knots}\n",
        "- [2020-12-22: Cards](events/a)\n- [2020-12-22: Knots](events/b)\n",
    ):
        found = read(f"# Reading group\n{text}", "https://github.com/looms/weaving/blob/main/").sessions
        assert [session.title for session in found] == ["Cards", "Knots"], text


def test_words_about_papers_below_a_day_are_kept_as_what_takes_place():
    text = "# Reading group\n## Week 2 (2023-08-31)\n- Discuss which papers to read this semester\n"
    assert [session.recap for session in read(text).sessions] == ["Discuss which papers to read this semester"]


def weeks(head, *rows):
    text = f"# 织机讨论班\n\n| {head} |\n|{'---|' * (head.count('|') + 1)}\n" + "".join(f"| {row} |\n" for row in rows)
    return [
        (one.number, one.date and f"{one.date}", [person.name for person in one.people]) for one in read(text).sessions
    ]


def test_rows_that_repeat_week_and_day_are_talks_of_one_meeting():
    head = "Week | Date | Speaker | Paper"
    rows = "3 | 2021-03-16 | Ada Loom | Cards", "3 | 2021-03-16 | Bo Rod | Knots", "3 | 2021-03-20 | Cy Reed | Reeds"
    both = ["Ada Loom", "Bo Rod"]
    assert weeks(head, *rows) == [(3, "2021-03-16", both), (3, "2021-03-20", ["Cy Reed"])]
    hours = "3 | 2021-03-16 | Ada Loom | Cards | 9:00", "3 | 2021-03-16 | Bo Rod | Knots | 14:00"
    assert [names for *_, names in weeks(f"{head} | Time", *hours)] == [["Ada Loom"], ["Bo Rod"]]


def test_rows_of_one_week_without_days_are_one_meeting_where_others_present():
    rows = "1 | Ada Loom | Cards", "1 | Bo Rod | Knots", "2 | Cy Reed |", "2 | Di Warp |", "3 | |"
    assert weeks("Week | Name | Paper", *rows) == [(1, None, ["Ada Loom", "Bo Rod"]), (2, None, ["Cy Reed", "Di Warp"])]
    course = "1 | Ada Loom | Cards", "1 | Ada Loom | Knots"
    assert [number for number, *_ in weeks("Week | Lecturer | Topic", *course)] == [1, 1]
    assert [number for number, *_ in weeks("No | Speaker | Title", *rows[:2])] == [1, 1]


def test_entries_that_repeat_number_and_day_are_one_meeting():
    entry = "- Week {}: {}, [{}](https://arxiv.org/abs/2301.0000{})\n".format
    text = entry("3 (2021-03-16)", "Ada Loom", "Cards", 1) + entry("3 (2021-03-16)", "Bo Rod", "Knots", 2)
    assert [session.title for session in read(f"# Reading group\n{text}").sessions] == ["Cards; Knots"]
