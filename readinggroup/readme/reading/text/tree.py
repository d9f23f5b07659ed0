"""The document as blocks (headings, texts, lists, tables) of pieces (words and links), each with its line."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """Words in one style, or one link; a line break is a piece of its own, hard where the author asked for it."""

    text: str
    url: str = ""
    line: int = 0
    bold: bool = False
    struck: bool = False
    code: bool = False
    hard: bool = False
    # The link's words are the description of an image.
    image: bool = False
    # It leads to a file beside the document.
    own: bool = False
    # Its words are a label, as the document as a whole tells: see words/repeated.py.
    label: bool = False
    # A link whose address the author left open: “[Looms]()”.
    is_open: bool = False

    @property
    def is_break(self):
        return self.text == "\n" and not self.url


@dataclass(slots=True)
class Heading:
    level: int
    pieces: list
    line: int = 0
    # What it says of a session (heads.Head), kept once it was read.
    head: object = None


@dataclass(slots=True)
class Text:
    pieces: list
    line: int = 0
    is_code: bool = False
    # As that of a heading, where only the lines beside it tell.
    head: object = None


@dataclass(slots=True)
class Item:
    blocks: list
    line: int = 0
    # Of a check-list: whether it is ticked; else None.
    ticked: bool | None = None


@dataclass(slots=True)
class Bullets:
    items: list
    line: int = 0
    ordered: bool = False
    # Links to headings of the document and to nothing else: a table of contents.
    is_contents: bool = False


@dataclass(slots=True)
class Cell:
    pieces: list
    is_header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Row:
    cells: list
    line: int = 0


@dataclass(slots=True)
class Table:
    rows: list
    line: int = 0


@dataclass(slots=True)
class Section:
    """A heading with what stands below it; the document itself is the one without a heading."""

    heading: Heading | None
    level: int = 0
    blocks: list = field(default_factory=list)
    sections: list = field(default_factory=list)

    @property
    def line(self):
        return self.heading.line if self.heading else 1

    def walk(self):
        yield self
        for section in self.sections:
            yield from section.walk()


def plain(pieces):
    """The words alone, in one line."""
    return " ".join("".join(piece.text for piece in pieces).split())


def links(pieces):
    return [piece for piece in pieces if piece.url]


def stripped(pieces):
    """The pieces without those at the ends that are no link and have no words."""
    while pieces and not pieces[0].url and not pieces[0].text.strip():
        pieces = pieces[1:]
    while pieces and not pieces[-1].url and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    return pieces


def lines(pieces, soft=True):
    """The pieces split at line breaks, without empty lines; `soft`: also where only the source begins a new line."""
    found, line = [], []
    for piece in pieces:
        if piece.is_break and (soft or piece.hard):
            found.append(line)
            line = []
        else:
            line.append(piece)
    found.append(line)
    return [line for line in found if any(piece.text.strip() or piece.url for piece in line)]
