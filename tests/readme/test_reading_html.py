"""What groups write on pages of their own, half in HTML, in words of our own."""

from readinggroup.readme.reading import read
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


def test_a_day_that_was_struck_out_gives_way_to_the_next():
    assert told(
        "# Loom group\n\n## 2022\n\n**May ~~3~~ *4*, 9am:** On looms\n\n"
        f"**June 7, 9am:** [On rods]({PAPER})\n\n~~**July 5, 9am:**~~ [On gears]({OTHER})\n"
    ) == [
        ("2022-05-04", "On looms", [], [], []),
        ("2022-06-07", "On rods", [PAPER], [], []),
        ("2022-07-05", "On gears", [OTHER], [], []),
    ]


def test_who_speaks_may_have_a_place_before_the_title():
    assert told(
        "# Loom group\n\n## 2022\n\n"
        "**May 3:** [Ada Lovelace](https://a.example.org/) (LSU) and [Bo Rod](https://b.example.org/) (OX) on looms\n\n"
        f"**June 7:** Cy Gear (University of Gearing) on [On gears]({PAPER})\n\n"
        f"**July 5:** Reflections on [On rods]({OTHER})\n"
    ) == [
        ("2022-05-03", "looms", [], [], ["Ada Lovelace", "Bo Rod"]),
        ("2022-06-07", "On gears", [PAPER], [], ["Cy Gear"]),
        ("2022-07-05", "Reflections on: On rods", [OTHER], [], []),
    ]


def test_what_folds_out_below_a_meeting_is_its_own():
    def folded(url):
        more = "We weave with it, and it is explained by moving looms that weave.\n\n" * 3
        return (
            f"<details>\n<summary>Abstract (click to expand)</summary>\n\n{more}As in [paper 1]({url}).\n</details>\n\n"
        )

    found = told(
        "# Loom group\n\n## Schedule 2022\n\n"
        f"**May 3:** On looms\n\n{folded(PAPER)}**June 7:** On rods\n\n{folded(OTHER)}**July 5:** On gears\n"
    )
    assert [(day, urls, names) for day, _, urls, _, names in found] == [
        ("2022-05-03", [PAPER], []),
        ("2022-06-07", [OTHER], []),
        ("2022-07-05", [], []),
    ]


def test_what_is_said_of_a_speaker_is_no_name():
    life = "Bo Rod is a loom maker working in Rodham. This is a first talk, eager to weave!"
    assert told(
        "# Loom group\n\n## On looms\nSpeaker: [Bo Rod](https://b.example.org/)\nDate: May 3, 2022\n\n"
        f"About the presenter: {life}\n\n## On rods\nDate: June 7, 2022\n\nSpeaker: Di Wheel works on wheels.\n"
    ) == [
        ("2022-05-03", "On looms", [], [], ["Bo Rod"]),
        ("2022-06-07", "On rods", [], [], ["Di Wheel"]),
    ]


def test_a_list_right_below_a_heading_in_html_has_papers_to_choose_from():
    found = read(
        "# Loom journal club\n\n<h3>Planned:</h3>\n\n* 2022-05-03: Ada Lovelace\n"
        f'  [Rod 2019 (Weaving 572)]({PAPER}): "_Looms: come to weave_"\n\n'
        '<h3>Papers on gears to chose from (please <a href="https://example.org/new">report</a> more):</h3>\n* 2000s:\n'
        f'    - [Gear et al. 2000 (Weaving 3)]({OTHER})\n    "_Gears that turn the looms_"\n'
        '    - [Wheel et al. 2001 (Weaving 4)]()\n    "_Wheels that turn the gears_"\n'
    )
    (session,) = found.sessions
    assert [(work.title, work.url) for work in session.readings] == [("Looms: come to weave", PAPER)]
    assert [(entry.work.title, entry.work.url) for entry in found.papers] == [
        ("Gears that turn the looms", OTHER),
        ("Wheels that turn the gears", ""),
    ]


def test_who_presents_may_stand_in_brackets_before_the_title():
    found = told(
        "# Loom reading group\n\n- 08/6/21 (Ada Lovelace) Looms that weave\n\n- 06/17/21 (Invited Speaker) On rods\n\n"
        "- 05/3/21 (Bo Rod and Cy Gear) Gears\n  * Bo will present a review of gears "
        '<a href="https://example.org/gears.pptx">Slides</a>\n'
    )
    assert [(day, title, names) for day, title, _, _, names in found] == [
        ("2021-08-06", "Looms that weave", ["Ada Lovelace"]),
        ("2021-06-17", "(Invited Speaker) On rods", []),
        ("2021-05-03", "Gears", ["Bo Rod", "Cy Gear"]),
    ]


def test_who_stands_before_files_of_the_group_presents_them():
    base = "https://github.com/readers/looms/blob/main/README.md"
    document = (
        "# Group meeting\n\n## 2019.5.16\n\n- Ada Lovelace, [Looms that weave](20190516/looms.pdf)\n"
        "- Bo, [Rods](20190516/rods.pdf)\n\n## 20190613\n\n- Cy Gear, [Gears](20190613/gears.pdf)\n\n"
        f"## 20190620\n\n- Dora Wheel, [Wheels]({PAPER})\n"
    )
    assert [names for *_, names in told(document, base_url=base)] == [["Ada Lovelace", "Bo"], ["Cy Gear"], []]


def test_a_name_of_the_east_ends_before_other_signs():
    found = told(
        "# 딥러닝 세미나\n\n## 2020 7월\n\nJuly 30.\n- 발표자 이동헌 A3C\n    - Looms, 2016. "
        f"[arxiv]({PAPER})\n\nJuly 23.\n- 발표자 ?\n    - Quantile looms\n- 모두 오세요. There is lunch here.\n"
    )
    assert [(day, urls, names) for day, _, urls, _, names in found] == [
        ("2020-07-30", [PAPER], ["이동헌"]),
        ("2020-07-23", [], []),
    ]


def test_a_counted_title_stands_above_the_day_of_its_meeting():
    def part(number, title, day, url):
        return (
            f"**Section {number}**: {title} <p>\n**{day}: 2PM – 3PM**<p>\nWe look at looms.\n"
            f"Papers will be discussed:\n* Lovelace A, et al. On {title}. 2020. URL: {url}\n\n"
        )

    assert [
        (day, title, urls)
        for day, title, urls, *_ in told(
            "# Journal club 2026\n\n"
            + part(1, "Looms", "June 11 (Thu)", PAPER)
            + part(2, "Rods", "June 25 (Thu)", OTHER)
        )
    ] == [("2026-06-11", "Section 1: Looms", [PAPER]), ("2026-06-25", "Section 2: Rods", [OTHER])]


def test_a_day_may_lead_to_the_page_of_its_meeting():
    page = "https://www.meetup.com/Looms/events/220427574/"
    assert told(
        f"# Looms we love\n\n### Looms\nSpeaker: Ada Lovelace\nDate: [May 3, 2022]({page})\nLinks: [Paper]({PAPER})\n\n"
        f"### Rods\nSpeaker: Bo Rod\nDate: [June 7, 2022](https://www.meetup.com/Looms/events/22/)\n"
    ) == [
        ("2022-05-03", "Looms", [PAPER], [page], ["Ada Lovelace"]),
        ("2022-06-07", "Rods", [], ["https://www.meetup.com/Looms/events/22/"], ["Bo Rod"]),
    ]
