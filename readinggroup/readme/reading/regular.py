"""A last resort: what the most regular structure of a document tells in which no meetings and no list were found."""

import re
from collections import Counter
from itertools import pairwise

from readinggroup.readme.found import Listed, Work
from readinggroup.readme.reading import listed
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.tables import grids
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import lines, nothing, works

# Boxes to tick are of papers.
CHECKED = re.compile(
    r"\bpapers?\W*(?:check\W?)?lists?\b|\b(?:check\W?)?lists? of papers\b|논문\s*(?:목록|리스트)|论文列表",
    re.IGNORECASE,
)
# Headings over what is read, where nothing else is.
READ = re.compile(
    r"\W*(?:(?:our|the|all|reading)\s+)?(?:resources|readings?|references|materials?|literature|books)\W*",
    re.IGNORECASE,
)
# “Lovelace A, Loom B. 1843. Notes …”
CITED = re.compile(r"^[^\W\d_][^.]{1,200}\.\s+\(?(?:19|20)\d\d(?:[/–-]\d{2,4})?[a-z]?\)?\.\s+\w")
COUNTED = re.compile(r"^\W{0,3}\d{1,3}[.)]\s+")
# For days whose year nobody says: it has the same days of the week in a row as any other.
USUAL = 2023
# So many entries alike are no chance.
FEWEST = 3


def are_meetings(drafts):
    """Whether the days of what may be meetings are those of one weekday, in a document that has no word for them:
    papers and news are of any day; or their months, and that many have one."""
    if are_monthly(drafts):
        return True
    said = [draft for draft in drafts if draft.when and draft.when.has_day]
    told = sum(bool(draft.session.readings or draft.session.materials or draft.session.people) for draft in said)
    if len(said) * 5 < len(drafts) * 4 or told * 2 < len(said):
        return False
    return any(is_weekly([day_of(draft.when, day_first) for draft in said]) for day_first in (True, False))


def are_monthly(drafts):
    """Whether all have a month and who presents, mostly someone else each time, and hardly any a paper to read."""
    names = {person.name for draft in drafts for person in draft.session.people}
    papers = sum(any(kinds.by_address(one.url) == "paper" for one in draft.session.readings) for draft in drafts)
    is_said = all(draft.session.people and draft.is_monthly for draft in drafts)
    return is_said and len(drafts) >= FEWEST and len(names) * 2 > len(drafts) and papers * 2 < len(drafts)


def day_of(when, day_first):
    return dates.day(when.year or USUAL, *when.parts(day_first))


def is_weekly(days):
    known = {day for day in days if day}
    weekdays = Counter(day.weekday() for day in known)
    return len(known) > FEWEST and weekdays.most_common(1)[0][1] * 5 >= len(known) * 4


def read(left, doc):
    """(entries of lists of papers, what is left). `left`: the (section, blocks) that were nothing so far."""
    if not doc.is_group or doc.is_list:
        return [], left
    entries, rest = [], []
    headed = titled(left)
    is_checked = any(section and CHECKED.search(evidence.words(section)) for section, _ in left)
    for section, blocks in left:
        if id(section) in headed:
            entries.append(headed[id(section)])
            rest.append((section, blocks))  # what else is said of it is for a remark
            continue
        kept = []
        if found := cited(section, blocks):
            entries.extend(found)
            rest.append((section, [block for block in blocks if not is_entries(block)]))
            continue
        entries.extend(below_lines(section, blocks))
        for block in blocks:
            if section and evidence.is_other(section):
                kept.append(block)
                continue
            found = of_table(block) or (checked(block) if is_checked else [])
            entries.extend(found)
            if not found:
                kept.append(block)
        rest.append((section, kept))
    return entries, rest


def of_table(block):
    """The papers of a table of titles and who wrote them, though none has a link."""
    grid = grids.made(block) if isinstance(block, tree.Table) else None
    if not grid or len(grid.rows) < FEWEST or "authors" not in grid.roles:
        return []
    found = listed.table(block, is_sure=True)
    titles = {entry.work.title for entry in found if len(entry.work.title.split()) > 1}
    for entry in found:
        entry.work.authors = [name for name in entry.work.authors if is_said(name)]
        entry.work.venue = entry.work.venue if is_said(entry.work.venue) else ""
    return found if len(titles) * 5 >= len(grid.rows) * 4 else []


