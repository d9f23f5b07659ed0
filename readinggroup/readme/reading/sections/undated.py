"""Talks and papers that a group held without saying when: only all entries of a list, or all headings, tell."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence, speakers
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import heads, lines, people, works

# A heading over what was held, and nothing else.
HELD = re.compile(
    r"\W*(?:(?:list of|our|the|all|past|previous|upcoming|coming|earlier|recent|scheduled)\s+)*(?:\w+\s+)?"
    r"(?:journal[\s-]*clubs?|talks?|meetings?|sessions?|seminars?|presentations?|speakers?|lectures?|vorträge|exposés|"
    r"séances|charlas|ponencias|发表|発表|발표)(?:\s+(?:so far|to date|held|list))?"
    r"(?:\W*(?:19|20)\d\d){0,2}\W*",
    re.IGNORECASE,
)
MET = re.compile(r"\b(?:meeting|session|seminar)s?\b", re.IGNORECASE)
# “(Ada Lovelace, University of London)”
SPEAKER = re.compile(
    r"\s*\(\s*(?P<who>[^(),;]{3,60}(?:\s(?:and|&)\s[^(),;]{3,60})?)(?:,\s*(?P<place>[^()]{2,80}))?\)[\s.]*"
)
BEFORE = re.compile(r"(?P<who>[^:：–—|]{2,60}?)\s*(?:[:：]|\s[-–—|])\s+\S")
# “Looms `Team 1`”, “Looms @ada”: whose turn it is.
TURN = re.compile(
    r"\W{0,3}(?P<who>@[\w-]{2,40}(?:\s*[,&]\s*@[\w-]{2,40})*|(?:team|group|gruppe|équipe|equipo)\s?(?:\d{1,2}|[A-Z])|(?:\d{1,2}|[A-Z])\s?[팀조组組])\W{0,3}",
    re.IGNORECASE,
)
# The page of a meeting: “[Indico](…)”, “[Event](…)”.
EVENT = re.compile(r"\W*(?:indico|events?|agenda|meeting|meetup|minutes)(?:\s+(?:page|link|agenda))?\W*", re.IGNORECASE)


def talks(block, section):
    """(item, head) of each item of a list that are all talks without a date: titles with their speakers."""
    return named(block, section) or turns(block) or told(block) or shown(block) or past(block, section)


def named(block, section):
    """“1. [Title](…) (Ada Lovelace)” under “Talks”: elsewhere the names are of those who wrote it."""
    if not section.heading or not HELD.fullmatch(evidence.words(section)) or evidence.is_candidates(section):
        return []
    found = [(item, speaker_of(item)) for item in block.items]
    said = sum(bool(head) for _, head in found)
    return [(item, head) for item, head in found if head] if said >= 3 and said * 5 >= len(found) * 4 else []


def speaker_of(item):
    """The head of an item that names who presents, or None."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, tree.Text) or first.is_code:
        return None
    line, *rest = tree.lines(first.pieces, soft=False) or [[]]
    if line and line[0].url and len(tree.links(line)) == 1:
        found = SPEAKER.fullmatch(lines.flat(line[1:]))
        if found and are_full(found["who"]):
            return bracketed(line[0], found, rest)
    titled = [piece for piece in tree.links(line) if not works.is_label(piece)[1]]
    text = tree.plain(line if titled else works.unlabelled(line))
    names, title, _ = people.around(lines.clean(text))
    names = names or ([before["who"]] if (before := BEFORE.match(text)) and are_full(before["who"]) else [])
    is_said = bool(names) and all(map(are_full, names)) and len(title) > 3 and len(titled) < 2
    return heads.title(first.pieces) if is_said and tree.links(line) else None


def are_full(words):
    return people.is_person(words) and all(map(people.is_full, people.split(words)))


