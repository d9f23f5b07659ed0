"""Cells of a table that say more than their column does: titles with labels in them, several works, a number."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.tables.contents import has_title_link
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, lines, nothing, numbers, people, references, works

# "Special session: how to review", "Research updates": no title of a work.
TALK = re.compile(
    r"\W*(?:\S+\s+){0,2}(?:session|meeting|kick-?off|updates?|practice(?: (?:run|talk))?|presentations?|talks?|"
    r"discussions?|q\s?&\s?a|workshop|hackathon|social|party|overview|introductions?|intro|welcome|tutorial|organi[sz]ation|planning|"
    r"project|wrap-?up|journal club|reading group)(?:\s*[:(–—,&-].*|\W*)"
    r"|\W*(?:opening|closing|special|kick-?off|practice|guest|invited|planning)\s+(?:session|meeting|run|talk|lecture)\b.*",
    re.IGNORECASE,
)


# What stands between a speaker and the title of the talk: where the speaker works, in brackets.
TITLED = re.compile(r"\s*(?:\((?:[^()\"“”]|\([^()]*\)){2,200}\)\s*)?(?:on|about|[:,–—-])?\s*(?=[\"“«„][^\"“”»]{4,})")

# What a label in a cell may say of the links behind it.
SAID = {"reading", "optional", "slides", "recording", "notes", "code", "notebook", "blog"}


def is_talk(text):
    return len(text) <= 200 and bool(TALK.fullmatch(text))


def is_citation(pieces):
    """Whether a line below a title says who wrote it, where and when."""
    text = lines.clean(tree.plain(pieces))
    authors, venue, _ = citations.tail(text)
    dated = len(text) <= 40 and citations.YEAR.search(text)
    return bool(authors or venue or dated or citations.is_authors(text))


def words_of_links(pieces):
    """What links with titles of their own are called."""
    titled = [piece for piece in tree.links(pieces) if not works.is_label(piece)[1]]
    return "; ".join(lines.clean(piece.text) for piece in titled)


def without_speaker(draft, pieces):
    """“[Ada](her page) (University of London) "Notes on the engine"”: who speaks is taken out of the title."""
    pieces = tree.stripped(pieces)
    if not pieces:
        return pieces
    first, words = pieces[0], lines.flat(pieces)
    name = first.text if first.url else words.partition("(")[0].partition('"')[0].partition("“")[0]
    who = re.sub(r"\s(?:on|about)\s*$", "", name).strip(" ,:–—-")
    title = TITLED.match(words, len(name.rstrip()) if first.url else len(who))
    if not title or not people.is_person(who) or not all(map(people.is_full, people.split(who))):
        return pieces
    if first.url and kinds.by_address(first.url) not in ("", "other", "code"):
        return pieces
    draft.session.people.extend(people.persons(people.split(who), url=first.url, line=first.line))
    rest = lines.cut(pieces, [(0, title.end())])
    placed = [piece for piece in rest if piece.url and not piece.text]
    beside = {piece.url for piece in placed} - {first.url}
    for piece in pieces[1:]:
        if piece.url in beside:
            draft.note_link(piece)
    return [piece for piece in rest if piece.text]


def titled(draft, pieces, grid):
    """A cell of titles: its number, where it says one; labelled lines in it say their part."""
    if "people" not in grid.roles:
        count = len(draft.session.people)
        pieces = without_speaker(draft, pieces)
        if len(draft.session.people) > count:
            draft.add_title(pieces)
            return
    parts = tree.lines(pieces, soft=False)
    plain_parts = []
    for part in parts:
        _, role, rest = lines.label(part)
        if (
            role
            in ("people", "host", "slides", "recording", "notes", "authors", "code", "reading", "optional", "links")
            and (tree.plain(rest) or tree.links(rest))
            and len(parts) > 1
        ):
            draft.line(part)
        else:
            plain_parts.append(part)
    if (
        grid.titles_are_works
        and not tree.links(pieces)
        and not nothing.is_rest(tree.plain(pieces))
        and not is_talk(tree.plain(pieces))
    ):
        first, *rest = tree.lines(pieces, soft=False)
        if not rest or not all(is_citation(part) for part in rest):
            first, rest = pieces, []
        draft.add_title(first)
        index = draft.works(first, "reading", None, True)
        for part in rest:
            draft.tail(len(draft.session.readings) - 1 if index is None else index, tree.plain(part))
        return
    for number, part in enumerate(plain_parts):
        if nothing.is_empty(tree.plain(part)) and not tree.links(part):
            continue
        if number == 0 or not draft.session.title or tree.links(part):
            first = draft.session.title
            draft.add_title(part)
            if first and draft.recap and tree.links(part):
                if draft.recap[-1] == lines.markdown(part):
                    draft.recap.pop()
                if title := lines.clean(tree.plain(works.unlabelled(part))):
                    draft.session.title = f"{first}; {title}"
        else:
            draft.session.title = f"{draft.session.title}; {lines.clean(tree.plain(part))}"


def cell_lines(draft, pieces, role):
    under = None
    for part in tree.lines(pieces, soft=False):
        text = tree.plain(part)
        if not tree.links(part) and (nothing.is_empty(text) or nothing.is_rest(text)):
            continue
        if not tree.links(part) and nothing.has_no_reading(text):
            draft.keep(part)
            continue
        if not tree.links(part) and is_talk(text) and not any(references.refers(text)):
            draft.add_title(part)
            continue
        if under is not None and not tree.links(part) and len(text) < 200 and not lines.label(part)[1]:
            draft.tail(under, text)
            continue
        _, under = draft.line(part, role, None if has_title_link(part) else under, True)


def labels_each(pieces, role):
    """Whether the lines of a cell say themselves what each link is, whatever the head of the column says: “paper:
    [Looms](…)” above “video: …”."""
    linked = [lines.label(part)[1] for part in tree.lines(pieces, soft=False) if tree.links(part)]
    return bool(linked) and set(linked) <= SAID and set(linked) != {role}


def numbered(draft, cells, grid):
    if draft.number is None and "number" not in grid.roles:
        for role, cell in grid.told(cells):
            if (
                role == "title"
                and (number := numbers.find(tree.plain(cell)))
                and number.is_strong
                and number.start <= 3
            ):
                draft.number = number
                rest = lines.clean(tree.plain(cell)[number.end :])
                draft.session.title = (
                    rest if rest and draft.session.title == lines.clean(tree.plain(cell)) else draft.session.title
                )
