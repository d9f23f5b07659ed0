"""What a row of a table is to those above it: it goes on with them, or says of what time those below are."""

import re

from readinggroup.readme.reading.tables.contents import date_in
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes
from readinggroup.readme.reading.words import nothing, numbers, people


def is_one_cell(cells):
    return sum(bool(tree.plain(cell)) for cell in cells) == 1


def scene_of(cells):
    """A row that only says the month, the term or the year of those below: what it says, else None."""
    said = [cell for cell in cells if tree.plain(cell)]
    if len(said) != 1 or tree.links(said[0]) or date_in(said[0]):
        return None
    text = tree.plain(said[0])
    if len(text) >= 40:
        return None
    if month := dates.find_month(text):
        return scenes.of_month(month)
    if re.search(dates.YEAR, text) and not numbers.find(text):
        return scenes.read(text) or scenes.Scene()
    return None


def is_continued(grid, at, cells):
    """Whether a row has neither date nor number where the table has them, and goes on with the row above."""
    keys = [i for i, role in enumerate(grid.roles) if role in ("date", "number")]
    if not keys or any(not nothing.is_empty(tree.plain(cells[i])) or tree.links(cells[i]) for i in keys):
        return False
    if any(
        nothing.EMPTY.fullmatch(tree.plain(cells[i])) and re.search(r"[a-z?]", tree.plain(cells[i]), re.IGNORECASE)
        for i in keys
    ):
        return False  # "TBD" is a date to come, not the date above
    said = [tree.plain(cell) for role, cell in grid.told(cells) if role not in ("date", "number")]
    if not any(map(tree.links, cells)) and any(nothing.is_rest(text) for text in said if text):
        return False
    filled = {role for role, cell in grid.told(cells) if tree.plain(cell)}
    if at == len(grid.rows) - 1 and {"title", "reading"} <= filled:
        return False  # with a topic and a paper of its own
    if (
        is_one_cell(cells)
        and sum(is_one_cell(row) for _, row in grid.rows[max(0, at - 20) : at]) > 1
        and filled <= {"title", "reading"}
    ):
        return True  # as those above did
    # At the end, rows without a date are meetings without one.
    rest = grid.rows[at : at + 50]
    return any(not nothing.is_empty(tree.plain(row[i])) for _, row in rest for i in keys) or len(rest) == 1


def goes_on(grid, cells):
    """Whether a row is one long cell, as an abstract below what it is of."""
    said = [cell for cell in cells if tree.plain(cell)]
    text = tree.plain(said[0]) if len(said) == 1 else ""
    return (
        len(text) > 25
        and not nothing.is_rest(text)
        and not date_in(said[0])
        and bool({"date", "number", "people"} & set(grid.roles))
        and not any(tree.plain(cell) for role, cell in grid.told(cells) if role in ("title", "reading", "people"))
    )


def is_again(grid, previous, above, cells):
    """Whether a row repeats when the row above is, its day or, in a table without days, its week: two talks of one
    meeting. `above`: the cells of that row."""
    keys = [cell for role, cell in grid.told(cells) if role == "date"]
    if not all(repeats(grid, role, above, cells) for role in ("number", "time")):
        return False
    said = tree.plain([piece for role, cell in grid.told(cells) if role in ("title", "reading") for piece in cell])
    who = [tree.plain(cell) for role, cell in grid.told(cells) if role == "people"]
    is_open = nothing.is_empty(said) and all(map(people.is_nobody, who))
    if nothing.is_rest(said) or is_open:
        return False
    if not keys:
        number = cells[grid.roles.index("number")] if "number" in grid.roles else []
        others = [tree.plain(cell) for role, cell in grid.told(above) if role == "people"]
        return grid.counts_meetings and who != others and bool(previous.number) and bool(tree.plain(number))
    when, before = dates.find(tree.plain(keys[0]), "/.-"), previous.when
    return bool(when and before) and day_of(when) == day_of(before)


def repeats(grid, role, above, cells):
    """Whether the cells of a role say nothing, or what those of the row above do."""
    said, before = ([tree.plain(cell) for one, cell in grid.told(row) if one == role] for row in (cells, above))
    return not any(said) or said == before


def day_of(when):
    return when.year, when.month, when.day, when.first, when.second
