"""Mends Markdown that its own rules read otherwise than it was meant, line by line: no line is added or taken."""

import re

# "##Week 1": GitHub once took it for a heading, and old documents still have it.
CLOSE_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)
# Between the head of a table and its rows, as Org rules it: "|----+----|".
RULED = re.compile(r"^[ \t]*\|(?=[^\n]*-)[-:=+| \t]*\+[-:=+| \t]*$", re.MULTILINE)
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
# An empty item, which for CommonMark makes a heading of the words above it.
EMPTY_ITEM = re.compile(r"(?<=\S\n)[ ]{0,3}-[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)")
# "<Person One>" above a name: words of a template, and no tag of HTML.
WORDS = re.compile(r"^([ \t]*)<([A-Z][a-z]+(?: (?:[A-Z][a-z]*|\d{1,2}))+)>[ \t]*$", re.MULTILINE)
BAR = re.compile(r"(?<!\\)\|")
# A row that an author broke goes on for a few lines at most.
MOST_LINES = 4


def mended(text):
    text = CLOSE_HEADING.sub(r"\1 ", text)
    text = EMPTY_ITEM.sub("", text)
    text = WORDS.sub(r"\1\2:", text)
    text = RULED.sub(lambda found: found[0].replace("+", "|").replace("=", "-"), text)
    return "\n".join(whole_rows(text.split("\n"))) if "|" in text else text


def whole_rows(lines):
    """Joins rows that go on in the line below; an empty row stands where the rest of it was."""
    bars = 0
    for number, line in enumerate(lines):
        if not line.strip():
            bars = 0
        elif RULE.fullmatch(line) and number and "|" in lines[number - 1]:
            line = lines[number] = as_wide(line, lines[number - 1], lines[number + 1 : number + 2])
            bars = count(line) if line.strip().startswith("|") and line.strip().endswith("|") else 0
        elif bars and line.lstrip().startswith("|") and count(line) < bars:
            upto = number + 1
            while upto < min(number + MOST_LINES, len(lines)) and goes_on(lines[upto]):
                upto += 1
                if sum(map(count, lines[number:upto])) == bars:
                    lines[number] = " ".join(part.strip() for part in lines[number:upto])
                    lines[number + 1 : upto] = ["| |"] * (upto - number - 1)
                    break
    return lines


def as_wide(rule, head, below):
    """The rule with a mark for each column of the head, which other Markdowns do not ask for."""
    width = columns(head)
    if columns(rule) == width or width < 2 or not below or columns(below[0]) < 2:
        return rule
    return "|" + "---|" * width


def columns(line):
    return len(BAR.split(line.strip().strip("|")))


def count(line):
    return len(BAR.findall(line))


def goes_on(line):
    return bool(line.strip()) and not line.lstrip().startswith(("|", "#", "- ", "* ", ">"))
