"""Forms that the pages of groups have, where people write as they speak."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER, told


def test_list_indented_as_code_is_a_list():
    document = (
        "# Loom journal club\n\n### Week 3: 18/01/2023\n    - [Looms by hand](" + PAPER + "), Ada et al. (2022) – "
        "presented by Bo Rod.\n    - [Rods that bend](" + OTHER + ") – presented by Cy Gear.\n\n"
        "### Week 2: 11/01/2023\n    - Plans for the spring – presented by Di Mill.\n"
    )
    assert told(document) == [
        ("2023-01-18", "Looms by hand; Rods that bend", [PAPER, OTHER], [], ["Bo Rod", "Cy Gear"]),
        ("2023-01-11", "", [], [], ["Di Mill"]),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "    - name: looms\n    - uses: rods\n",
        f"    $ read {PAPER}\n    - [Looms by hand]({PAPER})\n",
        f"    - [Looms by hand]({PAPER})\n    title: Looms\n",
    ],
)
def test_other_lines_indented_as_code_are_code(code):
    found = read(f"# Loom reading group\n\n### Week 1: January 5, 2023\n{code}")
    assert [(session.readings, session.materials) for session in found.sessions] == [([], [])]
