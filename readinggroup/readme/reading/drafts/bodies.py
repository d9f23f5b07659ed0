"""What stands below the line that opens a session: its lists, lines and tables, added to it."""

import re
from itertools import takewhile

from readinggroup.readme.found import Work
from readinggroup.readme.reading.drafts import cited, opening, presenting
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, times
from readinggroup.readme.reading.words import asides, columns, heads, lines, paragraphs, people, sentences, works

MATERIAL_ROLES = (
    "slides",
    "recording",
    "notes",
    "code",
    "notebook",
    "blog",
    "links",
    "people",
    "host",
    "reading",
    "optional",
)


# "2.Flows", one of several works.
COUNTED = re.compile(r"^\W{0,3}\d{1,2}\s?[.、)]\s?")
# Of a link in a sentence: a video that someone else made, or what was recorded.
VIDEO = re.compile(r"\bvideos?\b", re.IGNORECASE)
RECORDED = re.compile(r"\b(?:record|stream|replay|session|meeting|talk|our)", re.IGNORECASE)


def body(draft, blocks, role="", under=None, in_readings=False, depth=0, lead=""):
    """Adds blocks. A line such as “Readings:” says what the list below it is; `lead`: such a line above them did."""
    said, is_filled = lead or role, False
    for block in blocks:
        if isinstance(block, tree.Text):
            if block.is_code or asides.is_of_sponsors(block.pieces):
                draft.keep(block.pieces)
                continue
            is_own = is_filled or has_label_of_its_own(block)
            role_of = role if is_own or said not in MATERIAL_ROLES else said
            said, under = text(draft, block, role_of, under, in_readings, is_inside=depth > 0)
            is_filled = ends_filled(block)
        elif isinstance(block, tree.Bullets):
            bullets(
                draft,
                block,
                said or role,
                under if depth else None,
                in_readings or said in ("reading", "optional"),
                depth,
            )
            said = role
        elif isinstance(block, tree.Table):
            table(draft, block, said or role)


def has_label_of_its_own(block):
    """Whether a paragraph begins “**Caveat:** …”: what “**Reading:**” above it began ends there."""
    first = next((line for line in tree.lines(block.pieces)), [])
    bold = tree.plain(list(takewhile(lambda piece: piece.bold, first)))
    return bold.endswith((":", "：")) and not tree.links(block.pieces) and bold != tree.plain(first)


def ends_filled(block):
    """Whether the last line of a paragraph has a label, and links that it is the label of: the next is of its own."""
    last = paragraphs.joined(block.pieces)[-1:]
    return bool(last and lines.label(last[0])[1] and tree.links(lines.label(last[0])[2]))


def text(draft, block, role, under, in_readings, is_inside=False):
    """The lines of a paragraph; gives the role that its last words set for what follows. `is_inside`: it stands in an
    item, below its line."""
    said, below_link = role, False
    parts = paragraphs.joined(block.pieces)
    if title := work_of(parts):
        draft.session.readings.append(Work(title, line=block.line))
        parts, under = parts[1:], len(draft.session.readings) - 1
    for part in parts:
        plain = tree.plain(part)
        if not plain and not tree.links(part):
            continue
        if asides.is_invitation(part):
            continue
        if asides.is_company(part):
            draft.keep(part)
            presenting.with_guests(draft, tree.links(part))
            continue
        presenting.announce(draft, part)
        if cited.read(draft, part, role) or (is_inside and not role and cited.below(draft, part, under)):
            continue
        if (
            asides.is_prose(part) or (tree.links(part) and not lines.label(part)[1] and asides.is_aside(part))
        ) and role not in ("people", "host", "reading", "optional"):
            note(draft, part)
            continue
        if draft.when is None and not lines.label(part)[1] and (found := only_date(plain)):
            draft.when = found
            rest = opening.strip_lead(lines.cut(part, [(found.start, found.end)]))
            if clock := times.find(lines.flat(rest)):
                draft.add_clock(clock)
                rest = opening.strip_lead(lines.cut(rest, [(clock.start, clock.end)]))
            if people.is_person(lines.clean(tree.plain(rest))):
                draft.add_people(rest)
            elif lines.clean(tree.plain(rest)):
                draft.line(rest)
            continue
        if is_remark(draft, part, None):
            draft.keep(part)
            continue
        if not role and below_link and presenting.is_presenter(draft, part, plain):
            draft.add_people(part)
            continue
        below_link = bool(tree.links(part))
        said, under = draft.line(part, role, under, in_readings)
        if said not in MATERIAL_ROLES:
            # "Questions for discussion:" ends what "Readings:" began.
            said = "" if lines.label(part)[1] else role
    return said, under


def work_of(parts):
    """The title of a work whose authors and address stand in labelled lines below it; or nothing."""
    if len(parts) < 3 or tree.links(parts[0]) or lines.label(parts[0])[1]:
        return ""
    labels = [lines.label(part) for part in parts[1:]]
    linked = any(role in ("reading", "links") and asides.only_labels(rest) for _, role, rest in labels)
    if not linked or not any(role == "authors" for _, role, _ in labels):
        return ""
    return lines.clean(COUNTED.sub("", tree.plain(parts[0])))


