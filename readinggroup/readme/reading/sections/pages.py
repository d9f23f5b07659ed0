"""Lines of links to the pages of meetings, whose days only the addresses say: “/seminars/2020-05-17-looms”."""

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, years
from readinggroup.readme.reading.words import heads, lines, works

# The folder is called after what is held: those of posts have their day alike.
PAGE = re.compile(
    r"/(?:[a-z]+[-_])?(?:seminars?|meetings?|sessions?|talks?|journal[-_]?clubs?|reading[-_]?groups?|meet-?ups?|colloquium|colloquia)/"
    rf"(?P<day>{dates.YEAR}(?P<sep>[-/])\d\d(?P=sep)\d\d)[-/][^/?#]+/?$",
    re.IGNORECASE,
)
# A page beside the document, with the day of its folder or file: “posts/20240501/index.qmd”, “notes/2024-05-01.md”.
OWN = re.compile(r"/(?:[^/?#.]|\.(?=\d))*(?:/index)?(?:\.(?:md|qmd|rmd|ipynb|html?))?/?$", re.IGNORECASE)
# A file called after the day on which it was shown: “slides/2023-05-11_looms.pdf”.
FILE = re.compile(
    rf"/(?P<day>{dates.YEAR}(?P<sep>[-_.]?)(?:0[1-9]|1[0-2])(?P=sep)(?:0[1-9]|[12]\d|3[01]))(?:[-_. ][^/?#]*)?"
    r"\.(?:pdf|pptx?|key|odp|html)$"
)
# So many entries alike are no chance.
FEWEST = 3


def with_days(block):
    """The block as a list of items that begin with their day, where all of its lines are such links; or the block."""
    if isinstance(block, tree.Bullets) and (days := file_days(block)):
        for item_, day in zip(block.items, days, strict=True):
            first = item_.blocks[0]
            item_.blocks[0] = tree.Text([tree.Piece(f"{day}: ", line=first.line), *first.pieces], first.line)
        return block
    found = [link_of(line) for line in lines_of(block)]
    if len(found) < FEWEST or not all(found):
        return block
    return tree.Bullets([item(piece) for piece in found], block.line)


def file_days(block):
    """The day of each item of a list, where only the names of the group’s own slides have one; or nothing."""
    firsts = [item.blocks[0] for item in block.items if item.blocks and isinstance(item.blocks[0], tree.Text)]
    if len(firsts) < max(FEWEST, len(block.items)) or any(dates.find(tree.plain(first.pieces)) for first in firsts):
        return []
    found = [{day for piece in tree.links(first.pieces) if (day := file_day(piece))} for first in firsts]
    days = [one.pop() for one in found if len(one) == 1]
    return days if len(days) == len(firsts) and len(set(days)) == len(days) else []


def file_day(piece):
    found = FILE.search(piece.url) if piece.own and kinds.by_address(piece.url) == "slides" else None
    return re.sub(r"[_.]", "-", found["day"]) if found else ""


def lines_of(block):
    if isinstance(block, tree.Text):
        return [] if block.is_code else tree.lines(block.pieces)
    if not isinstance(block, tree.Bullets) or not all(is_line(item) for item in block.items):
        return []
    return [item.blocks[0].pieces for item in block.items]


def is_line(item):
    return len(item.blocks) == 1 and isinstance(item.blocks[0], tree.Text)


def link_of(line):
    """The link that is all of a line, where its address has a day; or None."""
    said = [piece for piece in line if piece.url or piece.text.strip()]
    is_one = len(said) == 1 and bool(said[0].url) and not works.is_label(said[0])[1]
    return said[0] if is_one and PAGE.search(said[0].url) and not dates.find(said[0].text) else None


def item(piece):
    # In the words of the link, as a day stands there that leads to the page of it.
    said = lines.copy(piece, f"{PAGE.search(piece.url)['day']}: {piece.text}")
    return tree.Item([tree.Text([said], piece.line)], piece.line)


def of_group(left):
    """(blocks, the list among them, the heads of its items) of each list of the group's own pages, in one folder, where
    nearly all of their addresses have a day: nothing else of the document says when it met.

    `left`: the (section, blocks) that are no meetings."""
    lists = [
        (blocks, block, [own_page(line) for line in lines_of(block)])
        for section, blocks in left
        if section is None or not (evidence.is_other(section) or evidence.is_candidates(section))
        for block in blocks
        if isinstance(block, tree.Bullets) and not block.is_contents
    ]
    lists = [(blocks, block, found) for blocks, block, found in lists if found and all(found)]
    pages = [piece for _, _, found in lists for piece in found]
    dated = sum(bool(day_of(piece)) for piece in pages)
    if dated < FEWEST or dated * 5 < len(pages) * 4 or len(set(map(folder_of, pages))) > 1:
        return []
    return [(blocks, block, list(map(head, found))) for blocks, block, found in lists]


def own_page(line):
    """The link that is all of a line, where it leads to a page beside the document; or None."""
    said = [piece for piece in line if piece.url or piece.text.strip()]
    is_one = len(said) == 1 and said[0].own and not works.is_label(said[0])[1] and not dates.find(said[0].text)
    return said[0] if is_one and OWN.search(said[0].url) else None


def day_of(piece):
    found = years.IN_ADDRESS.search(piece.url[-200:])
    return dates.find(f"{found['y']}-{found['m']}-{found['d']}") if found else None


def folder_of(piece):
    """The folder above that of the page, or of its file."""
    path = re.sub(r"/index\.\w+$|/$", "", piece.url)
    return path.rpartition("/")[0]


def head(piece):
    found = heads.title([piece])
    found.when, found.page = day_of(piece), piece.url
    return found
