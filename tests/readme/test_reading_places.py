"""What the place of a document and the addresses in it tell of its meetings."""

from datetime import date

from readinggroup.readme.reading import read

PLACE = "https://github.com/looms/{}/blob/main/"


def test_days_without_a_word_are_meetings_where_the_place_of_the_document_names_a_group():
    text = "- 7 Jul: [Punched cards](https://arxiv.org/abs/2301.00001)\n- 23 Jun: [Threads and knots](https://arxiv.org/abs/2301.00002)\n"
    held = ["Punched cards", "Threads and knots"]
    for name in ("Lab_meeting", "group-meeting", "journalclub"):
        assert [session.title for session in read(text, PLACE.format(name)).sessions] == held
    assert [session.title for session in read(text, "https://looms.org/reading-group/2017.md").sessions] == held
    assert read(text, PLACE.format("diary")).sessions == []
    assert read(text).sessions == []


def pages_of(text, place):
    """(day, title, addresses of the pages) of each session, which all have nothing else."""
    found = read(text, PLACE.format(place)).sessions
    assert [(session.readings, session.people) for session in found] == [([], [])] * len(found)
    return [(f"{one.date}", one.title, [(page.kind, page.url) for page in one.materials]) for one in found]


def test_link_with_the_day_of_the_meeting_in_its_words_leads_to_the_page_of_it():
    text = (
        "# Weaving discussion group\n## 2021\n* [2 December - Looms](events/abc)\n"
        "* [4 November - AI - Knot Competition](events/def)\n"
    )
    assert pages_of(text, "weaving") == [
        ("2021-12-02", "Looms", [("other", "https://github.com/looms/weaving/blob/main/events/abc")]),
        ("2021-11-04", "AI - Knot Competition", [("other", "https://github.com/looms/weaving/blob/main/events/def")]),
    ]
    paper = read("# Reading group\n* [2 December 2021 - Looms](https://arxiv.org/abs/2301.00001)\n").sessions[0]
    assert [(work.title, work.kind) for work in paper.readings] == [("Looms", "paper")]


def test_day_of_a_meeting_may_stand_in_the_address_of_its_page_alone():
    text = "# Seminars\n#### 2020\n" + "".join(
        f"[{words}](https://looms.org/{{}}/2020-05-{day}-{at})\n"
        for at, (day, words) in enumerate((("31", "Looms"), ("24", "Knots and ties"), ("17", "Cards")))
    )
    assert pages_of(text.format(*["seminars"] * 3), "looms") == [
        ("2020-05-31", "Looms", [("other", "https://looms.org/seminars/2020-05-31-0")]),
        ("2020-05-24", "Knots and ties", [("other", "https://looms.org/seminars/2020-05-24-1")]),
        ("2020-05-17", "Cards", [("other", "https://looms.org/seminars/2020-05-17-2")]),
    ]
    assert pages_of(text.format(*["news"] * 3), "looms") == []


def test_page_with_a_day_for_its_title_is_of_one_meeting():
    text = (
        "---\ntitle: November 1, 2024\n---\n\nPaper 1\n: **Paper**{: .label }[Looms](https://arxiv.org/abs/2301.00001)\n"
        ": **Supporting Paper**{: .label }[Knots](https://arxiv.org/abs/2301.00002)\n"
    )
    (session,) = read(text, PLACE.format("journalclub")).sessions
    assert (session.date, session.line) == (date(2024, 11, 1), 2)
    assert [(work.title, work.kind, work.url[-1]) for work in session.readings] == [
        ("Looms", "paper", "1"),
        ("Knots", "paper", "2"),
    ]
    assert read(text, PLACE.format("diary")).sessions == []


def test_title_of_a_page_tells_the_year_in_brackets():
    weeks = "## Week 1 (August 31)\n- Looms\n## Week 2 (September 7)\n- Knots\n"
    text = f"---\ntitle: Schedule (2023 Fall)\n---\n# Reading group\n{weeks}"
    assert [session.date for session in read(text).sessions] == [date(2023, 8, 31), date(2023, 9, 7)]
    text = f"# Reading group\nWe meet (since 2019).\n{weeks}"
    assert [session.date for session in read(text).sessions] == [None, None]


def test_own_pages_with_days_in_their_addresses_are_meetings_where_nothing_else_is_one():
    text = (
        "## 2026\n\n- [Looms](posts/202607-looms/index.qmd)\n\n## 2025\n\n- [Knots](posts/20251218_knots/index.qmd)\n"
        "- [Cards](posts/20251120/index.ipynb)\n- [Rods](posts/20251023_rods/index.qmd)\n"
        "\n## 2024\n\n- [Gears](posts/20240918/index.qmd)\n"
    )
    held = read(text, PLACE.format("journalclub")).sessions
    assert [(f"{session.date}", session.title, len(session.materials)) for session in held] == [
        ("None", "Looms", 1),
        ("2025-12-18", "Knots", 1),
        ("2025-11-20", "Cards", 1),
        ("2025-10-23", "Rods", 1),
        ("2024-09-18", "Gears", 1),
    ]
    assert read(text, PLACE.format("diary")).sessions == []
    more = f"{text}\n## Meetings\n\n- 2025-10-18: [Wheels](https://arxiv.org/abs/2301.00001)\n"
    assert [session.title for session in read(more, PLACE.format("journalclub")).sessions] == ["Wheels"]
