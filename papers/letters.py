"""Letters as people type them who lack the key: without accents, in one case."""

import unicodedata

# Small letters that Unicode does not take apart into a plain one and its mark.
UNDIVIDED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
    | {"ß": "ss", "æ": "ae", "œ": "oe"}
)


def plain(text):
    """The text without accents and soft hyphens, in small letters; other scripts keep their own.

    >>> plain("Łukasz Ørsted, Schrödinger")
    'lukasz orsted, schrodinger'
    """
    kinds = ((part, unicodedata.category(part)) for part in unicodedata.normalize("NFKD", text))
    return "".join(part for part, kind in kinds if kind[0] != "M" and kind != "Cf").casefold().translate(UNDIVIDED)
