"""Whether the rows of a table are meetings, and not papers of a list."""

import re
from itertools import pairwise

from readinggroup.readme.reading.tables.contents import date_in, is_month, is_people
from readinggroup.readme.reading.tables.rows import is_one_cell
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import numbers

PRESENTS = re.compile(
    r"present|speak|lead|discuss|moderat|facilit|主讲|报告|分享|発表|担当|발표|vortrag|referent",
    re.IGNORECASE,
)
# “1, 3, 5”
SEVERAL = re.compile(r"\W*\d{1,3}(?:\s*[,;、/&+]\s*\d{1,3}){1,20}\W*")


def is_schedule(grid, doc):
    """Whether the rows are meetings, and not papers of a list."""
    roles = set(grid.roles)
    about = roles & {"title", "reading", "people", "slides", "recording", "guest"}
    held = roles & {"people", "slides", "recording", "host", "guest", "join", "notes"}
    dated = sum(has_date(grid, cells) for _, cells in grid.rows)
    if doc.is_group and has_months(grid):
        dated += sum(has_month(grid, cells) for _, cells in grid.rows)
    filled = sum(any(map(tree.plain, cells)) for _, cells in grid.rows)
    if not about or not filled:
        return False
    # A row of one cell goes on with the one above.
    whole = sum(not is_one_cell(cells) for _, cells in grid.rows)
    if "date" in roles and dated >= max(1, whole * 0.2):
        if doc.is_list and not held:
            return False
        # Names and dates alone are members as often as presenters.
        presents = "people" in roles and PRESENTS.search(grid.words[grid.roles.index("people")])
        presents = presents or grid.roles.count("people") > 1
        said = roles & {"title", "reading", "slides", "recording", "links"}
        return bool(said or presents) and (doc.is_group or bool(held) or is_numbered(grid))
    if "number" in roles:
        at = grid.roles.index("number")
        numbered = sum(1 for _, cells in grid.rows if numbers.bare(tree.plain(cells[at])))
        if "date" not in roles and any(is_scattered(cells[at]) for _, cells in grid.rows):
            return False
        if numbered >= filled * 0.4:
            named = grid.counts_meetings or any(numbers.find(tree.plain(cells[at])) for _, cells in grid.rows[:5])
            if named:
                return bool(roles & {"title", "reading", "people"})
            shown = roles & {"people", "slides", "recording"}
            return bool(shown and roles & {"title", "reading"}) and (doc.is_group or "date" in roles)
    if "people" not in roles or not roles & {"title", "reading"} or not doc.is_group:
        return False
    # Neither dates nor numbers: who presents tells, unless names beside a year wrote what is listed.
    if "authors" not in roles and "year" in " ".join(grid.words).casefold() and not held - {"people"}:
        return False
    at = grid.roles.index("people")
    named = sum(is_people(tree.plain(cells[at])) for _, cells in grid.rows)
    return bool(PRESENTS.search(grid.words[at])) and named >= filled * 0.3


def is_numbered(grid):
    """Whether the days of most rows have the number of a meeting beside them: “Class 8 (17 Mar)”."""
    found = [numbers.find(tree.plain(cells[grid.roles.index("date")])) for _, cells in grid.rows]
    return sum(bool(number and number.is_strong) for number in found) > max(2, len(found) * 0.6)


def is_scattered(cell):
    """Whether a cell has the numbers of several meetings that are apart, as of a paper read in weeks “1, 3, 5”."""
    found = SEVERAL.fullmatch(tree.plain(cell))
    said = list(map(int, re.findall(r"\d+", found[0]))) if found else []
    return len(said) > 1 and any(after - before > 1 for before, after in pairwise(said))


def has_date(grid, cells):
    return any(role == "date" and date_in(cell) for role, cell in grid.told(cells))


def has_months(grid):
    """Whether the months of a table are those of meetings: it says who presents, or its head says “Session”."""
    heads = dict(zip(grid.roles, grid.words, strict=True))
    return bool(PRESENTS.search(heads.get("people", ""))) or numbers.counts(heads.get("date", ""))


def has_month(grid, cells):
    return any(role == "date" and is_month(cell) for role, cell in grid.told(cells))
