"""Words as the index has them: without accents, in one case, of any script.

Done here and not in the databases, so that both find the same: PostgreSQL needs an extension to drop accents, and the
two take text apart differently.
"""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

from papers import identifiers
from papers.letters import plain

# Scripts that put no space between words are searched sign by sign: Han, kana.
SIGN = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff"
WORD = re.compile(rf"[{SIGN}]|(?:(?![{SIGN}])[^\W_])+")

# A word is cut off in the index as in the question; PostgreSQL takes none of 2 KB.
LONGEST_WORD = 40
LONGEST_QUESTION = 300
MOST_WORDS = 16

EXCERPT = 220
LEAD = 60


@lru_cache(maxsize=4096)
def fold_sign(sign):
    """One letter as the index has it: nothing for an accent or a soft hyphen, "l" for "Ł", two letters for "ß"."""
    return plain(sign)


def fold(text):
    """The text as the index has it, and for each of its letters the place in `text` that it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in fold_sign(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def words(text):
    """
    >>> words("Schrödinger’s SDEs (2021), 𝛽ₜ")
    ['schrodinger', 's', 'sdes', '2021', 'βt']
    """
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text)[0])]


class Question:
    """What a visitor asks for. All words must be there; the beginning of one is enough, as people search while typing.

    A word of one letter is taken as a whole one: too many begin with it.
    """

    def __init__(self, text):
        self.text = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_QUESTION]).split())
        asked = words(self.bare())
        self.name = " ".join(asked)
        self.words = list(dict.fromkeys(asked))[:MOST_WORDS]

    def __bool__(self):
        return bool(self.words)

    def bare(self):
        """Of a link what the index has of it: the arXiv id, the DOI, else the address without "https://www."."""
        known = identifiers.arxiv_id(self.text) or identifiers.doi(self.text)
        is_link = re.match(r"https?://|www\.", self.text, re.IGNORECASE)
        return known or (identifiers.url_key(self.text) if is_link else "") or self.text

    def spans(self, text):
        """Where its words stand in the text: (start, end, which) of each."""
        folded, places = fold(text)
        for found in WORD.finditer(folded):
            for which, asked in enumerate(self.words):
                word = found[0][:LONGEST_WORD]
                if word == asked or (len(asked) > 1 and word.startswith(asked)):
                    start, end = places[found.start()], places[found.end() - 1] + 1
                    # An accent that is a sign of its own belongs to the letter before it.
                    while end < len(text) and not fold_sign(text[end]):
                        end += 1
                    yield start, end, which
                    break

    def mark(self, text):
        """The text as HTML, with its words in <mark>."""
        pieces, at = [], 0
        for start, end, _ in self.spans(text):
            pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
            at = end
        return mark_safe("".join([*pieces, escape(text[at:])]))

    def excerpt(self, text):
        """The part of the text that has the most of its words, as HTML with marks; the beginning where it has none."""
        text = " ".join(text.split())
        spans = list(self.spans(text))
        best, most = 0, 0
        for start, _, _ in spans:
            inside = {which for other, end, which in spans if start <= other and end <= start + EXCERPT - LEAD}
            if len(inside) > most:
                best, most = start, len(inside)
        begin = 0 if best <= LEAD or len(text) <= EXCERPT else text.find(" ", best - LEAD, best) + 1 or best
        end = len(text) if len(text) <= begin + EXCERPT else begin + EXCERPT
        if end < len(text):
            end = max(text.rfind(" ", begin, end), best + LEAD)
        before, after = "… " if begin else "", "…" if end < len(text) else ""
        return mark_safe(before + self.mark(text[begin:end]) + after)
