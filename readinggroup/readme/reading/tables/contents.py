"""What one cell of a table has: a date, people, links and what they are."""

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, times
from readinggroup.readme.reading.words import columns, nothing, people, works


def role_of_cell(pieces):
    text = tree.plain(pieces)
    return columns.role(text) if len(text) < 40 and not tree.links(pieces) else ""


def date_in(pieces):
    text = tree.plain(pieces)
    when = dates.find(text, "/.-") if len(text) <= 60 else None
    return when if when and when.start <= 12 else None


def is_month(cell):
    """Whether a cell has a month and its year in place of a day: “April, 2022”."""
    text = tree.plain(cell)
    month = dates.find_month(text) if len(text) <= 20 and not date_in(cell) else None
    return bool(month and month.year)


def is_labels(cell):
    """Whether a cell has links that say what they are, and few words besides."""
    outside = tree.plain([piece for piece in cell if not piece.url])
    return any(works.is_label(link)[1] for link in tree.links(cell)) and len(outside) < 40


def has_time(cell):
    return bool(times.find(tree.plain(cell)))


def has_title_link(cell):
    return any(not works.is_label(link)[1] for link in tree.links(cell))


def names_speaker(cell):
    """Whether the first link of a cell is a person, as before the title of a talk."""
    first = tree.links(cell)[0].text
    return people.is_person(first) and all(map(people.is_full, people.split(first)))


def is_named(cell):
    """Whether a cell has a title: of a link, or in words."""
    text = tree.plain(cell)
    return has_title_link(cell) or (not tree.links(cell) and len(text) > 8 and not nothing.is_empty(text))


def has_paper(cell):
    return any(kinds.by_address(link.url) == "paper" for link in tree.links(cell))


def is_people(text):
    names = people.split(text)
    return (bool(names) and all(people.is_name(name) for name in names)) or (people.is_nobody(text) and bool(text))
