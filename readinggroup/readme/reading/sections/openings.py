"""Which blocks open a session: a paragraph, the items of a list."""

import re
from dataclasses import replace
from itertools import chain

from readinggroup.readme.reading.drafts import opening
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence, monthly, phrases
from readinggroup.readme.reading.tables import meetings
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import scenes
from readinggroup.readme.reading.words import heads, lines, sentences, works

# “**Section 1**: Looms”
COUNTED = re.compile(
    r"\W{0,3}(?:sections?|parts?|modules?|units?|topics?|chapters?|days?|rounds?|lessons?)\s+\d{1,2}\b", re.IGNORECASE
)
# Of the items of a list, those that must open a session for it to be a list of sessions.
SHARE = 0.5


def parts(blocks, doc):
    """The blocks in order, as (kind, blocks): what one session opens, or what is left; and as (kind, block): a table,
    a list, a scene."""
    run, is_open, is_dated = [], False, False
    for block in chain.from_iterable(map(apart, blocks)):
        head = opened_text(block)
        if head and run and is_counted(run[-1]) and is_day(head):
            block = titled(block, run.pop())
            head = opened_text(block)
        if head and is_open and not is_dated and is_date(block):
            head, is_dated = None, True  # “**Date:** May 3” below “**First week**”
        opens = bool(head)
        is_dated = bool(head.when) if head else is_dated
        kind = "" if opens else alone(block, is_open, doc)
        if run and (opens or kind):
            yield ("opened" if is_open else "left"), run
            run = []
        if kind:
            yield kind, block
            is_open = False
        else:
            run.append(block)
            is_open = is_open or opens
    if run:
        yield ("opened" if is_open else "left"), run


def titled(block, above):
    """“**May 3**” with “**Section 1**: Looms” above it, as one line that opens a meeting."""
    at = next((at for at, piece in enumerate(block.pieces) if piece.is_break), len(block.pieces))
    day = [replace(piece, line=above.line) for piece in block.pieces[:at]]
    return tree.Text([*day, tree.Piece(" ", line=above.line), *above.pieces, *block.pieces[at:]], above.line)


def is_counted(block):
    """Whether a paragraph is one line that counts, but opens no meeting by itself."""
    if not isinstance(block, tree.Text) or block.is_code or len(tree.lines(block.pieces)) > 1:
        return False
    return bool(COUNTED.match(tree.plain(block.pieces))) and not opened_text(block)


def is_day(head):
    """Whether a line is a day, and a time at most."""
    left = tree.lines(head.pieces)
    return bool(head.when and head.when.has_day and not head.number) and not (left and lines.clean(tree.plain(left[0])))


def apart(block):
    """A paragraph, parted before the first of its lines where those below open sessions and the first does not."""
    if not isinstance(block, tree.Text) or block.is_code or opened_text(block):
        return [block]
    split = tree.lines(block.pieces)
    starts = [at for at, line in enumerate(split) if is_opening(line)]
    if len(starts) < 2 or starts != list(range(starts[0], len(split))):
        return [block]
    first = next(at for at, piece in enumerate(block.pieces) if piece is split[starts[0]][0])
    return [
        tree.Text(tree.stripped(block.pieces[:first]), block.line),
        tree.Text(block.pieces[first:], block.pieces[first].line),
    ]


def is_opening(line):
    """Whether a line has a number or a date at its head, as one in a list of them has."""
    head = heads.read(line)
    return evidence.opens(head) and head.start <= 3 and bool(head.number or head.when.start <= 3)


def is_date(block):
    return lines.label(block.pieces)[1] == "date"


def alone(block, is_open, doc):
    """What a block is by itself; nothing where it goes with those before it. `is_open`: a session opened above it."""
    if isinstance(block, tree.Text):
        return "scene" if scenes.is_scene(block) else ""
    if isinstance(block, tree.Table):
        return "" if is_open and not meetings.read(block, doc, []) else "table"
    return "" if is_open and len(items(block, doc)) < 2 else "list"


def opened_text(block):
    """The head of a paragraph that opens a session: bold words or a line that begins with a number or date; or None."""
    if not isinstance(block, tree.Text) or block.is_code or not block.pieces:
        return None
    if block.head and block.head.month:
        return block.head
    first = tree.lines(block.pieces)
    if not first or len(tree.plain(first[0])) > 400 or phrases.WHOLE.match(tree.plain(first[0])):
        return None
    if lines.label(first[0])[1] == "place":
        return None  # “Location: 4th floor, seminar room 2”
    is_bold = first[0][0].bold
    head = heads.read(first[0])
    if not evidence.opens(head) or head.start > 40 or (head.start > 12 and not is_bold):
        return None
    if evidence.is_said(lines.flat(first[0]), head):
        return None
    # A sentence that mentions a week is no heading of one, unless it begins with the day and says who presents.
    outside = tree.plain([piece for piece in head.pieces if not piece.url])
    is_held = head.start <= 3 and any(sentences.presenters(opening.strip_lead(head.pieces)))
    if not is_bold and len(outside) > 160 and not is_held:
        return None
    if not head.number and not is_bold and head.start > 3 and not tree.links(block.pieces):
        return None
    if head.number and not head.when and not is_bold and sentences.ENDED.search(tree.plain(block.pieces)):
        return None
    return head