def bracketed(title, found, rest):
    """Who presents in a line of its own, and where they work in another."""
    # “[TensorFlow](…)” is a title here, and nowhere else.
    pieces = [title]
    if works.is_label(title)[1]:
        pieces = [tree.Piece(f"{title.text} ", line=title.line), lines.copy(title, "link")]
    pieces.extend(newline(title.line, f"Presenter: {found['who']}"))
    if found["place"]:
        pieces.extend(newline(title.line, found["place"]))
    for more in rest:
        pieces.extend([tree.Piece("\n", line=more[0].line, hard=True), *more])
    return heads.title(pieces)


def newline(line, text):
    return [tree.Piece("\n", line=line, hard=True), tree.Piece(text, line=line)]


def turns(block):
    """“1. [Title](paper) `Team 1`”: the items of a list that take turns, where nearly all say whose it is."""
    found = [(item, turn) for item in block.items if (turn := turn_of(item))]
    takers = {turn["who"] for _, turn in found}
    papers = sum(any(kinds.by_address(piece.url) == "paper" for piece in links(item.blocks[0])) for item, _ in found)
    if len(found) < 3 or len(found) * 5 < len(block.items) * 4 or papers * 2 <= len(found) or len(takers) < 2:
        return []
    return [(item, taken(item)) for item in block.items if item.blocks and is_line(item)]


def taken(item):
    """The head of such an item, whose turn it is in a line of its own."""
    pieces = tree.stripped(item.blocks[0].pieces)
    if not turn_of(item):
        return heads.title(pieces)
    *title, last = pieces
    who = lines.clean(last.text)
    return heads.title([*title, *newline(last.line, f"Presenter: {who}" if who.startswith("@") else f"({who})")])


def are_of_teams(block):
    """Whether teams take turns in a list, again and again, as only those of a group do."""
    takers = [turn["who"] for item in block.items if (turn := turn_of(item)) and not turn["who"].startswith("@")]
    return len(set(takers)) > 1 and len(takers) > len(set(takers)) and bool(turns(block))


def turn_of(item):
    """What an item says behind its title of whose turn it is; or None."""
    if not item.blocks or not is_line(item) or item.ticked is not None:
        return None
    pieces = tree.stripped(item.blocks[0].pieces)
    return TURN.fullmatch(pieces[-1].text) if len(pieces) > 1 and not pieces[-1].url else None


def is_line(item):
    return isinstance(item.blocks[0], tree.Text) and not item.blocks[0].is_code


def told(block):
    """“1. Title”, below it the paper and “Speaker: Ada”: the items that say who presents, where half of them do."""
    found = []
    for item in block.items:
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, tree.Text) or first.is_code or not is_title(first.pieces):
            continue
        below = item.blocks[1:]
        if evidence.has_label(below, ("people",)) and any(isinstance(one, tree.Text) and links(one) for one in below):
            found.append((item, heads.title(first.pieces)))
    return found if len(found) > 1 and len(found) * 2 >= len(block.items) else []


def shown(block):
    """“[Title](paper) [Slides](a file of the group’s)”: the items of a list that all have what was shown of a paper."""
    found = [(item, head) for item in block.items if (head := shown_of(item))]
    return found if len(found) > 2 and len(found) == len(block.items) else []


def past(block, section):
    """“[Title](paper), Ada Lovelace” below “Past meetings”: all items of a list, a paper each."""
    if not evidence.is_past(section) or not MET.search(evidence.words(section)):
        return []
    found = [(item, heads.title(item.blocks[0].pieces)) for item in block.items if is_read(item)]
    return found if len(found) > 1 and len(found) == len(block.items) else []


def is_read(item):
    """Whether an item is a line with the title of one paper."""
    if [*map(type, item.blocks)] != [tree.Text] or item.blocks[0].is_code or item.ticked is not None:
        return False
    titled = [piece for piece in tree.links(item.blocks[0].pieces) if not works.is_label(piece)[1]]
    return len(titled) == 1 and kinds.by_address(titled[0].url) == "paper"


