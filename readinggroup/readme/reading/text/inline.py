"""What runs in lines, as pieces: words in their style, line breaks, images, links and addresses that stand alone."""

import re
from dataclasses import replace

from readinggroup.readme.reading.text import addresses, bare, icons
from readinggroup.readme.reading.text.markup import BLOCK, HEADINGS
from readinggroup.readme.reading.text.tree import Piece

BOLD = {"strong", "b"}
STRUCK = {"s", "del", "strike"}
# What Jekyll's Markdown has behind words to give them a style, and Pandoc's behind a heading: “{: .wide}”, “{#id}”.
ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,100}\}|[ \t]+\{#[\w:.-]{1,100}(?:[ \t][^{}\n]{0,100})?\}[ \t]*(?=\n|$)")
# A run of them means one, and takes time wherever words are looked for.
SPACES = re.compile(r"[ \u00a0\t]{2,}")
INVISIBLE = str.maketrans({"\u00a0": " ", "\u200b": None, "\u200c": None, "\ufeff": None, "\u2060": None, "\t": " "})
INVISIBLE |= {ord(sign): " " for sign in "\u2002\u2003\u2009\u202f\u3000"} | {0xFE0F: None, 0xAD: None}


class Inline:
    """`programs` takes the (line, address) of each link that is none."""

    def __init__(self, base, programs):
        self.base, self.programs = base, programs
        # How many links lead to headings of the document, and how many elsewhere.
        self.to_headings = self.to_elsewhere = 0

    def pieces(self, children, line, **style):
        found = []
        for child in children:
            if isinstance(child, str):
                found.extend(self.words(child, line, style))
                # Each line of the source is one line further; blocks and links say theirs by themselves.
                line += child.count("\n")
            elif child.tag == "br":
                found.append(Piece("\n", line=child.line, hard=True))
            elif child.tag == "img":
                alt = child.attributes.get("alt") or ""
                found.append(Piece(alt.translate(INVISIBLE), style.get("url", ""), child.line, image=True))
            elif child.tag == "a" and not style.get("url"):
                found.extend(self.link(child, style))
            elif (
                child.tag in ("i", "span")
                and not child.children
                and (word := icons.word(child.attributes.get("class")))
            ):
                found.append(Piece(word, style.get("url", ""), child.line, image=True))
            elif child.tag == "table":
                for row, cells in child.rows():
                    found.append(Piece("\n", line=row.line, hard=True))
                    for cell in cells:
                        found.extend([*tidy(self.pieces(cell.children, cell.line)), Piece(" ", line=row.line)])
            else:
                inner = dict(style)
                if child.tag in BOLD or child.tag in HEADINGS:
                    inner["bold"] = True
                if child.tag in STRUCK:
                    inner["struck"] = True
                if child.tag in ("code", "pre", "kbd", "tt"):
                    inner["code"] = True
                inside = self.pieces(child.children, child.line if child.line > line else line, **inner)
                if child.tag in BLOCK:
                    found.append(Piece("\n", line=child.line, hard=True))
                found.extend(inside)
                if child.tag in BLOCK:
                    found.append(Piece("\n", line=child.line, hard=True))
        return found

    def link(self, node, style):
        href = (node.attributes.get("data-href") or "").strip()
        self.to_elsewhere += bool(href) and not href.startswith("#")
        self.to_headings += href.startswith("#")
        if not href:
            return [replace(piece, is_open=True) for piece in self.pieces(node.children, node.line, **style)]
        if href.startswith("#") or addresses.is_waiting(href):
            return self.pieces(node.children, node.line, **style)
        if len(href) > addresses.LONGEST or addresses.is_program(href):
            self.programs.append((node.line, href[: addresses.LONGEST]))
            return self.pieces(node.children, node.line, **style)
        url = self.base.complete(href)
        inner = self.pieces(node.children, node.line, **(style | {"url": url}))
        text = " ".join("".join(piece.text for piece in inner if not piece.image).split())
        image = not text and any(piece.image for piece in inner)
        if image:
            text = " ".join(piece.text for piece in inner if piece.image).strip()
        bold = bool(inner) and all(piece.bold for piece in inner)
        struck = bool(inner) and all(piece.struck for piece in inner)
        return [Piece(text, url, node.line, bold=bold, struck=struck, image=image, own=self.base.owns(href))]

    def words(self, text, line, style):
        """The pieces of a text: its words, its line breaks and the addresses that stand in it."""
        found = []
        text = text if style.get("code") else SPACES.sub(" ", text)
        text = text.translate(INVISIBLE)
        if not style.get("code"):
            text = icons.drawn(ATTRIBUTES.sub("", text) if "{" in text else text)
        is_address = style.get("code") and not style.get("url") and bare.is_one(text.strip())
        for number, part in enumerate(text.split("\n")):
            if number:
                found.append(Piece("\n", line=line + number))
            if (style.get("code") and not is_address) or style.get("url"):
                found.append(Piece(part, line=line + number, **style))
                continue
            found.extend(self.linked(part, line + number, style | {"code": False} if is_address else style))
        return [piece for piece in found if piece.text]

    def linked(self, text, line, style):
        found, at = [], 0
        for start, end, words, href in bare.find(text):
            href = href.strip()
            if addresses.is_program(href):
                self.programs.append((line, href))
                continue
            found.append(Piece(text[at:start], line=line, **style))
            found.append(Piece(words, self.base.complete(href), line, **style))
            at = end
        found.append(Piece(text[at:], line=line, **style))
        return found


def tidy(pieces):
    """Without breaks and spaces at the ends."""
    while pieces and not pieces[0].url and not pieces[0].text.strip() and not pieces[0].image:
        pieces = pieces[1:]
    while pieces and not pieces[-1].url and not pieces[-1].text.strip() and not pieces[-1].image:
        pieces = pieces[:-1]
    if pieces and not pieces[0].url:
        pieces[0].text = pieces[0].text.lstrip()
    return pieces
