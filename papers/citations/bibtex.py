"""BibTeX that old programs read too: nothing but ASCII where LaTeX has a command for a sign.

bibtexparser writes the entries, pylatexenc knows the commands.
"""

import re
import unicodedata
from urllib.parse import quote

import bibtexparser
from bibtexparser.middlewares import AddEnclosingMiddleware, MergeCoAuthors, MergeNameParts, NameParts
from bibtexparser.model import Entry, Field
from pylatexenc import latexencode

from papers import formulas

TYPES = {"conference": "inproceedings", "journal": "article", "preprint": "misc", "other": "misc"}
CONTAINERS = {"conference": "booktitle", "journal": "journal", "other": "howpublished"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

LAYOUT = bibtexparser.BibtexFormat()
LAYOUT.indent = "  "
LAYOUT.block_separator = "\n"

# Marks that a letter may carry, and LaTeX's commands for them.
ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}


def accented(text, at):
    """A rule for pylatexenc: letters with two marks, of which Vietnamese is full, it does not know itself."""
    letter, *marks = unicodedata.normalize("NFD", text[at])
    if len(marks) != 2 or not letter.isascii() or not set(marks) <= set(ACCENTS):
        return None
    for mark in marks:
        letter = rf"\{ACCENTS[mark]}{{{letter}}}"
    return 1, f"{{{letter}}}"


def rule(kind, what):
    return latexencode.UnicodeToLatexConversionRule(kind, what, replacement_latex_protection="none")


# What LaTeX would take for something else, and two signs in a row that it would join into a third.
SIGNS = {sign: f"\\{sign}" for sign in "&%#_${}"} | {'"': '{"}'}
# Greek letters that look like Latin ones have no command, and pylatexenc would put the Latin ones in their place.
SIGNS |= {letter: letter for letter in "ΑΒΕΖΗΙΚΜΝΟΡΤΧο"}
encoder = latexencode.UnicodeToLatexEncoder(
    conversion_rules=[
        rule(latexencode.RULE_DICT, {ord(sign): command for sign, command in SIGNS.items()}),
        rule(latexencode.RULE_REGEX, [(re.compile(r"(-(?=-)|'(?=')|`|[!?](?=`)|,(?=,))"), r"{\1}")]),
        rule(latexencode.RULE_CALLABLE, accented),
        "defaults",
    ],
    # Braces around each accent: BibTeX takes {\"o} for one letter, when it changes case, sorts or shortens.
    replacement_latex_protection="braces-almost-all",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)


# Most of what there is, and known to need nothing: a list of a thousand works is then no work.
EASY = re.compile(r"(?:[A-Za-z0-9 .:;()/+*=@]|-(?!-)|'(?!')|,(?!,))*")


def write(works):
    library = bibtexparser.Library([entry(work) for work in works])
    middleware = [MergeNameParts(), MergeCoAuthors(), AddEnclosingMiddleware(False, True, "{")]
    return bibtexparser.write_string(library, unparse_stack=middleware, bibtex_format=LAYOUT)


def entry(work):
    fields = {
        # In braces of its own, a title keeps its capitals whatever the style.
        "title": f"{{{latex(work.title)}}}",
        "author": [name_parts(name) for name in work.authors],
        CONTAINERS.get(work.kind, "howpublished"): latex(work.container),
        "volume": work.volume,
        "number": work.number,
        "year": str(work.year or ""),
        "month": MONTHS[work.published.month - 1] if work.published else "",
        "eprint": work.arxiv_id,
        "archivePrefix": "arXiv" if work.arxiv_id else "",
        "primaryClass": latex(work.arxiv_category) if work.arxiv_id else "",
        "doi": verbatim(work.doi),
        "url": verbatim(work.url),
        "note": latex(work.note),
    }
    given = [Field(name, value) for name, value in fields.items() if value]
    for field in given:
        if field.key == "month":
            field.enclosing = "no-enclosing"  # a name that styles know, not a text
    return Entry(TYPES[work.kind], work.key, given)


def name_parts(name):
    if name.is_whole:
        return NameParts(last=[f"{{{latex(name.family)}}}"])
    parts = {"first": name.given, "von": name.particle, "last": name.family, "jr": name.suffix}
    return NameParts(**{part: [latex(text)] for part, text in parts.items() if text})


def latex(text):
    """Text as LaTeX. Formulas stay formulas, where LaTeX and BibTeX will understand them."""
    if "$" not in text:
        return encoded(text)
    return "".join(encoded(part) if kind is None else formula(part) for kind, part in formulas.pieces(text))


def encoded(text):
    if EASY.fullmatch(text):
        return text
    tex = encoder.unicode_to_latex(text)
    # BibTeX counts braces even where they are escaped.
    return tex if balanced(tex) else tex.replace(r"\{", r"{\textbraceleft}").replace(r"\}", r"{\textbraceright}")


def formula(tex):
    if not formulas.mathml(tex) or re.search(r"(?<!\\)[%#]", tex):
        return encoded(f"${tex}$")
    if not balanced(tex):
        tex = tex.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    return f"${tex}$" if balanced(tex) else encoded(f"${tex}$")


def balanced(tex):
    depth = 0
    for brace in re.findall("[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def verbatim(address):
    """Styles print these as they stand, so what would end the field is written as in any address."""
    return quote(address, safe="!#$%&'()*+,/:;<=>?@[]^_`|~")
