"""Meetings that were held, and of which no day is said, or that in small print."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told

NAMES = ("Ada Lovelace", "Bo Loom", "Cy Rod")
SHOWN = "https://www.youtube.com/embed/"


def small_print(day):
    return "".join(
        f"<div>\n<h4>{title}</h4>\n<h5>Moderated by {who}</h5>\n<h6> {day} {at}, 2023</h6>\n"
        f'<iframe width="560" src="{SHOWN}{at}" allowfullscreen></iframe>\n</div>\n\n'
        for at, (title, who) in enumerate((("Looms of glass", "Ada Lovelace"), ("Threads", "Bo Loom")), 1)
    )


def test_days_in_headings_of_small_print_are_those_of_the_titles_above_each_with_what_the_page_shows():
    assert told(f"# Loom journal club\n\n## Past sessions\n\n{small_print('May')}") == [
        ("2023-05-01", "Looms of glass", [], [f"{SHOWN}1"], ["Ada Lovelace"]),
        ("2023-05-02", "Threads", [], [f"{SHOWN}2"], ["Bo Loom"]),
    ]


def test_a_page_that_is_shown_in_another_is_a_link_of_the_document():
    found = read('# Loom club\n\n<iframe\n  src="https://calendar.example.org/looms">\n</iframe>\n')
    assert [link.url for link in found.links] == ["https://calendar.example.org/looms"]


def talks(address):
    heads = ("Looms of glass - Ada Lovelace", "Looms of wool- Bo Loom (University of London)", "Looms of air: Cy Rod")
    parts = [f"### {head}\n\n[![Play](play.jpg)]({address}{at})\n" for at, head in enumerate(heads)]
    return "\n".join(["# Loom journal club\n", "## Spring 2022\n", *parts[:2], "## Autumn 2021\n", parts[2]])


def test_headings_that_all_end_with_a_name_over_a_recording_and_not_over_a_paper_are_talks():
    assert told(talks("https://youtu.be/")) == [
        (None, "Looms of glass", [], ["https://youtu.be/0"], ["Ada Lovelace"]),
        (None, "Looms of wool", [], ["https://youtu.be/1"], ["Bo Loom"]),
        (None, "Looms of air", [], ["https://youtu.be/2"], ["Cy Rod"]),
    ]
    assert told(talks("https://arxiv.org/abs/2301.0000")) == []


def test_the_next_meeting_and_a_table_of_past_ones_need_no_day():
    next_one = f"### *Next meeting*\n- **Paper**: [Looms of glass]({PAPER})\n- **Program**:\n  - Tea\n\n"
    past = f"## Previous Meetings\n| Date | Paper |\n|---|---|\n| | [Threads]({OTHER}) |\n\n"
    wanted = f"## Candidate Papers\n| Paper | Published |\n|---|---|\n| [Threads]({OTHER}) | SOSP |\n"
    assert told(f"# Loom reading club\n\n{next_one}{past}{wanted}") == [
        (None, "Looms of glass", [PAPER], [], []),
        (None, "Threads", [OTHER], [], []),
    ]
    schedule = f"## Schedule\n| Date | Paper |\n|---|---|\n| May 3, 2023 | [Looms of glass]({PAPER}) |\n"
    assert told(f"# Loom reading club\n\n{next_one}{schedule}") == [("2023-05-03", "Looms of glass", [PAPER], [], [])]


def shown_at(address):
    read_too = f"**Papers from the presentation:**  \n[Threads]({PAPER})\n"
    shown = f"**Presentation recording:**  \n[Recording]({address})\n"
    return f"# Loom journal club\n\n## Archive\n\n### Looms of glass\n\n{shown}\n{read_too}"


def test_a_title_over_what_was_read_and_what_was_shown_there_is_a_meeting():
    film = "https://www.dropbox.com/s/a1/looms.mp4"
    assert told(shown_at(film)) == [(None, "Looms of glass", [PAPER], [film], [])]
    assert told(shown_at("https://www.youtube.com/playlist?list=a1")) == []


def test_names_before_the_titles_of_talks_and_beside_the_day_in_small_print_present():
    talks = "".join(f"### {who}: Looms {at}\n\n[Slides](s/{at}.pdf)\n\n" for at, who in enumerate(NAMES))
    assert [(title, who) for _, title, _, _, who in told(f"# Loom seminar\n\n## Talks\n\n{talks}")] == [
        (f"Looms {at}", [who]) for at, who in enumerate(NAMES)
    ]
    printed = "".join(f"### Looms of glass {at}\n##### {who}, May {at}, 2023\n\n" for at, who in enumerate(NAMES, 1))
    assert told(f"# Loom journal club\n\n{printed}") == [
        (f"2023-05-0{at}", f"Looms of glass {at}", [], [], [who]) for at, who in enumerate(NAMES, 1)
    ]


def test_a_list_of_past_meetings_has_one_in_each_of_its_lines():
    past = f"- [Threads]({PAPER}), Bo Loom\n- [Wool of moors]({OTHER}), Cy Rod\n"
    assert told(f"# Loom reading group\n\n## Previous sessions\n\n{past}") == [
        (None, "Threads", [PAPER], [], ["Bo Loom"]),
        (None, "Wool of moors", [OTHER], [], ["Cy Rod"]),
    ]
    assert told(f"# Loom reading group\n\n## Previous sessions\n\n{past}- [Join us](https://forms.gle/a1)\n") == []
