"""Clubs whose documents say little of what they are: in other signs, in headings, in sentences."""

import pytest

from readinggroup.readme.reading import read
from tests.readme.reading import told

COUNTED = (
    "# Looms\n\n大型織機{club}的知識庫\n\n## 主題\n- R1(5/31): Looms by hand\n- R2(6/14): Rods\n- R3(6/28): 織布\n"
)


@pytest.mark.parametrize("club", ["讀書會", "討論會", "組會", "论文研读", "論文閱讀"])
def test_a_club_is_one_in_the_signs_of_either_side_of_the_strait(club):
    found = read(COUNTED.format(club=club))
    assert [(one.line, one.number, one.title) for one in found.sessions] == [
        (6, 1, "Looms by hand"),
        (7, 2, "Rods"),
        (8, 3, "織布"),
    ]


def test_letters_that_count_no_days_up_open_no_meetings():
    document = COUNTED.format(club="讀書會")
    assert read(document.replace("(5/31)", "").replace("(6/14)", "").replace("(6/28)", "")).sessions == []


def test_columns_have_their_words_in_other_signs():
    assert told(
        "# 讀書會\n\n| 日期 | 講者 | 題目 | 投影片 |\n|---|---|---|---|\n"
        "| 2024-03-01 | 林小明 | Looms by hand | [連結](a.pdf) |\n| 2024-03-08 | 王大同 | Rods | [連結](b.pdf) |\n",
        base_url="https://example.org/",
    ) == [
        ("2024-03-01", "Looms by hand", [], ["https://example.org/a.pdf"], ["林小明"]),
        ("2024-03-08", "Rods", [], ["https://example.org/b.pdf"], ["王大同"]),
    ]


def test_the_name_of_a_club_may_have_a_line_below_its_words():
    assert [one.title for one in read("# loom_club\n\n- 2024-03-01: Looms\n- 2024-03-08: Rods\n").sessions] == [
        "Looms",
        "Rods",
    ]