def note(draft, part):
    """Sentences are kept as they stand; what they link to under its own name is counted where it is clear."""
    people_found, _ = people.pull(tree.plain(part), draft.session.line)
    if not people_found and not draft.session.people:
        people_found = people.persons(sentences.presenters(part)[0], line=part[0].line)
    known, said = {person.name for person in draft.session.people}, tree.plain(part)
    draft.session.people.extend(person for person in people_found if person.name not in known)
    for piece in tree.links(part):
        kind, only = works.is_label(piece)
        if kind in ("notes", "notebook") or (kind in ("slides", "recording") and (only or kind == "recording")):
            draft.add_material(kind, piece)
        elif kinds.by_address(piece.url) == "video" and VIDEO.search(said) and not RECORDED.search(said):
            draft.new_reading(piece, "video", None)
        elif kinds.by_address(piece.url) in ("paper", "blog"):
            draft.works([piece], "reading" if not only else "", None, False)
        elif not only and kinds.by_address(piece.url) == "" and sentences.announced(part):
            draft.new_reading(piece, "other", None)  # “Ada will present chapter 3 of [Looms](…)”
    draft.recap.append(lines.markdown(part))


def only_date(plain):
    when = dates.find(plain)
    if not when or len(plain) - (when.end - when.start) > 40:
        return None
    clock = times.find(plain)
    if clock and clock.start <= 12 and 0 <= when.start - clock.end <= 3:
        return when
    if when.start <= 12 or people.is_person(lines.clean(plain[: when.start])):
        return when
    return None


def day_alone(plain):
    """The day that is all of a line, perhaps behind an icon: “📅 May 3, 2023”; or None."""
    when = dates.find(plain)
    is_all = when and when.has_day and not lines.clean(plain[: when.start] + plain[when.end :])
    return when if is_all else None


def bullets(draft, block, role, under, in_readings, depth):
    by_person = role == "" and all(presenting.names_person(item) for item in block.items)
    led = list(map(presenting.led_by, block.items)) if role == "" else []
    is_led = bool(led) and all(led) and any(map(people.is_alone, led))
    for item in block.items:
        if is_led:
            first, *rest = item.blocks[0].pieces
            draft.add_people([lines.copy(first, presenting.led_by(item))], about=rest[0].text)
            item.blocks[0].pieces = rest
        if by_person:
            who, *rest = tree.lines(item.blocks[0].pieces, soft=False)
            draft.add_people(who)
            for line in rest:
                draft.line(line)
            body(draft, item.blocks[1:], role, None, in_readings, depth + 1)
            continue
        head, rest = item.blocks[0] if item.blocks else None, item.blocks[1:]
        if not isinstance(head, tree.Text):
            body(draft, item.blocks, role, under, in_readings, depth + 1)
            continue
        said, about = role, under
        count = len(draft.session.readings)
        for part in paragraphs.joined(head.pieces):
            if draft.when is None and not role and (when := day_alone(tree.plain(part))):
                draft.when = when
                continue
            if under is None and cited.read(draft, part, role):
                continue
            if asides.is_prose(part) and not in_readings:
                note(draft, part)
                continue
            if is_remark(draft, part, under):
                draft.keep(part)
                continue
            said, about = draft.line(part, role, about if part is not head.pieces else under, in_readings)
        if rest:
            below = about if len(draft.session.readings) > count or about != under else None
            body(draft, rest, said, below, in_readings or said in ("reading", "optional"), depth + 1)


def is_remark(draft, part, under):
    """Whether words below a work that has a link are what someone noted of it; or words only lead over to a list."""
    plain = tree.plain(part)
    if tree.links(part) or lines.label(part)[1] or columns.is_only(plain):
        return False
    if plain.endswith(":"):
        return len(plain.split()) > 4
    return under is not None and under < len(draft.session.readings) and bool(draft.session.readings[under].url)


def table(draft, block, role):
    """A small table within a session: a label beside what it is the label of, or one work a row."""
    head = [tree.plain(cell.pieces) for cell in block.rows[0].cells] if block.rows else []
    if len(head) > 1 and all(columns.role(words) and columns.is_only(words) for words in head):
        rowwise(draft, block.rows[1:], head)
        return
    for row in block.rows:
        cells = [cell.pieces for cell in row.cells if cell.pieces]
        if all(cell.is_header for cell in row.cells) and not any(tree.links(cell) for cell in cells):
            continue
        if len(cells) == 2 and (named := columns.role(tree.plain(cells[0]))) and not tree.links(cells[0]):
            draft.labelled(tree.plain(cells[0]), named, cells[1], None)
            continue
        if any(cell.is_header for cell in row.cells) and not any(tree.links(cell) for cell in cells):
            continue
        under = None
        for cell in cells:
            if tree.links(cell):
                _, under = draft.line(cell, role, under, role in ("reading", "optional"))
            else:
                draft.keep(cell)


def rowwise(draft, rows, head):
    """The rows of a table with a role for each column: “Paper | Presenter”."""
    for row in rows:
        for words, cell in zip(head, row.cells, strict=False):
            if cell.pieces:
                draft.labelled(words, columns.role(words), cell.pieces, None)


def sections(draft, below):
    """Adds the sections below a session's heading: their heading says what stands in them."""
    for section in below:
        pieces = section.heading.pieces
        words = tree.plain(pieces)
        role = columns.role(words) if len(words) <= 40 else ""
        if role in MATERIAL_ROLES and not tree.links(pieces):
            body(draft, section.blocks, role, None, role in ("reading", "optional"))
        elif role in ("date", "time", "place"):
            for block in section.blocks:
                if isinstance(block, tree.Text):
                    draft.by_role(words, role, block.pieces)
                else:
                    body(draft, [block])
        elif draft.is_work and not role and not tree.links(pieces):
            # One of several that were read, with its links below.
            draft.works(pieces, "reading", None, True)
            body(draft, section.blocks, "", len(draft.session.readings) - 1, depth=1)
        elif tree.links(pieces):
            draft.line(pieces)
            body(draft, section.blocks)
        else:
            if heads.read(pieces).opens:
                body(draft, [tree.Text(pieces, section.line)])
            else:
                draft.recap.append(f"### {lines.markdown(pieces)}")
            body(draft, section.blocks, "remark" if role == "remark" else "")
        sections(draft, section.sections)
