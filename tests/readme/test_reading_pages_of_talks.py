"""Links of a table to pages about its meetings."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER

TALK = "https://talks.example.org/talks/talk/id="


def test_a_column_of_links_in_the_same_words_has_pages_and_no_readings():
    rows = "".join(
        f"| 2023/07/0{at} | Ada Lovelace | [Looms {at}]({url}) | [talks.loom]({TALK}{at}) |\n"
        for at, url in enumerate((PAPER, OTHER, f"{PAPER}2"), 1)
    )
    found = read(
        f"# Loom reading group\n\n| Date | Moderator | Paper | talks.loom |\n|---|---|---|---|\n{rows}"
    ).sessions
    assert [
        ([work.title for work in one.readings], [(made.kind, made.url) for made in one.materials]) for one in found
    ] == [([f"Looms {at}"], [("other", f"{TALK}{at}")]) for at in (1, 2, 3)]
