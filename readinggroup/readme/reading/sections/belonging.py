"""Puts what belongs to a session below it, where the document has it beside it."""

import re
from itertools import pairwise

from readinggroup.readme.reading.sections import (
    barred,
    evidence,
    given,
    loose,
    occasions,
    openings,
    pages,
    phrases,
    speakers,
    styled,
)
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import columns, lines

# What a heading can be a key for: “#### Date: 2020-06-17”.
KEYS = {"date", "time", "title", "people", "host", "guest", "place", "join", "reading", "slides", "recording"}
KEYS |= {"authors", "venue", "remark", "notes", "optional", "code", "links"}
WORDS = re.compile(r"\w{2}")
IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")
SAYS_WHOSE = {"date", "people"}


def put_below(top, doc):
    """Mends the sections from here on. `doc`: what the document as a whole is, an evidence.Evidence."""
    occasions.put_days(top)
    for section in list(top.walk()):
        open_below(section)
    for section in list(top.walk()):
        unfold(section)
        section.blocks = loose.listed(barred.structured(list(map(pages.with_days, section.blocks))))
        given.labelled(section.blocks)
        section.blocks = adopted(section.blocks, doc)
        fold_keys(section)
        styled.fold(section)
        speakers.labelled(section)


def open_below(section):
    """Makes sections of what stands below bold lines, where these say that it is news or papers to come, or the
    titles of meetings: “**News**”, or “**Flows**” over “Date: …”; and below “Other activities”, bold or not."""
    starts = [at for at, block in enumerate(section.blocks) if is_bold(block) or is_besides(block)]
    found = []
    for at, upto in pairwise([*starts, len(section.blocks)]):
        block = section.blocks[at]
        below = tree.Section(tree.Heading(section.level + 1, block.pieces, block.line), section.level + 1)
        below.blocks = section.blocks[at + 1 : upto]
        found.append(below)
    told = [below for below in found if below.blocks and is_told(below)]
    if any(map(evidence.opening, [section, *found])):
        return  # of a meeting, “**Suggested readings**” are its own
    if len(told) > 1 or any(below.blocks and is_apart(below) for below in found):
        section.blocks = section.blocks[: starts[0]]
        section.sections = [*found, *section.sections]


def is_bold(block):
    """Whether a paragraph is one bold line without links, and no label of a line."""
    if (
        not isinstance(block, tree.Text)
        or block.is_code
        or tree.links(block.pieces)
        or len(tree.lines(block.pieces)) > 1
    ):
        return False
    words = [piece for piece in block.pieces if piece.text.strip()]
    return all(piece.bold for piece in words) and len(tree.plain(words)) <= 150


def is_besides(block):
    is_line = isinstance(block, tree.Text) and not block.is_code and not tree.links(block.pieces)
    return is_line and bool(phrases.BESIDES.fullmatch(tree.plain(block.pieces)[:200]))


def is_apart(section):
    return evidence.is_news(section) or evidence.is_candidates(section)


def is_told(section):
    """Whether the one date of a section stands below its heading, behind a label."""
    is_titled = not evidence.opening(section) and not lines.label(section.heading.pieces)[1]
    return is_titled and sum(1 for _ in evidence.labelled(section.blocks, ("date",), 1)) == 1


def unfold(section):
    """Puts what folds out below a line that opens a meeting, as “Abstract (click to expand)” does, back to that line:
    other lines that open one stand below it, as they never do below a heading."""
    opened = [block.line for block in section.blocks if openings.opened_text(block)]
    for below in [one for one in section.sections if not one.sections and opened and one.line < opened[-1]]:
        role = columns.role(IN_BRACKETS.sub("", evidence.words(below)))
        before = [at for at, block in enumerate(section.blocks) if block.line < below.line]
        if role not in KEYS or not before or not openings.opened_text(section.blocks[before[-1]]):
            continue
        head = [] if role == "remark" else [tree.Text(below.heading.pieces, below.line)]
        section.blocks[before[-1] + 1 : before[-1] + 1] = [*head, *below.blocks]
        section.sections.remove(below)


def adopted(blocks, doc):
    """“1) **January 24 – Flows**” with its links in a list of another kind below: they go with the item above."""
    starts = [at for at, block in enumerate(blocks) if is_start(block, doc)]
    if len(starts) < 2 or sum(len(blocks[at].items) for at in starts) > len(starts) * 2.5:
        return blocks
    gaps = [blocks[at + 1 : upto] for at, upto in pairwise(starts)]
    filled = [gap for gap in gaps if gap]
    kinds = {type(block) for gap in filled for block in gap}
    alone = all(len(blocks[at].items) == 1 for at in starts)
    linked = all(only_links(block) for gap in filled for block in gap if isinstance(block, tree.Text))
    is_text = (alone or linked) and len(filled) > 1
    if not filled or not kinds <= ({tree.Bullets, tree.Text} if is_text else {tree.Bullets}):
        return blocks
    if any(is_over(block) for gap in filled for block in gap):
        return blocks
    last = []
    for block in blocks[starts[-1] + 1 :]:
        if type(block) not in kinds or (last and isinstance(block, tree.Text)) or is_over(block):
            break
        last.append(block)
    for at, gap in zip(starts, [*gaps, last], strict=True):
        blocks[at].items[-1].blocks.extend(gap)
    taken = {id(block) for gap in [*gaps, last] for block in gap}
    return [block for block in blocks if id(block) not in taken]


def only_links(block):
    """Whether all lines of a paragraph are links, or such behind a label: “[Slides](…)”, “Reading: [Notes](…)”."""
    for line in tree.lines(block.pieces):
        outside = "".join(piece.text for piece in line if not piece.url)
        if not tree.links(line) or (WORDS.search(outside) and not lines.label(line)[1]):
            return False
    return True


def is_start(block, doc):
    """Whether all items of a list open a session at their head."""
    if not isinstance(block, tree.Bullets) or not block.items or block.is_contents:
        return False
    opened = openings.items(block, doc)
    return len(opened) == len(block.items) and all(head and head.start <= 12 for _, head in opened)


def is_over(block):
    """Whether words are the heading of what follows: “**Past meetings**”, “Upcoming:”."""
    if not isinstance(block, tree.Text):
        return False
    words = [piece for piece in block.pieces if piece.text.strip()]
    text = tree.plain(block.pieces)
    return not tree.links(block.pieces) and (
        (text.endswith(":") and not columns.role(text)) or (len(text) < 60 and all(piece.bold for piece in words))
    )


def fold_keys(section):
    """“#### Date: 2020-06-17”, “#### Topic: Flows” below a title are lines of one meeting."""
    if not section.heading or len(section.sections) < 2 or any(below.sections for below in section.sections):
        return
    roles = [key_of(below) for below in section.sections]
    if not all(roles) or len(set(roles)) < len(roles) or not SAYS_WHOSE & set(roles) or evidence.is_other(section):
        return
    for below in section.sections:
        section.blocks.append(tree.Text(below.heading.pieces, below.line))
        section.blocks.extend(below.blocks)
    section.sections = []


def key_of(section):
    """The role of a heading that is a key with its value, or nothing."""
    _, role, rest = lines.label(section.heading.pieces)
    return role if role in KEYS and (tree.plain(rest) or tree.links(rest)) else ""
