"""A meeting of which one sentence says the day, and a heading elsewhere what was read."""

from tests.readme.reading import OTHER, PAPER, told

LIST = f"1. ### Looms of glass [[Read]]({PAPER})\n   Ada Lovelace, Bo Rod and Cy Gear\n\n---\n\n"
LIST += f"2. ### Rods of iron [[Read]]({OTHER})\n   Eve Mill, Fay Spin, Memoirs 12. 2019; doi:10.1234/rods.5\n"


def document(sentence, heading, beside=""):
    return f"# Loom journal club\n\nMinutes of the club.\n\n{sentence}\n\n## {heading}\n\n{LIST}{beside}"


def test_the_day_of_the_last_meeting_in_a_sentence_is_that_of_the_papers_discussed_there():
    ((day, _, readings, _, people),) = told(
        document("The last meeting was on 2024-09-12.", "Papers discussed in the last meeting:")
    )
    assert (day, readings, people) == ("2024-09-12", [PAPER, OTHER], [])
    ((day, _, readings, _, people),) = told(
        document("Our next session will be held on May 3, 2024 at 16:00.", "Papers for the next session")
    )
    assert (day, readings, people) == ("2024-05-03", [PAPER, OTHER], [])


def test_the_day_of_another_meeting_or_one_with_more_to_say_is_not_that_of_the_papers():
    assert told(document("The next meeting is on 2024-09-12.", "Papers of the last meeting")) == []
    twice = "The last meeting was on 2024-09-12.\n\nThe last meeting was on 2024-10-12."
    assert told(document(twice, "Papers of the last meeting")) == []
    said = "The last meeting was on 2024-09-12, when we chose from the papers below what to read in the year to come."
    assert told(document(said, "Papers of the last meeting")) == []
