"""Who is named in a title as a guest, and in what is said of a speaker’s life."""
# ruff: noqa: E501 -- expressions that are easier to read in one line

import re

from readinggroup.readme.reading.words import lines, people

WITH = re.compile(
    r"^(?P<what>.*?\b(?:Q\s*&\s*A|AMA|Interview|Discussion|Conversation|Chat|Talk|Guest(?: talk| lecture)?))\s+(?:with|by)\s+(?P<who>.+)$",
    re.IGNORECASE,
)
# “Ada Lovelace is a mathematician who …”
LIFE = re.compile(
    r"(?P<who>[^\W\d][^.,;:!?\n]{2,60}?)\s+(?:is|was|are|works|studies|has|received|holds|joined|leads|graduated)\s+"
    r"(?:currently\s+|now\s+)?(?:an?|the|his|her|their|our|one|at|on|in|as|with|from|working|been)\s+\S",
)
# “Guest: Prof. Ada Lovelace” in a cell of names
LABEL = re.compile(
    r"\s*(?:invited|guest|external)(?:\s+(?:speaker|presenter|talk|lecture))?\s*[:–—-]\s+(?=[^\W\d])", re.IGNORECASE
)
PROFESSOR = re.compile(rf"\s*{people.TITLES}+(?=[^\W\d_]+\.?\s+[^\W\d_]+)", re.IGNORECASE)


def without_label(pieces):
    """Names without what stands before them of whose they are: “Guest: Prof. Ada Lovelace”."""
    text = lines.flat(pieces)
    found = LABEL.match(text)
    end = found.end() if found else 0
    if end and (title := PROFESSOR.match(text, end)):
        end = title.end()
    return lines.cut(pieces, [(0, end)]) if end else pieces


def guest(title, line=0):
    """“Q&A with Robin Rombach” has a guest."""
    match = WITH.match(title[: people.LONGEST])
    if not match or not re.search(r"q\s*&\s*a|ama\b|interview|conversation|chat|guest", match["what"], re.IGNORECASE):
        return []
    names = [
        name
        for name in people.split(match["who"])
        if people.is_name(name, words=2) or (people.is_name(name) and len(name) > 2)
    ]
    return people.persons(names, "guest", line=line)