def is_said(words):
    return not nothing.is_empty(words) and not re.fullmatch(r"add later|to do", words, re.IGNORECASE)


def cited(section, blocks):
    """The entries of a section of nothing but links in the words of titles, half of which at least are papers, or say
    how they are cited: a group that reads them may call them “resources”."""
    if section and evidence.is_other(section) and not READ.fullmatch(evidence.words(section)):
        return []
    found = [listed.of_line(pieces) for block in blocks if is_entries(block) for pieces in lines_of(block)]
    sure = sum(kinds.by_address(one.work.url) == "paper" or bool(CITED.search(one.work.title[:500])) for one in found)
    is_mixed = any(any(evidence.pieces_of(block)) and not is_entries(block) for block in blocks)
    return found if len(found) >= FEWEST and sure * 2 >= len(found) and not is_mixed else []


def is_entries(block):
    """Whether each line of a block, or the first one of each item, is a link in the words of a title."""
    found = lines_of(block)
    return bool(found) and all(
        listed.is_title(pieces) and not listed.is_said(tree.links(pieces)[0]) for pieces in found
    )


def lines_of(block):
    if isinstance(block, tree.Text):
        return [] if block.is_code else tree.lines(block.pieces)
    if isinstance(block, tree.Bullets):
        firsts = [item.blocks[0] for item in block.items if [*map(type, item.blocks)] == [tree.Text]]
        return [first.pieces for first in firsts] if len(firsts) == len(block.items) else []
    return []


def checked(block):
    """The papers of a list that has a box to tick at each item."""
    is_one = isinstance(block, tree.Bullets) and all(item.ticked is not None for item in block.items)
    return listed.bullets(block, True) if is_one else []


def titled(left):
    """Entries by the id of their section, where the headings of one level are titles over one link to a paper."""
    found, levels = {}, {}
    for section, blocks in left:
        if section and section.heading and not evidence.is_other(section):
            levels.setdefault(section.level, []).append((section, paper_below(section, blocks)))
    for sections in levels.values():
        papers = [(section, piece) for section, piece in sections if piece]
        if len(papers) >= FEWEST and len(papers) * 5 >= len(sections) * 4:
            found |= {id(section): entry(section, piece) for section, piece in papers}
    return found


def below_lines(section, blocks):
    """Entries for the bold lines of a section, where they are titles over one link to a paper each."""
    if section and evidence.is_other(section):
        return []
    starts = [at for at, block in enumerate(blocks) if is_title(block)]
    parts = [tree.Section(tree.Heading(6, blocks[at].pieces, blocks[at].line), 6) for at in starts]
    below = [blocks[at + 1 : upto] for at, upto in pairwise([*starts, len(blocks)])]
    papers = [(part, paper_below(part, inside)) for part, inside in zip(parts, below, strict=True)]
    found = [entry(part, piece) for part, piece in papers if piece]
    return found if len(found) >= FEWEST and len(found) * 5 >= len(parts) * 4 else []


def is_title(block):
    """Whether a paragraph is one bold line with the words of a title: “**1. Looms and their kin**”."""
    if not isinstance(block, tree.Text) or block.is_code or len(tree.lines(block.pieces)) > 1:
        return False
    words = [piece for piece in block.pieces if piece.text.strip()]
    return all(piece.bold and not piece.url for piece in words) and len(tree.plain(words).split()) > 2


def paper_below(section, blocks):
    """The one link below a heading with a title, where its words only say that it is a paper; or None."""
    links = [piece for block in blocks if isinstance(block, tree.Text) for piece in tree.links(block.pieces)]
    papers = [piece for piece in links if works.is_label(piece)[1] and kinds.by_address(piece.url) == "paper"]
    is_title = len(evidence.words(section).split()) > 2 and not tree.links(section.heading.pieces)
    return papers[0] if is_title and len(links) == len(papers) == 1 else None


def entry(section, piece):
    return Listed(Work(lines.clean(COUNTED.sub("", evidence.words(section))), piece.url, line=section.line))
