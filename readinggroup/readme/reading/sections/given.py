"""“- Title” with “- By Ada, June 14th - [Slides](…)” below it: who presents it and when, as lines with labels."""

import re
from itertools import pairwise

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines, people

BY = re.compile(r"\W{0,3}(?:presented )?by:?\s+(?P<who>[^\W\d][^,\d()\[\]\n]{0,60}?)\s*[,(]\s*", re.IGNORECASE)


# “(LR), [arXiv](…)”: which part of the meeting someone has.
PART = re.compile(r"^\s?\([A-Z]{1,3}\)")
# “[ACL](…) speaker: Ada”
SAYS = re.compile(r"(?<=[\s,;(|])(?:speaker|presenter|presented by)s?\s*:\s*(?=[^\W\d_])", re.IGNORECASE)
FROM = re.compile(r",?\s+by\s+(?P<who>[^\W\d][^,\d()\[\]\n]{2,60}?)\s+(?:from|at)\s*$")


def labelled(blocks):
    """Puts labels to who presents and when: a year of the venue beside a title is no date of a meeting then."""
    items = [item for block in blocks if isinstance(block, tree.Bullets) for item in block.items]
    texts = [block for block in blocks if isinstance(block, tree.Text) and not block.is_code]
    opened = [item for item in items if item.blocks and is_title(item.blocks[0])]
    for text in texts + [item.blocks[0] for item in opened]:
        text.pieces = at_home(text.pieces)
    for item in items:
        for text in item.blocks:
            if isinstance(text, tree.Text) and not text.is_code:
                text.pieces = said_late(text.pieces)
    named_below(items)
    named = {id(item) for item in opened if names_of(item.blocks[0].pieces)}
    if len(named) < 3 or len(named) * 2 < len(opened):
        named = set()
    for item in opened:
        if id(item) in named:
            bold(item)
        coded(item)
        below = item.blocks[1] if len(item.blocks) == 2 else None
        if isinstance(below, tree.Bullets) and len(below.items) == 1:
            below.items = apart(below.items[0])


def at_home(pieces):
    """“**Title**, by Ada Lovelace from [London](…)”: someone who has a place presents, and wrote no paper."""
    when = dates.find(tree.plain(pieces[:4])[:20], "/")
    for at, (piece, link) in enumerate(pairwise(pieces) if when else ()):
        found = FROM.search(piece.text, max(0, len(piece.text) - 120)) if link.url and not piece.url else None
        if found and people.is_person(found["who"]) and all(map(people.is_full, people.split(found["who"]))):
            kept = lines.copy(piece, piece.text[: found.start()])
            who = tree.Piece(f"Presenter: {found['who']}", line=piece.line)
            return [*pieces[:at], kept, *pieces[at + 2 :], tree.Piece("\n", line=piece.line, hard=True), who]
    return pieces


def said_late(pieces):
    """“[ACL](…) Bo Loom speaker: Ada Lovelace”: who presents in a line of its own."""
    for at, piece in enumerate(pieces):
        found = None if piece.url or piece.code else SAYS.search(piece.text)
        if found and (at or found.start() > 0) and tree.links(pieces[:at]):
            before = lines.copy(piece, piece.text[: found.start()])
            after = lines.copy(piece, piece.text[found.start() :])
            return [*pieces[:at], before, tree.Piece("\n", line=piece.line, hard=True), after, *pieces[at + 1 :]]
    return pieces


def named_below(items):
    """“- **Feb 4, 2021**<br>**Ada Lovelace**<br>…”: puts labels to names in bold of their own line below a date, where
    most items have one there. Further names below speak at the same meeting."""
    texts = [item.blocks[0] for item in items if item.blocks and isinstance(item.blocks[0], tree.Text)]
    texts = [text for text in texts if is_day(text.pieces)]
    named = [text for text in texts if is_bold_name(below_head(text), people.is_full)]
    sure = sum(is_bold_name(below_head(text), people.is_alone) for text in named)
    if sure < 3 or len(named) * 5 < len(texts) * 3 or sure * 2 < len(named):
        return
    for text in named:
        pieces = []
        for line in tree.lines(text.pieces, soft=False):
            said = tree.stripped([piece for piece in line if not piece.is_break])
            if is_bold_name(said, people.is_full):
                line = [tree.Piece("Presenter: ", line=said[0].line), *said]
            pieces.extend([*([tree.Piece("\n", line=line[0].line, hard=True)] if pieces else []), *line])
        text.pieces = pieces


