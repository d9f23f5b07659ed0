"""Whether two titles may mean one work, however each was copied."""

import re
import unicodedata
from difflib import SequenceMatcher

from papers import formulas

# A slip of a letter or two. The seed's closest titles of two works reach 0.90, "Image" for "Video" in a long one 0.94.
ALIKE = 0.96

ARTICLES = {"a", "an", "the"}
# "DPM-Solver++" is another work than "DPM-Solver".
WORD = re.compile(r"[^\W_]+|\++")
PLURAL = re.compile(r"(?<=[^\Ws]{3})s$")


def title_key(title):
    """What is left of a title without what people change in copying: case, accents, punctuation, hyphens and spaces,
    "&" for "and", an article at its beginning, an s at the end of a word, the dollars of a formula.

    >>> title_key("The Diffusion Schrödinger-Bridges & $\\\\ell_2$")
    'diffusionschrodingerbridgeandl2'
    """
    text = formulas.plain(title).replace("&", " and ").casefold()
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = WORD.findall(text)
    if words[1:] and words[0] in ARTICLES:
        words = words[1:]
    return "".join(PLURAL.sub("", word) for word in words)


def alike(key, other):
    """Whether two keys may be one title's. Another number is another part or version, never a slip."""
    if key == other:
        return bool(key)
    if re.findall(r"\d+|\++", key) != re.findall(r"\d+|\++", other):
        return False
    match = SequenceMatcher(None, key, other, autojunk=False)
    return all(ratio() >= ALIKE for ratio in (match.real_quick_ratio, match.quick_ratio, match.ratio))
