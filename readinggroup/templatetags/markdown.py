import nh3
from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from papers import formulas

register = template.Library()

TAGS = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
TAGS |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"} | formulas.ELEMENTS
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}} | dict.fromkeys(formulas.ELEMENTS, formulas.ATTRIBUTES)
SCHEMES = {"http", "https", "mailto"}
# The lines of a formula that stands by itself.
MOST_LINES = 40


def formula(state, silent):
    """markdown-it's rule for `$…$` and `$$…$$` in a line."""
    if state.src[state.pos] != "$":
        return False
    found = formulas.FORMULA.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.info = found[found.lastgroup].strip(), found.lastgroup
    state.pos = found.end()
    return True


def formula_block(state, start, end, silent):
    """markdown-it's rule for lines between two lines of `$$`, in which + and - make no list."""

    def text(line):
        return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()

    if text(start) != "$$" or state.is_code_block(start):
        return False
    for last in range(start + 1, min(end, start + MOST_LINES)):
        if text(last) == "$$":
            break
        if not text(last):
            return False
    else:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.block = True
        token.content, token.info = "\n".join(map(text, range(start + 1, last))), "block"
        state.line = last + 1
    return True


def render_formula(self, tokens, at, options, env):
    token = tokens[at]
    html = formulas.mathml(token.content, token.info) or escape(formulas.typed(token.info, token.content))
    return f"<p>{html}</p>\n" if token.block else html


parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
parser.inline.ruler.before("escape", "formula", formula)
parser.block.ruler.before("fence", "formula", formula_block, {"alt": ["paragraph", "blockquote", "list"]})
parser.add_render_rule("formula", render_formula)


@register.filter
def markdown(text):
    """Markdown, with formulas, as HTML that can harm nobody: no raw HTML, no images from other hosts, safe links only.

    Headings start at the third level, below those of the page.
    """
    tokens = parser.parse(text or "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES))
