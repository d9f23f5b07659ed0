"""Who presents, as the lines and items below the head of a session say it."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import columns, lines, people, sentences, works

# Where someone works, behind the name: in letters alone, or in words for it; behind a page about them, anything short.
WHERE = re.compile(r"(?:,\s*|\s*\()[^\W\d][^,.:;()]{1,60}(?:,\s*[^,.:;()]{2,30})?\)?")
PAGE = re.compile(r"/~|linkedin\.com/in/|/(?:people|person|members?|staff|users?)/|^https?://[^/]+/?$|\.github\.io/?$")
AT = re.compile(rf",\s*(?:[A-Z][A-Za-z]?[A-Z]{{1,5}}|(?=[^,]*(?i:{people.PLACE.pattern}))[^,.:;()]{{2,60}})")


def announce(draft, part):
    """“Ada will present the following paper:” below a title that nobody presents yet."""
    if not draft.session.people:
        draft.session.people.extend(people.persons(sentences.announced(part), line=part[0].line))


def with_guests(draft, links):
    for piece in links:
        is_place = people.PLACE.search(piece.text)
        if not is_place and people.is_person(piece.text) and all(map(people.is_alone, people.split(piece.text))):
            draft.add_people([piece], "guest")


def is_presenter(draft, part, plain):
    """Whether a line below a link is the name of one person, where nobody else is said to present."""
    session = draft.session
    named = bool(session.title or session.readings or session.materials) and not session.people
    return named and not tree.links(part) and people.is_alone(plain)


def placed(draft, pieces):
    """The name of a line that is a person and where that person works, with the person's page or without, before there
    is anything else: “[Ada Lovelace](her page), UCL”; or nothing."""
    session = draft.session
    if session.title or session.readings or session.people:
        return []
    first, *rest = pieces
    after = tree.plain(rest)
    if not first.url:
        name, _, after = tree.plain(pieces).partition(",")
        is_one = not tree.links(pieces) and bool(AT.fullmatch(f",{after}"))
        return [lines.copy(first, name.strip())] if is_one and people.is_alone(name) else []
    is_page = kinds.by_address(first.url) in ("", "other") and not works.is_label(first)[1]
    is_said = WHERE.fullmatch(after) if after else PAGE.search(first.url)
    is_one = is_page and not tree.links(rest) and bool(is_said)
    return [first] if is_one and people.is_alone(first.text) else []


def led_by(item):
    """Who stands at the head of an item, before a file of the group's own: “Ada Lovelace, [Looms](looms.pdf)”."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, tree.Text) or first.is_code or len(first.pieces) < 2:
        return ""
    before, link = first.pieces[:2]
    who = before.text.strip().rstrip(",:–—-").rstrip()
    is_file = link.own and kinds.by_address(link.url) in ("paper", "slides") and not works.is_label(link)[1]
    is_parted = who != before.text.strip() and people.is_person(who) and not columns.role(who)
    return who if is_file and is_parted and not before.url else ""


def names_person(item):
    """Whether an item is a name, with what that person presents below: in a list, or in further lines."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, tree.Text) or first.is_code:
        return False
    who, *rest = tree.lines(first.pieces, soft=False) or [[]]
    has_more = bool(rest) and not any(map(people.is_person, map(tree.plain, rest[:1])))
    is_over = len(item.blocks) > 1 and isinstance(item.blocks[1], tree.Bullets)
    words = tree.plain(who)
    return (has_more or is_over) and not tree.links(who) and people.is_person(words) and not columns.role(words)
