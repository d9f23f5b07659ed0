"""Tables of meetings: which rows are one meeting, which are none, and what their cells say."""

import re

from readinggroup.readme.found import Session
from readinggroup.readme.reading.drafts.draft import Draft
from readinggroup.readme.reading.links import sites
from readinggroup.readme.reading.tables import cells as cells_of
from readinggroup.readme.reading.tables import rows, schedules
from readinggroup.readme.reading.tables.contents import has_paper, has_title_link
from readinggroup.readme.reading.tables.grids import TURNED, after_guest, made
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines, nothing, numbers, people, sentences

# Of a column: what was shown, or the work that was presented.
SHOWS = re.compile(r"pr[äée]sent|\btalks?\b|发表|発表|발표", re.IGNORECASE)
# In place of who presents, more than that nobody does.
NO_MEETING = re.compile(
    r"\W*no\s+(?:\w+\s+)?(?:meeting|session|class|seminar|reading group|journal club)\b", re.IGNORECASE
)
ORDER_WORDS = """
date time number title reading optional authors venue people host guest place slides recording notes notebook
code blog links join remark
"""
ORDER = ORDER_WORDS.split()

# The columns of what there is of a meeting.
LINKED = ("slides", "recording", "notes", "notebook", "code", "blog", "links", "", "remark")


def read(table, doc, scene, is_sure=False):
    """The drafts of the sessions of a table; None where it is no table of sessions. `is_sure`: its heading says so."""
    grid = made(table)
    if not grid or not (is_sure or schedules.is_schedule(grid, doc)):
        return None
    drafts, previous, above = [], None, []
    for at, (row, cells) in enumerate(grid.rows):
        if not any(tree.plain(cell) or tree.links(cell) for cell in cells):
            continue
        if set_scene := rows.scene_of(cells):
            scene = [*scene, set_scene]
            continue
        if previous and rows.goes_on(grid, cells):
            previous.keep(next(cell for cell in cells if tree.plain(cell)))
            continue
        if previous and (rows.is_continued(grid, at, cells) or rows.is_again(grid, previous, above, cells)):
            again(previous, grid, cells)
            continue
        draft = Draft(
            Session("", line=row.line), scene=scene, source="table", words=" ".join(tree.plain(c) for c in cells)
        )
        fill(draft, grid, cells)
        draft.is_off = is_off(draft, grid, cells) or not says_something(draft, grid, cells)
        drafts.append(draft)
        if not draft.is_off:
            previous, above = draft, cells
        elif draft.when or draft.number:
            previous = None
    return drafts


def again(draft, grid, cells):
    """Adds a second row to a session: who presents there, presents what is read there."""
    people_before, works_before = len(draft.session.people), len(draft.session.readings)
    draft.row_start = works_before
    fill(draft, grid, cells)
    new = [work for work in draft.session.readings[works_before:] if work.under is None and work.title]
    if len(new) == 1 and works_before:
        for person in draft.session.people[people_before:]:
            person.about = person.about or new[0].title


def fill(draft, grid, cells):
    """Adds the cells of a row to its session, the columns in the order in which they make sense."""
    roles = roles_of(grid, cells)
    order = sorted(range(len(cells)), key=lambda at: ORDER.index(roles[at]) if roles[at] in ORDER else len(ORDER))
    for at in order:
        pieces, role, words = cells[at], roles[at], grid.words[at]
        if grid.titles_have_guests and role == "reading" and after_guest(pieces) is not pieces:
            role = "title"
        if (
            role == "reading"
            and grid.readings_are_mixed
            and not tree.links(pieces)
            and not nothing.is_rest(tree.plain(pieces))
        ):
            role = "title"
        if not tree.plain(pieces) and not tree.links(pieces):
            continue
        if role == "date":
            draft.add_date(pieces, words)
            number = numbers.find(tree.plain(pieces))
            draft.number = draft.number or (number if number and number.is_strong else None)
        elif role == "title":
            draft.shows = bool(SHOWS.search(words)) or grid.papers_apart
            cells_of.titled(draft, pieces, grid)
            draft.shows = False
        elif role == "people" and is_talk_alone(draft, pieces):
            draft.add_title(pieces)  # “Kick-off” in place of who presents
        elif role == "people" and grid.names_turned and TURNED.fullmatch(tree.plain(pieces)):
            draft.session.people.append(people.person(tree.plain(pieces), line=pieces[0].line))
        elif role in ("reading", "optional"):
            cells_of.cell_lines(draft, pieces, role)
        elif role in ("", "remark") and "people" not in grid.roles and (named := sentences.named(pieces)):
            draft.add_people(named)
        elif role == "links" and (work := waiting(draft)) and (grid.links_are_papers or is_source(pieces)):
            work.url = tree.links(pieces)[0].url
        elif role in LINKED and cells_of.labels_each(pieces, role):
            cells_of.cell_lines(draft, pieces, role)
        elif role == "" or (role == "number" and not numbers.bare(tree.plain(pieces))):
            # "[session](…)" leads to what the group has of it.
            found = tree.links(pieces)
            if found and {lines.clean(one.text) for one in pieces} - {""} == {lines.clean(grid.labels[at])}:
                for piece in found:
                    draft.add_link(piece, "", None, False, label=True, role="links")
            elif found:
                draft.works(pieces, "links", None, False)
            elif role or not nothing.is_empty(tree.plain(pieces)):
                draft.keep(pieces, words)
        else:
            if role == "people" and grid.names_have_places:
                pieces = without_places(draft, pieces)
            if role == "slides" and not {"title", "reading"} & set(grid.roles):
                draft.session.title = draft.session.title or cells_of.words_of_links(pieces)
            draft.by_role(words, role, pieces)
    cells_of.numbered(draft, cells, grid)


