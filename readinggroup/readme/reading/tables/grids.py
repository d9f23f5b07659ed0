"""A table as a grid with a role for each column, by the words of its head or by what stands in it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.tables.contents import date_in, has_paper, has_title_link, names_speaker, role_of_cell
from readinggroup.readme.reading.tables.roles import TITLE, complete
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import columns, lines, numbers, people, works

MIXED = re.compile(r"\b(?:activit(?:y|ies)|events?|agenda|topics?)\b", re.IGNORECASE)
MOST_COLUMNS = 40
TURNED = re.compile(r"[^\W\d_][\w’'-]*,\s*[^\W\d_][\w’'.-]*")


@dataclass
class Grid:
    rows: list
    roles: list
    words: list
    # The titles are works, most of them with a link.
    titles_are_works: bool = False
    # "Lovelace, Ada"
    names_turned: bool = False
    # Papers have a place of their own, so that a file of the group's beside a topic is what was shown.
    papers_apart: bool = False
    # The papers have no links, and the links of another column are theirs.
    links_are_papers: bool = False
    # “Guest speaker: …” before titles, beside a column that says who it is.
    titles_have_guests: bool = False
    # Most meetings have a number, and all say who presents.
    is_counted: bool = False
    # The head of the numbers has a word for a meeting: “Week”.
    counts_meetings: bool = False
    # Beside readings with a link, what else was done stands in their column.
    readings_are_mixed: bool = False
    # Below each name stands where that person works.
    names_have_places: bool = False
    # The titles of most meetings only count them, with this word: “3rd session”.
    count_word: str = ""
    # For each column, the words that nearly all its links have: they say what these lead to, and are no titles.
    labels: list = field(default_factory=list)

    def told(self, cells):
        """(role, cell) of each cell of a row."""
        return zip(self.roles, cells, strict=False)


def made(table):
    """The table with a role for each column, cells that span rows or columns apart; None where it has no rows."""
    rows = spread(table)
    width = max((len(cells) for _, cells in rows), default=0)
    if width > MOST_COLUMNS or width < 2:
        return None
    header, body = parted(rows)
    if not body:
        return None
    words = [tree.plain(cell) for cell in padded(header, width)]
    body = [(row, padded(cells, width)) for row, cells in body]
    roles = list(map(columns.role, words))
    complete(roles, words, body)
    who = [tree.plain(cells[roles.index("people")]) for _, cells in body] if "people" in roles else []
    grid = Grid(body, roles, words, are_works(roles, words, body), are_turned(who))
    grid.is_counted = "number" in roles and counts(grid)
    grid.count_word = counting(grid)
    grid.counts_meetings = "number" in roles and numbers.counts(words[roles.index("number")])
    grid.labels = [label_of([cells[at] for _, cells in body]) for at in range(width)]
    grid.papers_apart = has_papers_apart(grid)
    grid.links_are_papers = has_papers_beside(grid)
    grid.titles_have_guests = has_guests(grid)
    grid.readings_are_mixed = are_mixed(grid)
    grid.names_have_places = has_places(grid)
    return grid


def padded(cells, width):
    return [*cells, *([] for _ in range(width - len(cells)))]


def parted(rows):
    """(the cells of the head, the rows below it)."""
    header, body = rows[0][1], rows[1:]
    says_role = any(columns.role(tree.plain(cell)) for cell in header)
    if any(map(date_in, header)):
        # It is a meeting itself.
        return [] if says_role else header, rows
    for at, (_, cells) in enumerate(body[:2] if not says_role else ()):
        if sum(map(bool, map(role_of_cell, cells))) >= 2 and not any(map(date_in, cells)):
            return cells, body[:at] + body[at + 1 :]
    return header, body


def are_works(roles, words, body):
    """Whether the titles are works: most of them have a link, or links of papers beside them."""
    if "title" not in roles or "reading" in roles:
        return False
    at = roles.index("title")
    if TITLE.search(words[at]) and links_of_titles(roles, body):
        return True
    filled = [cells[at] for _, cells in body if tree.plain(cells[at])]
    linked = sum(has_title_link(cell) and not names_speaker(cell) for cell in filled)
    return linked * 2 > len(filled)


def are_turned(who):
    """Whether a column has names with the family name first. Words that stand alone elsewhere, or on both sides of a
    comma, are people of their own: “Xiao, Suya” beside “Jonas, Xiao”."""
    who = [name for name in who if not people.is_nobody(name)]
    pairs = [[part.strip() for part in name.split(",")] for name in who if TURNED.fullmatch(name)]
    if len(pairs) < 3 or len(pairs) < len(who) * 0.8:
        return False
    alone = {name.strip() for name in who if "," not in name}
    firsts, lasts = {pair[0] for pair in pairs}, {pair[-1] for pair in pairs}
    return not alone & (firsts | lasts) and len(firsts & lasts) * 4 < len(pairs)


def links_of_titles(roles, body):
    """Whether the column of links beside titles has papers; it is one of readings then."""
    at = roles.index("links") if "links" in roles else None
    found = [cells[at] for _, cells in body if tree.links(cells[at])] if at is not None else []
    papers = sum(map(has_paper, found))
    if papers < 1 or papers * 2 <= len(found) or any(map(has_title_link, found)):
        return False
    roles[at] = "reading"
    return True


def has_papers_apart(grid):
    """Whether links that say “Paper” stand in another column than the titles, in a third of the rows with links."""
    if "title" not in grid.roles:
        return False
    at = grid.roles.index("title")
    own = [piece for _, cells in grid.rows for piece in tree.links(cells[at]) if piece.own]
    folders = [kinds.FOLDERS.search(piece.url.rpartition("/")[0]) for piece in own]
    if any(folder and folder.lastgroup == "paper" for folder in folders):
        return False
    apart = [
        [piece for role, cell in grid.told(cells) if role != "title" for piece in tree.links(cell)]
        for _, cells in grid.rows
    ]
    apart = [found for found in apart if found]
    papers = sum(any(works.is_label(piece) == ("paper", True) for piece in found) for found in apart)
    return papers > 1 and papers * 3 >= len(apart)


def has_papers_beside(grid):
    """Whether papers without any link have a column of links beside them, one each, most of them of papers."""
    if "reading" not in grid.roles or "links" not in grid.roles:
        return False
    at, beside = grid.roles.index("reading"), grid.roles.index("links")
    found = [tree.links(cells[beside]) for _, cells in grid.rows if tree.links(cells[beside])]
    papers = sum(kinds.by_address(links[0].url) == "paper" for links in found)
    return (
        papers * 2 > len(found)
        and all(len(links) == 1 and works.is_label(links[0])[1] for links in found)
        and not any(tree.links(cells[at]) for _, cells in grid.rows)
    )


def has_guests(grid):
    """Whether labels such as “Guest speaker:” stand before titles; all do where one is before no name."""
    if "people" not in grid.roles:
        return False
    said = [cell for _, cells in grid.rows for role, cell in grid.told(cells) if role in ("title", "reading")]
    rests = [tree.plain(after_guest(cell)) for cell in said if after_guest(cell) is not cell]
    return any(not people.is_person(rest) for rest in rests)


def are_mixed(grid):
    """Whether the head of the readings says “Reading/Activity”, and most of them have a link."""
    if "reading" not in grid.roles:
        return False
    at = grid.roles.index("reading")
    filled = [cells[at] for _, cells in grid.rows if tree.plain(cells[at])]
    return bool(MIXED.search(grid.words[at])) and sum(bool(tree.links(cell)) for cell in filled) * 2 > len(filled)


def has_places(grid):
    """Whether each name has a line below it without a link, and many of these lines are places of work."""
    cells = [cell for _, cells in grid.rows for role, cell in grid.told(cells) if role == "people"]
    parted = [split for cell in cells if len(split := tree.lines(cell)) > 1]
    names = [line for split in parted for line in split[::2]]
    below = [line for split in parted for line in split[1::2]]
    places = [line for line in below if people.PLACE.search(tree.plain(line))]
    return (
        bool(parted)
        and len(names) == len(below)
        and (len(places) * 3 >= len(below) or (len(names) > 2 and all(map(tree.links, names))))
        and not any(map(tree.links, below))
        and all(people.is_person(tree.plain(line)) for line in names)
        and not any(people.PLACE.search(tree.plain(line)) for line in names)
    )


def after_guest(cell):
    """What stands in a cell after a label such as “Guest speaker:”, or the cell itself."""
    _, role, rest = lines.label(cell)
    return rest if role in ("people", "guest", "host") else cell


def spread(table):
    """(row, pieces of each cell) of each row; nothing where a cell from above or from the left goes on."""
    rows, hanging = [], {}
    for row in table.rows:
        cells, own = [], iter(row.cells)
        while len(cells) <= MOST_COLUMNS:
            at = len(cells)
            if hanging.get(at):
                # Not the words again: a row below is a part of the same session, and has an empty cell.
                hanging[at] -= 1
                cells.append([])
                continue
            cell = next(own, None)
            if cell is None:
                break
            hanging[at] = cell.rows - 1
            cells.extend([cell.pieces, *([] for _ in range(min(cell.columns, MOST_COLUMNS) - 1))])
        rows.append((row, cells))
    return rows


def counts(grid):
    at = grid.roles.index("number")
    numbered = [bool(numbers.bare(tree.plain(cells[at]))) for _, cells in grid.rows]
    # “Week 2” may stand beside the first of its two meetings alone.
    others = [cells for (_, cells), is_one in zip(grid.rows, numbered, strict=True) if not is_one]
    are_none = sum(any(map(tree.links, cells)) for cells in others) * 3 <= len(others)
    return sum(numbered) * 2 >= len(numbered) and len(numbered) > 3 and "people" in grid.roles and are_none


def counting(grid):
    """The word with which the titles of most rows count meetings and say nothing else, or nothing."""
    if "title" not in grid.roles:
        return ""
    titles = [lines.clean(tree.plain(cells[grid.roles.index("title")])) for _, cells in grid.rows]
    found = [(title, numbers.find(title)) for title in titles if title]
    words = [said.word for title, said in found if said and said.is_strong and is_all(title, said)]
    word, times = Counter(words).most_common(1)[0] if words else ("", 0)
    return word if times > 2 and times * 2 > len(titles) else ""


def is_all(title, number):
    return not lines.clean(title[: number.start] + title[number.end :])


def label_of(cells):
    found = Counter(piece.text.strip() for cell in cells for piece in tree.links(cell))
    words, times = found.most_common(1)[0] if found else ("", 0)
    return words if times > 2 and times * 5 >= found.total() * 4 else ""