def is_day(pieces):
    text = tree.plain(next(iter(tree.lines(pieces)), []))
    when = dates.find(text)
    return bool(when and when.has_day) and len(text) - (when.end - when.start) <= 3


def below_head(text):
    """The second line of a paragraph, or nothing."""
    return next(iter(tree.lines(text.pieces)[1:2]), [])


def is_bold_name(line, test):
    words = [piece for piece in line if piece.text.strip()]
    text = tree.plain(words)
    is_bold = bool(words) and all(piece.bold and not piece.url for piece in words)
    return is_bold and people.is_person(text) and all(map(test, people.split(text)))


def names_of(pieces):
    """The bold names in full after the date at the head of a line: all of them, where nothing else is bold."""
    words = [piece for piece in pieces if piece.text.strip()]
    if len(words) < 2 or words[0].bold or words[0].url or not words[1].bold:
        return []
    when = dates.find(words[0].text, "/")
    if not when or not when.has_day or when.start > 3 or words[0].text[when.end :].strip(lines.ENDS + "."):
        return []
    found = [piece for piece in words if piece.bold]
    return found if all(is_full(piece) for piece in found) else []


def is_full(piece):
    text = lines.clean(piece.text)
    return not piece.url and people.is_person(text) and all(map(people.is_alone, people.split(text)))


def bold(item):
    """Takes the bold names out of the line of an item."""
    first, found = item.blocks[0], names_of(item.blocks[0].pieces)
    taken, is_behind, pieces = set(map(id, found)), False, []
    for piece in first.pieces:
        if id(piece) not in taken:
            pieces.append(lines.copy(piece, PART.sub("", piece.text, count=1)) if is_behind else piece)
        is_behind = id(piece) in taken
    first.pieces = pieces
    say(item, [f"Presenter: {lines.clean(piece.text)}" for piece in found])


def coded(item):
    """“Title, _ICLR_, `Ada Lovelace` `Feb 7`”: a name and a day, each set apart."""
    words = [piece for piece in item.blocks[0].pieces if piece.code]
    if len(words) > 8:
        return
    days = [piece for piece in words if (when := dates.find(piece.text)) and when.end - when.start >= len(piece.text)]
    who = [piece for piece in words if piece not in days and is_full(piece)]
    if len(days) != 1 or not who or len(words) != 1 + len(who):
        return
    item.blocks[0].pieces = [piece for piece in item.blocks[0].pieces if piece not in words]
    say(item, [*(f"Presenter: {piece.text}" for piece in who), f"Date: {days[0].text}"])


def say(item, words):
    """Adds lines to what stands below an item, before all else there."""
    said = [tree.Item([tree.Text([tree.Piece(text, line=item.line)], item.line)], item.line) for text in words]
    item.blocks.insert(1, tree.Bullets(said, item.line))


def is_title(block):
    return isinstance(block, tree.Text) and not block.is_code and not lines.label(block.pieces)[1]


def apart(item):
    """The items that say who, when and what else the line of an item says; the item alone where it is no such line."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, tree.Text) or first.is_code:
        return [item]
    text = lines.flat(first.pieces)
    who = BY.match(text)
    when = dates.find(text, "/", who.end()) if who else None
    if not when or not when.has_day or when.start > who.end() + 3 or not are_names(who["who"]):
        return [item]
    said = [f"Presenter: {who['who']}", f"Date: {text[when.start : when.end]}"]
    rest = lines.cut(first.pieces, [(0, when.end)])
    if rest and not rest[0].url:
        rest = [lines.copy(rest[0], rest[0].text.lstrip(" ,.;:)-–—")), *rest[1:]]
    texts = [[tree.Piece(words, line=item.line)] for words in said]
    found = [tree.Item([tree.Text(pieces, item.line)], item.line) for pieces in texts]
    if tree.plain(rest) or tree.links(rest) or item.blocks[1:]:
        found.append(tree.Item([tree.Text(rest, item.line), *item.blocks[1:]], item.line))
    return found


def are_names(words):
    """Whether all words begin as names do: after “by” and before a date, short forms such as “TK” are names, too."""
    names = people.split(words)
    return bool(names) and all(len(name.split()) <= 4 and name[:1].isupper() for name in names)
