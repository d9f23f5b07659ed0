"""What a group does besides its meetings is none of them, though it has days as well."""

import pytest

from readinggroup.readme.reading import read


def found(document):
    found = read(document)
    return [session.title for session in found.sessions], [remark.line for remark in found.remarks]


@pytest.mark.parametrize(
    "words", ["> 🤖 Activities outside the study group", "스터디 외 부가 활동", "Other activities"]
)
def test_days_below_other_activities_are_no_meetings(words):
    assert found(
        "# Loom study group\n\n## Log\n\n- 2020.01.05 Looms\n- 2020.01.12 Rods\n\n---\n\n"
        f"{words}\n\n- 2020.01.20 Weaving contest\n- 2020.02.13 Second place\n"
    ) == (["Looms", "Rods"], [12])


def test_headings_of_other_activities_are_over_no_meetings():
    assert found(
        "# Loom study group\n\n## Log\n\n- 2020.01.05 Looms\n- 2020.01.12 Rods\n\n"
        "## Other activities\n\n- 2020.01.20 Weaving contest\n- 2020.02.13 Second place\n"
    ) == (["Looms", "Rods"], [10])
