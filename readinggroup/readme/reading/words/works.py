"""What a line names: works with their links and the words around them, and links that say only what they are."""

import re
from dataclasses import dataclass, field

from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.text.tree import Piece
from readinggroup.readme.reading.words import citations, lines

# "[arXiv 2010.12345]", "[12]", "[10.1038/nature123]": an address in other words, no title.
REFERENCE = re.compile(
    r"\W*(?:(?:arxiv|doi|pmid|pmc|hal)\W{0,3})?(?:\d{4}\.\d{4,5}(?:v\d+)?|10\.\d{4,9}/\S+|\d{5,9}|\[?\d{1,3}\]?)\W*",
    re.IGNORECASE,
)
CITED = re.compile(
    r"\W*[^\W\d]\S*(?:\s[\w.&’'-]+){0,6}?\s*(?:et\s+al\.?|&\s\w+|and\s\w+)?,?\s*\(?(?:19|20)\d\d[a-z]?\)?\W*"
)
CITED_IN = re.compile(rf"{CITED.pattern}(?:\([^()]{{2,60}}\)\W*)?")
# “Looms of many threads [(TOCHI)](…)”
BRACKETED = re.compile(r"\((?!\W*(?:slides?|video|code|notes))[^()]{2,20}\)", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w.-]+\.(?:com|org|net|io|edu|ai|ch|de|uk|fr)(?:/\S*)?$", re.IGNORECASE)
OPTIONAL = re.compile(
    r"(?:and\s+|also\s+)?(?:optional|optionally|extra|bonus|further reading|supplementary|background)"
    r"(?:\s+(?:reading|paper)s?)?",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:^|[,;.(|/–—-]\s*|\band\s+|\bwith\s+)\W*"
    r"(?P<kind>slides?|deck|recording|video|notes|minutes|paper|code|notebook|blog post)\s*"
    r"(?:(?:is|are)\s+)?(?:available\s+|posted\s+)?[:(]?\s*$",
    re.IGNORECASE,
)
# In any language: “Diapositives (https://…)”.
CALLED = re.compile(r"(?:^|[,;.|)/–—-])\s*(?P<kind>[^\s,;.|()/–—:-][^,;.|()/–—:-]{0,30}?)\s*(?:[:：]|\()\s*$")
READ = re.compile(
    r"^\W*(?:(?i:we)(?:[’']ll| will| are going to)? (?:read|discuss|cover|look at)|(?i:this week|paper|today))\W*"
    r"(?=[A-ZÀ-Ý“\"*_])"
)
# Of the one book: “Chapter 3: Looms” is no work.
PART = re.compile(
    r"\W*(?:chapters?|chap|ch|sections?|kapitel|chapitres?)\.?\s*[\d\W]+(?:or|oder|ou)?\W*", re.IGNORECASE
)
# “. We meet online, see [here](…)”: of the meeting, and not of the work before.
MENTIONED = re.compile(r"[.!?][\s\"”’)*_]*\s(?=[A-ZÀ-Þ])(?is:.*\b(?:we|you|see|view|please)\b)")
# “Title [Threads Link](…)”: where something about it stands, in words for that place alone.
LEADS = re.compile(r"[^\W\d_][\w.]*(?: [^\W\d_][\w.]*)? links?", re.IGNORECASE)
# Said of code, and what papers are called that describe them.
FRAMEWORK = re.compile(r"\W*(?:tensorflow|pytorch|jax)\W*", re.IGNORECASE)
# “…. See also the”, before a link: a sentence, and no title.
LEADING_UP = re.compile(r"[.!?]\s+(?:[^\W\d_]+\s+){1,6}(?:the|this|our|a|an|these)$")
# Words that lead over to a link, and title nothing.
JOINING = re.compile(
    r"(?:and|also|with|plus|see|the|his|her|their|our|its|some|mit|und|avec|et|con|y|\W)+", re.IGNORECASE
)
NEXT = re.compile(r"^\s*(?:[+&;/]|and\b|und\b|et\b|y\b)\s*$", re.IGNORECASE)
# “[Slides 1](…), [2](…)”, “[Notes (part 1)](…) and [(part 2)](…)”
COUNT = re.compile(r"(?:^|\W)(?P<n>\d)\W*$")
FURTHER = re.compile(r"\W*(?:(?:part|pt)\W*)?\d\W*", re.IGNORECASE)


@dataclass
class Named:
    """A work of a line: the link that has its title, or the words for it and a link beside them."""

    title: str
    link: Piece | None = None
    # Labelled links that belong to it, as (kind, piece).
    beside: list = field(default_factory=list)
    tail: str = ""
    line: int = 0
    struck: bool = False
    kind: str = ""
    # Whether the title is a link's own words.
    is_linked: bool = False
    is_optional: bool = False


@dataclass
class Line:
    before: str = ""
    works: list = field(default_factory=list)
    # Links before any work.
    loose: list = field(default_factory=list)


