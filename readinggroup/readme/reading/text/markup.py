"""Markdown, and the HTML that people mix into it, as one tree of HTML elements that know their line.

Markdown becomes HTML, nh3 mends what is unclosed or crossed, and the rest of the reader sees one kind of structure,
whether a table was drawn with bars or written in tags.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import code, html_block

from readinggroup.readme.reading.text.captures import captured

LINE = "data-line"
# Nothing that a person reads is nested deeper; what is, is read as if it stood at this depth.
DEEPEST = 60

INLINE = {
    "a",
    "b",
    "strong",
    "em",
    "i",
    "u",
    "s",
    "del",
    "strike",
    "code",
    "br",
    "img",
    "sub",
    "sup",
    "span",
    "kbd",
    "input",
}
INLINE |= {"small", "font", "ins", "mark", "tt", "var", "abbr", "cite", "q", "big"}
BLOCK = {"p", "div", "center", "details", "summary", "section", "article", "blockquote", "pre", "hr", "main", "header"}
BLOCK |= {"ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "aside"}
BLOCK |= {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAGS = INLINE | BLOCK
ATTRIBUTES = {tag: {LINE} for tag in TAGS}
ATTRIBUTES["a"] = {LINE, "data-href"}
ATTRIBUTES["img"] = {LINE, "alt"}
ATTRIBUTES["i"] = ATTRIBUTES["span"] = {LINE, "class"}
ATTRIBUTES["td"] = ATTRIBUTES["th"] = {LINE, "rowspan", "colspan"}
ATTRIBUTES["input"] = {LINE, "type", "checked"}
EMPTY = {"br", "img", "hr", "input"}

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
# Tags that hold nothing and are never closed: taken for the wrapping of words, they would wrap the whole document.
VOID = re.compile(r"<(?:link|meta|base|wbr|embed|source|track|area|param|col)(?=[\s/>])[^<>]{0,1000}>", re.IGNORECASE)
HREF = re.compile(r"(\s)href\s*=", re.IGNORECASE)
# What a page shows from elsewhere, as the recording of a talk: a link without words.
FRAME = re.compile(
    r"<iframe\s(?:[^<>]{0,1000}?\s)?(?:data-)?src\s*=\s*(?P<sign>[\"'])(?P<src>[^\"'<>]{1,2000})(?P=sign)[^<>]{0,1000}>|</iframe\s*>",
    re.IGNORECASE,
)
AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)

# A line of HTML that holds nothing open, and a line that only Markdown has.
LOOSE = re.compile(
    r"(?:\s*(?:<(?:br|hr)\s*/?>|</\w+\s*>|<a\b[^<>]*>\s*</a>))*\s*|\s*<(h[1-6])\b[^<>]{0,200}>.{0,300}</\1\s*>\s*",
    re.IGNORECASE,
)
MARKDOWN = re.compile(r" {0,3}(?:#{1,6} \S|[-*+] \S|\d{1,3}[.)] \S|\|)")
HEADING = re.compile(r" {0,3}#{2,6} \S")
LITERAL = re.compile(r" {0,3}<(?:script|pre|style|textarea|table|[!?])", re.IGNORECASE)
# A list below a heading, four blanks or more from the margin, with links in it.
INDENTED = re.compile(r"^ {0,3}#{1,6}[ \t][^\n]*\n(?:[ \t]*\n)?(?: {4}|\t)[ \t]*[-*+][ \t][^\n]*\]\(", re.MULTILINE)
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
# What wraps others, and is closed where it ends.
WRAPPING = re.compile(r"<(/?)(?:table|details|div|center|section|article|ul|ol)(?=[\s/>])", re.IGNORECASE)
WITHIN = re.compile(rf"\s*</?(?:{'|'.join(sorted(BLOCK - {'pre'}))})(?=[\s/>])", re.IGNORECASE)


def html_until_markdown(state, start, end, silent):
    """HTML, which for CommonMark goes on to the next empty line: a heading below “<br>” is one for people."""
    first = state.src[state.bMarks[start] : state.eMarks[start]]
    if silent or not first.lstrip().startswith("<") or LITERAL.match(first):
        return html_block(state, start, end, silent)
    is_loose, tables = True, 0
    for at in range(start, end):
        line = state.src[state.bMarks[at] : state.eMarks[at]]
        if not line.strip() or "<pre" in line or "<!--" in line:
            break
        if at > start and ((is_loose and MARKDOWN.match(line)) or (tables < 1 and HEADING.match(line))):
            return html_block(state, start, at, silent)
        is_loose = is_loose and len(line) < 400 and bool(LOOSE.fullmatch(line))
        tables += line.casefold().count("<table") - line.casefold().count("</table")
    return html_block(state, start, end, silent)


def code_unless_list(state, start, end, silent):
    """Code, which for CommonMark is all that is indented by four blanks: lines that all begin with a bullet, with links
    among them, are a list for people."""
    if not state.is_code_block(start):
        return False
    if not silent and (upto := end_of_list(state, start, end)):
        outer, state.blkIndent = state.blkIndent, state.sCount[start]
        state.md.block.tokenize(state, start, upto)
        state.blkIndent = outer
        return True
    return code(state, start, end, silent)


def end_of_list(state, start, end):
    """The line after a list that is indented as code is; 0 where it is code."""
    least, lines = state.sCount[start], []
    for at in range(start, end):
        if not state.isEmpty(at):
            if not state.is_code_block(at):
                break
            lines.append(at)
    texts = {at: state.src[state.bMarks[at] : state.eMarks[at]] for at in lines}
    items = [bool(ITEM.match(text)) for at, text in texts.items() if state.sCount[at] <= least]
    if not all(items) or min(state.sCount[at] for at in lines) < least:
        return 0
    if not any("](" in text for text in texts.values()):
        # Such a list as others of the document are.
        if "lists" not in state.env:
            state.env["lists"] = bool(INDENTED.search(state.src))
        return lines[-1] + 1 if state.env["lists"] else 0
    return lines[-1] + 1


parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
parser.block.ruler.at("html_block", html_until_markdown, {"alt": ["paragraph", "reference", "blockquote"]})
parser.block.ruler.at("code", code_unless_list)
parser.block.ruler.before("paragraph", "captured", captured, {"alt": ["paragraph", "list"]})
# Every link is to be seen here, so that one to a program can be reported.
parser.validateLink = lambda url: True


@dataclass(slots=True)
class Node:
    tag: str
    line: int
    attributes: dict = field(default_factory=dict)
    # Nodes and texts, in order.
    children: list = field(default_factory=list)

    @property
    def elements(self):
        return [child for child in self.children if not isinstance(child, str)]

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def rows(self):
        """(row, its cells) of a table, without those of a table within it."""
        for child in self.elements:
            if child.tag == "tr":
                if cells := [cell for cell in child.elements if cell.tag in ("td", "th")]:
                    yield child, cells
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from child.rows()


def parse(text):
    """The tree of a document, and the lines at which something was nested too deeply to be read."""
    tokens = parser.parse(text)
    too_deep, wrapped = set(), 0
    for token in tokens:
        if token.type == "code_block" and wrapped > 0 and WITHIN.match(token.content):
            # Rows below an empty line, set in as far as code: they go on with the table around.
            token.type = "html_block"
        if token.type == "html_block":
            wrapped += sum(-1 if found[1] else 1 for found in WRAPPING.finditer(token.content))
        if token.map:
            token.attrSet(LINE, str(token.map[0] + 1))
            if token.level >= DEEPEST - 2:
                too_deep.add(token.map[0] + 1)
        if token.type == "html_block":
            token.content = marked(token.content, token.map[0] + 1)
        elif token.type == "inline" and token.map:
            mark_inline(token.children, token.map[0] + 1)
    clean = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style"},
    )
    builder = Builder()
    builder.feed(clean)
    builder.close()
    return builder.root, sorted(too_deep)


def mark_inline(tokens, line):
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            token.attrs["data-href"] = token.attrs.pop("href", "")
            token.attrSet(LINE, str(line))
        elif token.type == "html_inline":
            token.content = marked(token.content, line)
            line += token.content.count("\n")


def marked(content, line):
    """Raw HTML with the line of each tag in it; tags that are no structure are taken for plain words' wrapping."""

    def mark(tag):
        name = tag[2].lower()
        name = name if name in TAGS else "script" if name in ("script", "style") else "span"
        return f"</{name}" if tag[1] else f'<{name} {LINE}="{line + content.count(chr(10), 0, tag.start())}"'

    content = FRAME.sub(framed, content)
    content = VOID.sub(lambda found: "\n" * found[0].count("\n"), content)
    content = AUTOLINK.sub(lambda found: f'<a href="{html.escape(found[1])}">{html.escape(found[1])}</a>', content)
    if content.count("<") > 2_000:  # counting the lines before each would take its time
        return "\n".join(marked_line(text, number) for number, text in enumerate(content.split("\n"), line))
    return HREF.sub(r"\1data-href=", TAG.sub(mark, content))


def framed(found):
    lost = "\n" * found[0].count("\n")
    return f'<a href="{found["src"].strip()}">{lost}' if found["src"] else f"</a>{lost}"


def marked_line(content, line):
    return "" if content.count("<") > 2_000 else marked(content, line)


class Builder(HTMLParser):
    """The tree of HTML that nh3 has put in order: every element closed, every attribute quoted."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("body", 1)
        self.open = [self.root]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        line = attributes.pop(LINE, None) or ""
        above = self.open[-1]
        line = int(line) if line.isascii() and line.isdigit() and len(line) < 9 else above.line
        node = Node(tag, line, attributes)
        if len(self.open) > DEEPEST * 4:
            # Read as a part of what is around it.
            self.open.append(above)
            return
        above.children.append(node)
        if tag not in EMPTY:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag not in EMPTY and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)
