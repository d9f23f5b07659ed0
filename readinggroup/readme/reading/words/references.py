"""“Same as Week 13”, “All prior readings”: readings that a session shares with others."""

import re

from readinggroup.readme.reading.words import numbers

ALL = re.compile(
    r"\b(?:all|every)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:prior|previous|preceding|past|earlier|former)\b"
    r"|\b(?:everything|all)\s+(?:so far|we (?:have )?read|above|until now|to date)\b",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\b(?:same|continued|continue|continuing|continuation|cont\.?|cont’d|see|as|like|from|finish(?:ing)?|wie|suite)\b",
    re.IGNORECASE,
)
LAST = re.compile(
    r"\b(?:same|as|from|continu\w*)\b.{0,30}\b(?:last|previous|prior|preceding)\s+(?:week|session|meeting|time|one)\b",
    re.IGNORECASE,
)
# “Prerequisite readings”, “the readings above”: what a list elsewhere in the document names.
ELSEWHERE = re.compile(
    r"(?:see\s+)?(?:the\s+|all\s+)*(?:prerequisites?|required|assigned|mandatory|preparatory|listed)?\s*"
    r"(?:readings?|papers?|articles?|materials?|texts?)(?:\s+(?:listed\s+)?(?:above|below|list))?\W*",
    re.IGNORECASE,
)
LONGEST = 120


def refers(text):
    """(numbers of sessions, whether to all before, whether to the one before) that a reading without a link names."""
    text = text.strip()
    if len(text) > LONGEST:
        return [], False, False
    if ALL.search(text):
        return [], True, False
    if LAST.search(text) or re.fullmatch(
        r"(?:same(?: as (?:above|before))?|(?:still )?(?:\(.{1,20}\) )?continu(?:e|es|ed|ing|ation)|ditto|〃|\")[.!]?",
        text,
        re.IGNORECASE,
    ):
        return [], False, True
    if SAME.search(text) and (number := numbers.find(text[SAME.search(text).end() :])):
        last = number.last or number.number
        return list(range(number.number, last + 1)), False, False
    return [], False, False
