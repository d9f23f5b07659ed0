"""The role of each column of a table: what its head says, mended and completed by what stands in its cells."""

import re
from itertools import pairwise

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.tables.contents import (
    date_in,
    has_paper,
    has_time,
    has_title_link,
    is_labels,
    is_month,
    is_named,
    is_people,
)
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import numbers, people, works

# Of a long column: its role shows in as many cells.
ENOUGH = 200
# Of a column: it has titles, and not topics.
TITLE = re.compile(r"\b(?:titles?|titel|titre|título|titolo)\b|标题|题目|タイトル|제목", re.IGNORECASE)
ABSTRACT = re.compile(r"\babstracts?\b|résumé|摘要|概要|요약|초록", re.IGNORECASE)
FIGURE = re.compile(r"\W*\d{1,3}\W*")
SLIDES = re.compile(r"slide|ppt|deck|folie|diapo|スライド|幻灯|课件|슬라이드", re.IGNORECASE)
# What a head may say that is over names alone.
TASKS = ("", "people", "code", "notes", "slides", "recording")
PARTS = re.compile(r"\W*(\d{1,2})-(\d{1,2})\W*")
VENUE = re.compile(r"\bvenue\b|\bwhere\b", re.IGNORECASE)
PLACE = re.compile(r"room|zoom|hall|building|online", re.IGNORECASE)
PART = re.compile(r"chapter|section|kapitel|chapitre", re.IGNORECASE)
# “Chapters 1 & 2”
PART_NUMBER = re.compile(
    r"(?:[\W\d]|\b(?:chapters?|chap|ch|sections?|sec|kapitel|kap|chapitres?|and|or|und|oder|et|ou|to|bis|à|cont(?:inued|d)?)\b)+",
    re.IGNORECASE,
)


def complete(roles, words, body):
    """Changes the roles. `words` are those of the heads, `body` the (row, cells) below them."""
    columns = [
        [cells[at] for _, cells in body if tree.plain(cells[at]) or tree.links(cells[at])] for at in range(len(roles))
    ]
    mend(roles, words, columns)
    is_said = "people" in roles
    infer(roles, columns)
    if not is_said:
        tasks(roles, columns)


def tasks(roles, columns):
    """“Code review | Progress”: columns of names that come again from one to the next say who does what."""
    who = {at: cells for at, cells in enumerate(columns) if may_be_task(roles[at], cells)}
    names = {at: {name for cell in cells for name in people.split(tree.plain(cell))} for at, cells in who.items()}
    for at, cells in who.items():
        shared = names[at] & set().union(*(names[other] for other in who if other != at))
        # Words for how far something is come again in nearly every row.
        if len(shared) > 1 and len(names[at]) * 2 >= len(cells):
            roles[at] = "people"


def may_be_task(role, cells):
    return role in TASKS and not any(map(tree.links, cells)) and share(cells, is_presenters) > 0.8


def share(cells, test):
    """In how many of the cells, from 0 to 1, something is so."""
    cells = cells[:ENOUGH]
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0


def mend(roles, words, columns):
    """Other roles for the columns whose cells are not what their head says."""
    for at, (role, cells) in enumerate(zip(roles, columns, strict=True)):
        linked = any(map(tree.links, cells))
        if role in ("time", "place") and "date" not in roles and share(cells, date_in) >= 0.3:
            roles[at] = "date"
        if role == "date" and share(cells, date_in) < 0.2 and share(cells, has_time) > 0.5:
            roles[at] = "time"
        if (
            not are_parts(cells)
            and role in ("number", "time", "place", "people", "title", "remark", "")
            and "date" not in roles
            and share(cells, date_in) > 0.5
        ):
            roles[at] = "date"
        if role == "number" and "date" not in roles and numbers.counts(words[at]) and share(cells, is_month) > 0.5:
            roles[at] = "date"
        if role == "title" and "number" not in roles and not linked and share(cells, is_figure) > 0.5:
            roles[at] = "number"
        if role == "title" and "reading" in roles and re.search("discussion", words[at], re.IGNORECASE):
            roles[at] = "links" if linked else role
        if (
            role in ("reading", "links", "remark", "title", "")
            and "number" not in roles
            and share(cells, is_counted) > 0.6
            and not (role == "title" and is_alone(roles))
        ):
            roles[at] = "number"
        if role == "host" and "people" not in roles:
            roles[at] = "people"
        if role == "slides" and not {"title", "reading"} & set(roles):
            # A column "Presentation" has what is presented, "Slides" has titles only where it has no links.
            has_slides = SLIDES.search(words[at]) and share(cells, tree.links) > 0.3
            if not has_slides and share(cells, is_named) > 0.5:
                roles[at] = "title"
        is_told = role == "remark" and not {"title", "reading"} & set(roles)
        if is_told and ABSTRACT.search(words[at]) and share(cells, is_longer(150)) < 0.3:
            roles[at] = "title"  # of what there is no more to say
        if role == "links" and not {"title", "reading"} & set(roles) and share(cells, is_named) > 0.5:
            roles[at] = "title"  # “Material”
        if role == "notes" and not linked:
            roles[at] = "remark"
        if role == "recording" and not linked and share(cells, is_longer(15)) > 0.3:
            roles[at] = "title" if "title" not in roles else "remark"
        is_words = share(cells, lambda cell: is_titled(cell) or is_longer(40)(cell)) > 0.5
        if role == roles[at] == "number" and is_words:
            roles[at] = "title"
        if role == "people" and "name" in words[at].casefold() and share(cells, has_title_link) > 0.5:
            roles[at] = "reading"
        if role == "venue" and VENUE.search(words[at]) and share(cells, is_place) > 0.3:
            roles[at] = "place"
        if role == "venue" and "reading" not in roles and share(cells, is_paper) > 0.5:
            roles[at] = "reading"  # “Sources”
        is_part = role == "reading" and PART.search(words[at]) and not linked
        if role == "reading" and "title" not in roles and share(cells, is_part_alone) > 0.6:
            roles[at] = "title"
        if is_part and "title" in roles and roles.count("reading") == 1 and share(cells, is_part_number) > 0.6:
            roles[at] = "remark"  # beside what they are about
        if is_part and "title" not in roles and (roles.count("reading") > 1 or share(cells, is_part_number) > 0.5):
            roles[at] = "title"
    # “Theme | Title | Link”: the titles are those of the papers.
    named = [at for at, role in enumerate(roles) if role == "title" and TITLE.search(words[at])]
    beside = columns[roles.index("links")] if "links" in roles and "reading" not in roles else []
    if len(named) == 1 and roles.count("title") > 1 and share(beside, has_paper) > 0.5:
        roles[named[0]] = "reading"


