"""From the tree of HTML to blocks of pieces, under the sections that the headings make."""

import re

from readinggroup.readme.reading.text.inline import Inline, tidy
from readinggroup.readme.reading.text.markup import BLOCK, HEADINGS
from readinggroup.readme.reading.text.tree import Bullets, Cell, Heading, Item, Piece, Row, Section, Table, Text

TICKS = re.compile(r"\s*\[([ xX✓✔])\](?=\s|$)")
# Words' wrappings, which hold blocks where nobody closed them: “<span>” for “</span>”.
WRAPPINGS = {"span", "font", "small", "big"}


def outline(root, base, programs):
    """The document's section. `programs` takes the (line, address) of each link that is none."""
    top = Section(None)
    Reader(base, programs).fill(top, root.children, root.line)
    return top


class Reader:
    def __init__(self, base, programs):
        self.inline = Inline(base, programs)

    def fill(self, section, children, line):
        """Adds to a section what stands in it; the headings among it open sections below."""
        path = [section]
        for kind, value in self.runs(children, line):
            if kind == "text":
                path[-1].blocks.append(Text(value, value[0].line))
                continue
            node = value
            if node.tag in HEADINGS:
                pieces = self.inline.pieces(node.children, node.line)
                if not pieces:
                    continue
                level = HEADINGS[node.tag]
                put_below(path, Section(Heading(level, pieces, node.line), level))
            elif node.tag == "details":
                self.details(path[-1], node)
            elif block := self.block(node):
                path[-1].blocks.append(block)
            elif node.tag != "hr":
                # A wrapping is seen through; what stands in it goes where it stands.
                self.fill_inside(path, node)

    def fill_inside(self, path, node):
        inside = Section(None)
        self.fill(inside, node.children, node.line)
        path[-1].blocks.extend(inside.blocks)
        for below in inside.sections:
            put_below(path, below)

    def block(self, node):
        """A list, a table, or text that stands as it is; None for what only holds others."""
        if node.tag in ("ul", "ol", "dl"):
            return self.bullets(node)
        if node.tag == "table":
            return self.table(node)
        if node.tag == "pre":
            return Text([Piece(node.text, line=node.line, code=True)], node.line, is_code=True)
        return None

    def details(self, section, node):
        """What folds out is a section of its own, whatever the levels of the headings in it."""
        summary = next((child for child in node.elements if child.tag == "summary"), None)
        pieces = self.inline.pieces(summary.children, summary.line) if summary else []
        heading = Heading(section.level + 1, pieces, summary.line) if pieces else None
        inside = Section(heading, section.level + bool(pieces))
        self.fill(inside, [child for child in node.children if child is not summary], node.line)
        if heading:
            section.sections.append(inside)
            return
        section.blocks.extend(inside.blocks)
        section.sections.extend(inside.sections)

    def runs(self, children, line):
        """("text", pieces) for what runs in lines, ("node", node) for each block."""
        run = []

        def close():
            if is_contents(run):
                run.clear()
            pieces = tidy(self.inline.pieces(run, line)) if run else []
            run.clear()
            return [("text", pieces)] if pieces else []

        for child in children:
            if isinstance(child, str) or not (child.tag in BLOCK or is_around(child)):
                run.append(child)
                continue
            yield from close()
            if child.tag in ("p", "summary", "figcaption", "caption", "dt"):
                if any(inside.tag in BLOCK for inside in child.elements):
                    yield from self.runs(child.children, child.line)
                elif child.tag == "p" and is_contents(child.children):
                    continue
                elif (pieces := tidy(self.inline.pieces(child.children, child.line))) and (
                    # A caption is of an image, which is not kept.
                    child.tag != "figcaption" or any(piece.url for piece in pieces)
                ):
                    yield "text", pieces
            else:
                yield "node", child
        yield from close()

    def bullets(self, node):
        items = []
        inside, outside = self.inline.to_headings, self.inline.to_elsewhere
        for child in node.elements:
            if child.tag in ("li", "dt") or not items:
                items.append(self.item(child))
            elif child.tag == "dd":
                items[-1].blocks.extend(self.item(child).blocks)
            elif child.tag in ("ul", "ol"):  # "<ul><ul>": meant below the item before
                items[-1].blocks.append(self.bullets(child))
        items = [item for item in items if item.blocks]
        inside, outside = self.inline.to_headings - inside, self.inline.to_elsewhere - outside
        return Bullets(items, node.line, node.tag == "ol", inside >= max(2, len(items) * 0.7) and outside * 4 <= inside)

    def item(self, node):
        blocks, ticked = [], None
        for kind, value in self.runs(node.children, node.line):
            blocks.extend([Text(value, value[0].line)] if kind == "text" else self.inside_item(value))
        if blocks and isinstance(blocks[0], Text) and (tick := TICKS.match(blocks[0].pieces[0].text)):
            ticked = tick[1] != " "
            blocks[0].pieces[0].text = blocks[0].pieces[0].text[tick.end() :].lstrip()
        elif box := next((child for child in node.elements if child.tag == "input"), None):
            ticked = "checked" in box.attributes
        return Item(blocks, node.line, ticked)

    def inside_item(self, node):
        if block := self.block(node):
            return [block]
        found = []
        for kind, value in self.runs(node.children, node.line):
            found.extend([Text(value, value[0].line)] if kind == "text" else self.inside_item(value))
        if node.tag in HEADINGS:
            for piece in (piece for text in found if isinstance(text, Text) for piece in text.pieces):
                piece.bold = True
        return found

    def table(self, node):
        return Table([Row([self.cell(cell) for cell in cells], row.line) for row, cells in node.rows()], node.line)

    def cell(self, node):
        pieces = tidy(self.inline.pieces(node.children, node.line))
        return Cell(pieces, node.tag == "th", span(node, "colspan"), span(node, "rowspan"))


def is_around(node):
    """Whether what wraps words has blocks in it."""
    return node.tag in WRAPPINGS and any(inside.tag in BLOCK or is_around(inside) for inside in node.elements)


def is_contents(children):
    """Whether a line is links to headings of the document, and next to nothing besides."""
    inside = [node for node in children if not isinstance(node, str) and node.tag == "a"]
    if len(inside) < 2 or not all((node.attributes.get("data-href") or "").startswith("#") for node in inside):
        return False
    words = sum(len(child.strip(" |·•\n")) if isinstance(child, str) else len(child.text) for child in children)
    return sum(len(node.text) for node in inside) * 10 >= words * 9


def put_below(path, section):
    """Adds a section below the last of the path that is over it, and to the path."""
    while len(path) > 1 and path[-1].level >= section.level:
        path.pop()
    path[-1].sections.append(section)
    path.append(section)


def span(node, name):
    value = node.attributes.get(name) or "1"
    return min(int(value), 200) if value.isascii() and value.isdigit() and len(value) < 6 and int(value) else 1
