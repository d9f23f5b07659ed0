"""Formulas in text, written as TeX between dollar signs: found, shown as MathML, or told in plain words.

The rules are pandoc's, so that prices stay prices: no space after the opening dollar, none before the closing one and
no digit after it; `\\$` is a dollar.
"""

import re
from functools import lru_cache
from html import escape, unescape

from latex2mathml.converter import Converter

FORMULA = re.compile(
    r"\\(?P<escaped>.)|\$\$(?P<block>(?:[^$\\]|\\.)+)\$\$|\$(?!\s)(?P<inline>(?:[^$\\]|\\.)+)(?<!\s)\$(?!\d)", re.DOTALL
)

# What is longer or deeper is shown as it was typed; a formula in a title is far from either.
LONGEST, DEEPEST = 1_000, 30
# Definitions can be made to grow without end, and a title needs none.
DEFINITION = re.compile(r"\\(?:def|let|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![a-zA-Z])")
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

# What comes out is built from these alone, whatever the converter made: no links, no colours, no style, no scripts.
ELEMENTS = {"math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"}
ELEMENTS |= {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none"}
ELEMENTS |= {"mtable", "mtr", "mtd", "mphantom", "menclose"}
ATTRIBUTES = {"display", "mathvariant", "stretchy", "fence", "separator", "form", "accent", "accentunder", "notation"}
ATTRIBUTES |= {"largeop", "movablelimits", "symmetric", "minsize", "maxsize", "lspace", "rspace", "width"}
ATTRIBUTES |= {"linethickness", "displaystyle", "scriptlevel"}
ATTRIBUTES |= {"columnalign", "rowspacing", "columnspacing", "rowlines", "columnlines"}
VALUE = re.compile(
    r"(?:[a-z-]{1,30}|-?\d?(?:\.\d{1,4})?(?:em|ex|px|pt)?)(?: (?:[a-z-]{1,30}|\d(?:\.\d{1,4})?em)){0,20}"
)

# A line of plain text has these letters above and below it, and these marks over a letter.
DIGITS = "0123456789+−"
SMALL = {"_": str.maketrans(DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋"), "^": str.maketrans(DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")}
MARKS = {"^": "\u0302", "~": "\u0303", "¯": "\u0304", "―": "\u0304", "˙": "\u0307", "¨": "\u0308", "→": "\u20d7"}


def pieces(text):
    """The text's parts in order, each a pair: None and plain words, or "inline" or "block" and the TeX of a formula."""
    end, words = 0, []
    for found in FORMULA.finditer(text):
        words.append(text[end : found.start()])
        end = found.end()
        if found.lastgroup == "escaped":
            words.append("$" if found["escaped"] == "$" else found[0])
            continue
        yield None, "".join(words)
        yield found.lastgroup, found[found.lastgroup].strip()
        words = []
    yield None, "".join([*words, text[end:]])


def typed(kind, tex):
    """A formula as it was written."""
    return f"$${tex}$$" if kind == "block" else f"${tex}$"


def is_fit(tex):
    """Whether a converter may see it at all."""
    depth = 0
    for brace in BRACE.findall(tex):
        depth += (brace == "{") - (brace == "}")
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0 and len(tex) <= LONGEST and not DEFINITION.search(tex)


@lru_cache(maxsize=2_000)
def mathml(tex, kind="inline"):
    """The formula as HTML that can harm nobody; nothing where it is broken."""
    return written(tex, kind, markup)


@lru_cache(maxsize=2_000)
def words(tex):
    """The formula in signs that stand in a line of plain text, "ℓ₂" for `\\ell_2`; nothing where it is broken."""
    return " ".join(written(tex, "inline", line).split())


def written(tex, kind, write):
    if not is_fit(tex):
        return ""
    try:
        # Of a single letter the converter forgets that it is upright.
        math = Converter(display=kind).convert_to_element(re.sub(r"\\mathrm{([a-zA-Z])}", r"\\mathrm{{\1}}", tex))
        for element in math.iter():
            element.text = unescape(element.text or "")
            if element.tag != "mtext" and re.match(r"\\[a-zA-Z]", element.text):
                return ""  # a command that the converter does not know
        return write(math)
    except Exception:  # it has errors of its own for some mistakes, and ends in the middle of a list for others
        return ""


def markup(element):
    """An element as HTML, with nothing but what is allowed above."""
    inside = escape(element.text) + "".join(markup(child) for child in element)
    if element.tag not in ELEMENTS:
        return inside
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in element.attrib.items()
        if name in ATTRIBUTES and VALUE.fullmatch(str(value))
    )
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"


def line(element):
    """An element of MathML in plain signs."""
    parts = [line(child) for child in element]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return f"{held(above)}/{held(below)}"
        case "msqrt", _:
            return f"√{held(''.join(parts))}"
        case "mroot", [of, degree]:
            return f"{small('^', degree)}√{held(of)}"
        case "mover", [base, over] if over in MARKS:
            return base + MARKS[over]
        case "msub" | "munder", [base, below]:
            return base + small("_", below)
        case "msup" | "mover", [base, above]:
            return base + (above if set(above) <= set("′″‴⁗'") else small("^", above))
        case "msubsup" | "munderover", [base, below, above]:
            return base + small("_", below) + small("^", above)
        case "mtr", _:
            return ", ".join(parts) + "; "
        case "mspace", _:
            return " "
    return element.text + "".join(parts)


def held(text):
    return text if len(text) <= 1 or text.isdigit() else f"({text})"


def small(sign, text):
    """Above ("^") or below ("_") the line, by the letters that exist for it."""
    return text.translate(SMALL[sign]) if set(text) <= set(DIGITS) else sign + held(text)


def plain(text):
    """The text with its formulas in plain signs."""
    if "$" not in text:
        return text
    return "".join(part if kind is None else words(part) or typed(kind, part) for kind, part in pieces(text))
