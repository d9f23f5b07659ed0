"""What headings say of the time of all below them: “2023”, “Fall 2022”, “April 2023”, “2022–2023”."""

import re
from dataclasses import dataclass

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates

YEARS = re.compile(
    rf"(?<!\d)({dates.YEAR})(?:\s*(?:-|–|—|/|to|&|and)\s*((?:{dates.YEAR})|\d\d)(?!\d))?(?!\d|-(?!\d(?![\d-]))|/\d|\.\d)"
)
SHORT_TERM = re.compile(
    r"\b(?P<term>spring|summer|fall|autumn|winter|ws|ss|wise|sose|[fsw]|q[1-4]|h[12]|sp|fa|su|michaelmas|hilary|lent|trinity|easter|hs|fs)\s*[’']?(?P<yy>[012]\d)(?:\s?[/–-]\s?(?P<next>\d\d)(?![/.\d–-]))?(?!\d)",
    re.IGNORECASE,
)
TERM = re.compile(
    r"\b(?P<term>spring|summer|fall|autumn|winter|michaelmas|hilary|lent|trinity|printemps|été|automne|hiver|frühling|sommer|herbst|wintersemester|"
    r"sommersemester|primavera|verano|otoño|invierno|wise|sose)\b|春|夏|秋|冬",
    re.IGNORECASE,
)
# Of a group, and not of its meetings: "since 2019".
SINCE = re.compile(
    r"\b(?:since|founded|started|began|begun|established|launched|created|copyright|updated)\b|©", re.IGNORECASE
)


TERM_OF = re.compile(rf"(?:{TERM.pattern})\W{{1,3}}(?:of\s+)?{dates.YEAR}", re.IGNORECASE)
LONGEST_LEAD = 200


@dataclass
class Scene:
    first: int | None = None
    last: int | None = None
    month: int | None = None
    term: str = ""


def read(text):
    """The scene that a heading sets, or None."""
    text = text[:200]
    years, term = None if SINCE.search(text) else YEARS.search(text), TERM.search(text)
    month = dates.find_month(text)
    scene = Scene(term=term[0].lower() if term else "")
    if years:
        scene.first = int(years[1])
        if years[2]:
            last = int(years[2]) if len(years[2]) == 4 else scene.first // 100 * 100 + int(years[2])
            scene.last = last if scene.first < last <= scene.first + 1 else None
    elif short := SHORT_TERM.search(text):
        scene.first, scene.term = 2000 + int(short["yy"]), scene.term or short["term"].lower()
        if short["next"] and int(short["next"]) == int(short["yy"]) + 1:
            scene.last = scene.first + 1
    if month and not dates.find(text):
        scene.month = month.month
        scene.first = month.year or scene.first
    return scene if scene.first or scene.month or scene.term else None


def of_month(when):
    """The scene that a month without a day sets, see dates.find_month."""
    return Scene(when.year, month=when.month)


def added(scene, section):
    """The scenes below a heading: those above it, and what it says itself."""
    if not section.heading:
        return scene
    return with_text(scene, tree.plain(section.heading.pieces))


def with_text(scene, text):
    found = read(text)
    return [*scene, found] if found else scene


def beside(scene, section):
    """The scene of the sections after one beside them that only names it: “### Spring 2023”, with nothing below."""
    is_bare = section.heading and not section.sections and all(isinstance(block, tree.Text) for block in section.blocks)
    if not is_bare or not is_scene(section.heading):
        return scene
    return with_text(scene, tree.plain(section.heading.pieces))


def is_scene(block):
    """A paragraph of its own that says only a term, a year or a month: “**Spring 2023**”."""
    text = tree.plain(block.pieces)
    return (
        len(text) <= 40
        and not tree.links(block.pieces)
        and not dates.find(text)
        and bool(read(text))
        and not SINCE.search(text)
        and bool(YEARS.search(text) or dates.find_month(text) or SHORT_TERM.search(text))
    )


def led(scene, block):
    """The scenes of a list below a paragraph that says of when it is: “Here are the themes for Fall 2026:”."""
    text = tree.plain(block.pieces) if isinstance(block, tree.Text) and not block.is_code else ""
    if len(text) > LONGEST_LEAD or SINCE.search(text) or dates.find(text):
        return scene
    if month := dates.find_month(text):
        return [*scene, of_month(month)] if month.year else scene
    return with_text(scene, found[0]) if (found := TERM_OF.search(text)) else scene


def year_of(scene, month):
    """The year of a month under these headings, the nearest first; None where they say none."""
    for part in reversed(scene):
        if not part.first:
            continue
        if part.last:
            return part.first if month >= 8 else part.last
        if part.month and abs(month - part.month) > 6:
            return part.first + (1 if month < part.month else -1)  # January below “From November 2022 on”
        if month <= 2 and part.term in ("fall", "autumn", "herbst", "automne", "otoño", "秋"):
            return part.first + 1
        if month <= 3 and part.term in ("wise", "ws", "wintersemester"):
            return part.first + 1
        return part.first
    return None
