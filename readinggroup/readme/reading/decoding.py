"""From bytes to a text of a size that can be read in seconds, or a refusal in plain words."""

import codecs
import re

from readinggroup.readme.reading.text import mending

MOST_BYTES = 5_000_000
MOST_LINES = 20_000
# Of the signs that Markdown has to weigh against one another: no document that people wrote has as many.
MOST_SIGNS = 150_000
LONGEST_LINE = 20_000
SIGNS = "[]*_`<&~|"

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class NotReadableError(ValueError):
    """The document cannot be read; its words are for the person who gave it."""


def decoded(text):
    """The text, and whether signs of it had to be guessed."""
    if isinstance(text, str):
        return text, False
    check_size(len(text))
    for mark, encoding in MARKS.items():
        if text.startswith(mark):
            return text.decode(encoding, "replace"), False
    try:
        return text.decode(), False
    except UnicodeDecodeError:
        # A few broken signs among whole ones are broken UTF-8; where all are broken, it is another encoding.
        guessed = text.decode("utf-8", "replace")
        broken = guessed.count("\ufffd")
        if broken > sum(not sign.isascii() for sign in guessed) - broken:
            guessed = text.decode("cp1252", "replace")
        return guessed, True


def check_size(size):
    if size > MOST_BYTES:
        raise NotReadableError(
            f"This document has {size / 1_000_000:.1f} MB, and {MOST_BYTES // 1_000_000} MB is the most that is read. "
            "Is it a README?"
        )


def readable(text):
    """The text with one kind of line end and nothing that stops a parser. Raises NotReadableError."""
    check_size(len(text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text.removeprefix("\ufeff"))
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise NotReadableError(f"This document has {len(lines):,} lines, and {MOST_LINES:,} is the most that is read.")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise NotReadableError(f"Line {number} has {len(line):,} signs. A README has lines; is this one?")
    signs = sum(map(text.count, SIGNS))
    if signs > MOST_SIGNS:
        raise NotReadableError(f"This document has {signs:,} brackets, stars and bars: it is too long to be read.")
    return mending.mended(text)