def without_places(draft, pieces):
    """The names of a cell, without where they work in the lines below each."""
    split = tree.lines(pieces)
    for line in split[1::2]:
        draft.keep(line)
    return [piece for line in split[::2] for piece in [*line, tree.Piece("\n", line=line[0].line, hard=True)]]


def roles_of(grid, cells):
    """The roles of the cells of a row: papers in place of their authors are what is read, and the words beside them
    are its topic."""
    roles = list(grid.roles)
    if {"authors", "reading"} <= set(roles):
        who, what = roles.index("authors"), roles.index("reading")
        if has_paper(cells[who]) and has_title_link(cells[who]) and not tree.links(cells[what]):
            roles[who], roles[what] = "reading", "title"
    return roles


def waiting(draft):
    """The one paper of the row, where it has no address yet."""
    row = [work for work in draft.session.readings[draft.row_start :] if work.under is None]
    return row[0] if len(row) == 1 and row[0].kind == "paper" and not row[0].url else None


def is_source(pieces):
    """Whether a cell is one link to a paper, in the words for a journal or a server: “Scientific Reports”."""
    found = tree.links(pieces)
    return (
        len(found) == 1
        and len(found[0].text.split()) <= 3
        and not lines.clean(tree.plain([piece for piece in pieces if not piece.url]))
        and sites.is_paper(found[0].url)
    )


def is_talk_alone(draft, pieces):
    is_named = draft.session.title or draft.session.readings or tree.links(pieces)
    return not is_named and cells_of.is_talk(tree.plain(pieces))


def is_off(draft, grid, cells):
    """A row that says that nobody meets."""
    named = [tree.plain(cell) for role, cell in grid.told(cells) if role == "people"]
    if any(map(is_no_meeting, named)):
        return True  # whatever it leads to
    if any(nothing.is_off(text) and nothing.REST.search(text) for text in named) and not any(map(tree.links, cells)):
        return True  # whatever else was planned
    if draft.session.readings or draft.session.materials:
        return False
    said = [tree.plain(cell) for role, cell in grid.told(cells) if role not in ("date", "number", "time", "place")]
    said = [text for text in said if not nothing.is_empty(text) and not nothing.has_no_reading(text)]
    if not said:
        return True
    is_none = nothing.is_off if draft.session.people else nothing.is_rest
    if draft.session.people and draft.session.title:  # “Chi” is a conference, too
        said = [text for text in said if text not in named]
    if any(map(is_none, said)):
        return True
    # Where meetings are counted, a day that is not counted and names nobody is something else.
    if grid.is_counted and not draft.number and not draft.session.people:
        return True
    if grid.count_word and not draft.session.people and (not draft.number or draft.number.word != grid.count_word):
        return True
    # "Cancelled" is all that it says: nobody knows of what.
    return (
        all(not lines.clean(nothing.without_cancelled(text)) for text in said if nothing.is_cancelled(text))
        and any(nothing.is_cancelled(text) for text in said)
        and not [text for text in said if not nothing.is_cancelled(text) and not people.is_nobody(text)]
    )


def is_no_meeting(text):
    return nothing.is_off(text) and bool(NO_MEETING.match(text))


def says_something(draft, grid, cells):
    session = draft.session
    if session.readings or session.materials or draft.refers:
        return True
    if session.title and not nothing.is_empty(session.title):
        return True
    is_told = draft.when or (draft.number and grid.counts_meetings)
    if is_told and any(person.role != "host" for person in session.people):
        return True
    # “1 and 2”: the groups that present.
    said = [
        (words, tree.plain(cell))
        for words, role, cell in zip(grid.words, grid.roles, cells, strict=False)
        if role == "people"
    ]
    said = [(words, text) for words, text in said if re.search(r"\d", text) and not people.is_nobody(text)]
    draft.recap.extend(f"{words}: {text}" for words, text in said)
    return bool(draft.when and draft.when.has_day and said)