def shown_of(item):
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, tree.Text) or first.is_code or item.ticked is not None:
        return None
    found = tree.links(first.pieces)
    titled = [piece for piece in found if not works.is_label(piece)[1]]
    decks = [piece for piece in found if piece.own and works.is_label(piece) == ("slides", True)]
    is_one = len(titled) == 1 and kinds.by_address(titled[0].url) == "paper"
    return heads.title(first.pieces) if is_one and decks else None


def is_title(pieces):
    text = tree.plain(pieces)
    return len(text) > 8 and not lines.label(pieces)[1] and not people.is_name(text)


def links(text):
    return tree.links(text.pieces)


def headed(top, doc):
    """The ids of the sections that are one meeting each, by the titles of what was read: “## Title” over links that
    say “Paper”, and most of them with the page of the meeting beside; or over one paper, and what was shown of it."""
    if not doc.is_group or doc.is_list:
        return set()
    found = set()
    for section in top.walk():
        below = [one for one in section.sections if not evidence.is_other(one) and not evidence.is_candidates(one)]
        entries = [one for one in below if has(one, is_paper) and not evidence.opening(one)]
        held = sum(has(one, is_event) for one in entries)
        if not held:
            entries = [one for one in below if is_presented(one) and not evidence.opening(one)]
            held = len(entries)
        if len(entries) > 2 and len(entries) * 5 >= len(below) * 4 and held * 2 > len(entries):
            found.update(map(id, entries))
    return found


def is_presented(section):
    """Whether all links of a section are a paper and files of the group's own, slides of it among them."""
    found = [piece for one in section.walk() for block in one.blocks for piece in pieces_of(block)]
    papers = {piece.url for piece in found if not piece.own and kinds.by_address(piece.url) == "paper"}
    ours = [piece for piece in found if piece.own or "//docs.google.com/presentation/" in piece.url]
    is_all = {piece.url for piece in found} == papers | {piece.url for piece in ours}
    return len(papers) == 1 and is_all and any(map(is_deck, ours))


def is_deck(piece):
    return "slides" in (works.is_label(piece)[0], kinds.by_address(piece.url))


def has(section, test):
    return any(test(piece) for one in section.walk() for block in one.blocks for piece in pieces_of(block))


def pieces_of(block):
    if isinstance(block, tree.Text):
        yield from tree.links(block.pieces)
    elif isinstance(block, tree.Bullets):
        for item in block.items:
            for inside in item.blocks:
                yield from pieces_of(inside)


def is_paper(piece):
    return works.is_label(piece) == ("paper", True) or (
        works.is_label(piece)[1] and kinds.by_address(piece.url) == "paper"
    )


def is_event(piece):
    return bool(EVENT.fullmatch(piece.text))


def spoken(top, doc):
    """The ids of the sections that are one talk each, as most of their level in the document are: “### Title – Ada
    Lovelace” or “### Ada Lovelace: Title” over its slides or its recording. Puts a label to who presents."""
    if not doc.is_group or doc.is_list:
        return set()
    levels, found = {}, set()
    for section in unopened(top):
        if section.heading and not evidence.is_other(section) and not evidence.is_candidates(section):
            levels.setdefault(section.level, []).append(section)
    for beside in levels.values():
        talks = [one for one in beside if is_talk(one)]
        if len(talks) > 2 and len(talks) * 5 >= len(beside) * 4:
            found.update(map(id, talks))
            for section in talks:
                speakers.put_below(section)
    return found


def unopened(section):
    """The sections that no heading of a meeting is over."""
    yield section
    for below in section.sections:
        if not evidence.opening(below):
            yield from unopened(below)


def is_talk(section):
    if section.sections or lines.label(section.heading.pieces)[1] or not has(section, is_of_talk):
        return False
    named = speakers.named(section)
    return bool(named and named[0] > 3) or bool(speakers.before(section))


def is_of_talk(piece):
    return bool({"slides", "recording", "video"} & {works.is_label(piece)[0], kinds.by_address(piece.url)})
