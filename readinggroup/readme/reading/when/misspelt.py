"""Months that are nearly spelt as they should: “Febuary 3”, “4th of Ocotber”."""

import re
from difflib import SequenceMatcher

# The long names only: a slip in a short one makes another word.
LONG = ("january", "february", "august", "september", "october", "november", "december")
# With the day beside it; “Augusta 5” is no slip.
WORD = re.compile(
    r"(?<![^\W_])(?P<before>[0-3]?\d\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]\s?)?"
    r"(?P<word>[A-Za-z]{5,11})(?(before)(?![^\W_])|(?=\.?[\s-]\s?[0-3]?\d(?!\d)))"
)
ALIKE = 0.85


def mended(text, known):
    """The text with such months in their short form, and blanks behind it: all else stands where it stood. `known`:
    the words for months that are right, in any language."""
    return WORD.sub(lambda found: f"{found['before'] or ''}{month(found['word'], known)}", text)


def month(word, known):
    small = word.casefold()
    if small in known:
        return word
    for name in LONG:
        if (
            small[0] == name[0]
            and not small.startswith(name)
            and abs(len(small) - len(name)) < 2
            and SequenceMatcher(None, small, name).ratio() > ALIKE
        ):
            return name[:3].ljust(len(word))
    return word