def is_label(piece):
    """(kind by words, whether the link's words are only a label)."""
    text = piece.text.strip()
    kind, only = kinds.by_words(text)
    if not only and citations.VENUE.fullmatch(text):
        kind, only = "paper", True
    if piece.label:
        return kind or "link", True
    if not text or piece.image:
        return (kind if kind else "link"), True
    if text == piece.url or ADDRESS.match(text):
        return "link", True
    if REFERENCE.fullmatch(text):
        return kind or "link", True
    if only and FRAMEWORK.fullmatch(text) and sites.is_publisher(piece.url):
        return "paper", False
    return kind, only


def read(pieces):
    """The works of one line. Words before a label-only link are the title of what it leads to."""
    found, words, line = Line(), "", 0
    current, struck, label = None, False, None

    def settle():
        """What was said since the last link belongs to the work before, or opens the line."""
        nonlocal words
        if current:
            current.tail = f"{current.tail} {words}".strip()
        else:
            found.before = f"{found.before} {words}".strip()
        words = ""

    for piece in pieces:
        line = line or piece.line
        if piece.is_open and len(piece.text.split()) > 2 and not is_label(piece)[1]:
            settle()
            current = Named(piece.text.strip(), line=piece.line, struck=piece.struck, is_linked=True)
            found.works.append(current)
            continue
        if not piece.url:
            words += " " if piece.is_break else "" if piece.image else piece.text
            struck = struck or (piece.struck and bool(piece.text.strip()))
            continue
        kind, only = is_label(piece)
        if kind == "link" and not only and (current or words.strip()) and LEADS.fullmatch(piece.text.strip()):
            kind, only = "other", True
        if only and label and goes_on(label[1].text, piece.text):
            kind = label[0]
        label = (kind, piece) if only else None
        if only and kind == "link" and (named := LEADING.search(words[-80:])):
            # "slides [here]", "Video: [link]"
            kind = kinds.by_words(named["kind"])[0]
            words = words[:-80] + words[-80:][: named.start()]
        elif only and kind == "link" and (named := CALLED.search(words[-60:])) and kinds.by_words(named["kind"])[1]:
            kind, before = kinds.by_words(named["kind"])[0], words[-60:][: named.start()]
            words = words[:-60] + before
        said = lines.clean(words)
        is_source = CITED.fullmatch(piece.text.strip()) or BRACKETED.fullmatch(piece.text.strip())
        if not only and is_source and len(said.split()) > 2 and not current:
            only, kind = True, "paper"
        if only and kind == "link" and current and MENTIONED.search(words[:400]):
            settle()
            found.loose.append((kind, piece))
        elif only and current and (current.link or current.is_linked or not said):
            settle()
            current.beside.append((kind, piece))
        elif only and says_title(said) and not (kind in ("notes", "slides", "recording") and PART.fullmatch(said)):
            current = Named(title_before(said), line=piece.line, struck=struck)
            words = ""
            current.beside.append((kind, piece))
            if kind in ("link", "paper"):
                current.link = piece
                current.beside.pop()
            found.works.append(current)
        elif only:
            settle()
            if current:
                current.beside.append((kind, piece))
            else:
                found.loose.append((kind, piece))
        else:
            optional = bool(OPTIONAL.fullmatch(said))
            words = "" if optional else words
            settle()
            current = Named(
                piece.text.strip(),
                piece,
                line=piece.line,
                struck=piece.struck,
                kind=kind,
                is_linked=True,
                is_optional=optional,
            )
            found.works.append(current)
    settle()
    for work in found.works:
        retitle(work)
    return found


def retitle(work):
    """“[Lovelace 1843 (Memoirs 3)](…): "Notes"” has its title behind the link, and in it how it is cited."""
    quoted = citations.QUOTED.fullmatch(work.tail.strip(" :,.–—-")) if work.is_linked else None
    if quoted and CITED_IN.fullmatch(work.title):
        work.title, work.tail = quoted["title"], f" ({work.title})"


def goes_on(before, words):
    """Whether the words of a link are the next number after that of the label before."""
    first, second = COUNT.search(before), COUNT.search(words) if FURTHER.fullmatch(words) else None
    return bool(first and second) and int(second["n"]) == int(first["n"]) + 1


def unlabelled(pieces):
    """The pieces without the links whose words are only a label."""
    return [piece for piece in pieces if not (piece.url and is_label(piece)[1])]


def says_title(said):
    """Whether the words before a label can be what it is a label for."""
    if len(said) < 3 or not re.search(r"[^\W\d_]{2}", said) or JOINING.fullmatch(said):
        return False
    return not kinds.by_words(said)[1] and not LEADING_UP.search(said)


def title_before(said):
    text = re.sub(r"[(\[|,:–—-]+\s*$", "", READ.sub("", said))
    return lines.clean(re.sub(r"(?<=[.;,])\s*(?:doi|arxiv|pmid|url)\W*$", "", text, flags=re.IGNORECASE))