def infer(roles, columns):
    """A role for the columns whose head says none."""
    who = who_presents(roles, columns)
    for at, (role, cells) in enumerate(zip(roles, columns, strict=True)):
        if role or not cells:
            continue
        if "date" not in roles and share(cells, date_in) > 0.5:
            roles[at] = "date"
        elif "number" not in roles and at == 0 and share(cells, is_number) > 0.6:
            roles[at] = "number"
        elif "people" not in roles and at == who:
            roles[at] = "people"
        elif share(cells, is_labels) > 0.5:
            roles[at] = "links"
        elif not {"title", "reading"} & set(roles) and share(cells, is_longer(8)) > 0.5:
            roles[at] = "title"


def who_presents(roles, columns):
    """The column that has names, though its head does not say so; of several, that with most names in full: topics in
    a word each look like first names."""
    found = [at for at, role in enumerate(roles) if not role and share(columns[at], is_presenters) > 0.6]
    found = [at for at in found if not are_kinds(columns[at])]
    return max(found, key=lambda at: share(columns[at], is_named_in_full), default=None)


def are_kinds(cells):
    """Whether words of the West, none of them a name in full, stand in rows that follow each other, as of the same
    kind: people take turns."""
    words = [tree.plain(cell) for cell in cells]
    again = sum(one == other for one, other in pairwise(words))
    if len(words) <= 3 or again * 3 <= len(words) or max("".join(words)) >= "\u3040":
        return False
    return not any(map(is_named_in_full, cells))


def is_named_in_full(cell):
    names = people.split(tree.plain(cell))
    return bool(names) and all(map(people.is_alone, names))


def is_presenters(cell):
    """Whether a cell has nothing but names, which may lead to the people's pages: “[Demo](…)” is none."""
    named = all(kinds.by_address(link.url) in ("", "other") or link.own for link in tree.links(cell))
    return is_people(tree.plain(cell)) and not is_labels(cell) and named


def is_paper(cell):
    return has_paper(cell) and has_title_link(cell)


def is_titled(cell):
    """Whether a cell has the title of something; “[Week 3](…)” is its number still."""
    return has_title_link(cell) and not is_counted(cell)


def is_longer(length):
    return lambda cell: len(tree.plain(cell)) > length


def is_figure(cell):
    return FIGURE.fullmatch(tree.plain(cell))


def is_number(cell):
    return numbers.bare(tree.plain(cell))


def is_part_number(cell):
    return PART_NUMBER.fullmatch(tree.plain(cell))


def is_part_alone(cell):
    """“Chapter 3”, “Chapter 4 or [notes](…)”: a part of the one book, and no work."""
    text = tree.plain(works.unlabelled(cell))
    return PART.search(text) and PART_NUMBER.fullmatch(text)


def is_alone(roles):
    """Whether beside the titles there are only columns that say when and where."""
    return len(roles) > 1 and sorted(set(roles) - {"date", "time", "place"}) == ["title"] and roles.count("title") == 1


def is_counted(cell):
    """“Week 4” and nothing else."""
    text = tree.plain(cell)
    found = numbers.find(text)
    return (
        bool(found and found.is_strong and found.word)
        and not text[: found.start].strip()
        and not text[found.end :].strip()
    )


def are_parts(cells):
    """Whether “1-1”, “1-2”, “2-1” count the papers of meetings, and are no days."""
    found = [PARTS.fullmatch(tree.plain(cell)) for cell in cells]
    pairs = [(int(part[1]), int(part[2])) for part in found if part]
    return len(pairs) > 1 and len(pairs) == len(found) and pairs == sorted(set(pairs)) and pairs[0] == (1, 1)


def is_place(cell):
    return PLACE.search(tree.plain(cell))