def items(block, doc):
    """(item, its head or None) of each item of a list that opens a session; nothing where it is no list of sessions."""
    found, told = [], 0
    for item in block.items:
        if not item.blocks or not isinstance(item.blocks[0], tree.Text):
            continue
        pieces = item.blocks[0].pieces
        if phrases.WHOLE.match(tree.plain(pieces)):
            continue
        head = item.blocks[0].head or heads.read(pieces)
        if evidence.opens(head) and is_near(pieces, head) and not evidence.is_said(lines.flat(pieces), head):
            found.append((item, head))
        elif (is_told := evidence.is_told(item.blocks[1:])) or evidence.has_label(item.blocks, ("date",), 2):
            found.append((item, None))
            told += is_told
    is_counted = any(head is None or head.number for _, head in found)
    counted = lettered(block) if doc.is_group and not doc.is_list and not is_counted else []
    if counted and len(counted) >= len(found):
        return counted
    if not found and doc.is_group and not doc.is_list and (months := monthly.items(block)):
        return months
    if len(found) < len(block.items) and not doc.is_headed and doc.is_group and not doc.is_list:
        late, over = dated_late(block, doc)
        if late and len(late) + over >= max(2, len(block.items) * 0.6, len(found) + 1):
            return late
        if not found and (some := dated_last(block)):
            return some
    return found if len(found) >= max(1, len(block.items) * SHARE) or len(found) > 2 or told else []


def lettered(block):
    """The items of a list that count weeks with a letter: “W1: Flows”, “W2: Looms”; or days, as “R1 (5/31): Flows”."""
    texts = [item for item in block.items if item.blocks and isinstance(item.blocks[0], tree.Text)]
    found = heads.all_lettered([item.blocks[0].pieces for item in texts]) if len(texts) > 2 else []
    weeks = [(item, head) for item, head in zip(texts, found, strict=False) if head]
    return weeks if weeks and all(head.number.word or head.when for _, head in weeks) else []


def dated_late(block, doc):
    """(the items that name a day anywhere in their line, how many others are over a list of sessions)."""
    late, over = [], 0
    for item in block.items:
        if item.blocks and isinstance(item.blocks[0], tree.Text):
            head = heads.read(item.blocks[0].pieces)
            if head.when and head.when.has_day:
                late.append((item, head))
            elif any(isinstance(below, tree.Bullets) and items(below, doc) for below in item.blocks):
                over += 1  # a work that takes several meetings
    # Where nearly all end with their day, those before it are of what was read.
    ends = [(item, heads.ending(tree.lines(item.blocks[0].pieces, soft=False)[0]) or head) for item, head in late]
    is_row = sum(
        head.when.year is not None and head is not first for (_, head), (_, first) in zip(ends, late, strict=True)
    )
    return (ends if len(late) > 2 and is_row * 5 >= len(late) * 4 else late), over


def dated_last(block):
    """The items of a list of papers that end with the day on which they were read, as some may: days in a row, which
    those of papers would not be."""
    found = []
    for item in block.items:
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, tree.Text) or first.is_code:
            continue
        head = heads.read(first.pieces, "")
        when = head.when
        if when and when.has_day and when.year and head.start > 3 and not head.words[when.end :].strip(" .)]"):
            found.append((item, head))
    rows = [[(head.when.year, *head.when.parts(day_first)) for _, head in found] for day_first in (True, False)]
    is_row = len(set(rows[0])) > 2 and any(sorted(days) in (days, days[::-1]) for days in rows)
    are_works = all(item.ticked is not None or is_paper(item) for item, _ in found)
    return found if is_row and are_works else []


def shown(block, doc):
    """The items of a list below “Past talks”, none of them with a day, where all are a title with what was shown."""
    if not doc.is_group or doc.is_list or block.is_contents or len(block.items) < 2:
        return []
    firsts = [item.blocks[0] if item.blocks else None for item in block.items]
    if not all(isinstance(first, tree.Text) and is_shown(first.pieces) for first in firsts):
        return []
    kinds_of = {kind for first in firsts for piece in tree.links(first.pieces) for kind in kinds_said(piece)}
    return [(item, None) for item in block.items] if kinds_of & {"slides", "recording", "video"} else []


def is_shown(pieces):
    """Whether a line is a title, and links beside it to files of the group's own or to what was shown."""
    found = tree.links(pieces)
    title = tree.plain([piece for piece in pieces if not piece.url])
    return (
        bool(found)
        and len(title) > 8
        and all(works.is_label(piece)[1] for piece in found)
        and any(piece.own or {"slides", "recording", "video"} & set(kinds_said(piece)) for piece in found)
    )


def kinds_said(piece):
    return works.is_label(piece)[0], kinds.by_address(piece.url)


def is_paper(item):
    return any(kinds.by_address(piece.url) == "paper" for piece in tree.links(item.blocks[0].pieces))


def is_figure(item, when):
    """Whether a date is two figures alone, as the number “3.1.” of a part is."""
    text = lines.flat(item.blocks[0].pieces)[when.start : when.end] if when else ""
    return bool(text) and not when.year and not any(map(str.isalpha, text))


def is_near(pieces, head):
    """Whether number or date stand at the head of a line: after a word at most, and not after a link."""
    if head.start <= 3:
        return True
    first = next((piece for piece in pieces if piece.text.strip()), None)
    if first and first.url and head.start >= len(first.text):
        return False
    return head.start <= 12 or tree.plain(pieces)[: head.start].strip(" *_([-–—:").count(" ") == 0
