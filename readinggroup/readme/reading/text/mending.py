"""Mends Markdown that its own rules read otherwise than it was meant, line by line: no line is added or taken."""

import re

from readinggroup.readme.reading.text import footnotes

# "##Week 1": GitHub once took it for a heading, and old documents still have it.
CLOSE_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)
# "-[x]Flows": a box to tick, without the spaces that Markdown asks for.
BOX = re.compile(r"^([ \t]*[-*+])[ \t]?\[([ xX])\](?=[^\s(\[:])", re.MULTILINE)
# “#. Flows”: an item that Pandoc counts, and Markdown does not know.
COUNTED_ITEM = re.compile(r"^([ \t]*)#\.(?=[ \t]+\S)", re.MULTILINE)
# Between the head of a table and its rows, as Org rules it: "|----+----|".
RULED = re.compile(r"^[ \t]*\|(?=[^\n]*-)[-:=+| \t]*\+[-:=+| \t]*$", re.MULTILINE)
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
# An empty item, which for CommonMark makes a heading of the words above it.
EMPTY_ITEM = re.compile(r"(?<=\S\n)[ ]{0,3}-[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)")
# "<Person One>" above a name: words of a template, and no tag of HTML.
WORDS = re.compile(r"^([ \t]*)<([A-Z][a-z]+(?: (?:[A-Z][a-z]*|\d{1,2}))+)>[ \t]*$", re.MULTILINE)
# “[Slides] (https://…)”: no link for Markdown, and one for whoever wrote it. The box of a check-list is none.
APART = re.compile(r"(?<![\]\\])\[([^\[\]\n]{2,300})\][ \t](?=\(https?://[^\s()<>]{3,2000}\))")
# “- 5. Januar 2023”, “3. 5. Januar 2023”: for Markdown, a list within the list that counts from five.
MONTH = (
    r"(?:jan(?:uary?|vier)?|jänner|enero|feb(?:ruary?)?|février|febrero|mär(?:z)?|mar(?:ch|s|zo)?|apr(?:il)?|avril|abril|"
    r"ma[iy]|mayo|jun[ie]?|juin|junio|jul[iy]?|juillet|julio|aug(?:ust)?|août|agosto|sep(?:t(?:ember|embre|iembre)?)?|"
    r"o[kc]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[zc](?:ember)?|décembre|diciembre)\b\.?"
)
DAY = re.compile(
    rf"^([ \t]*(?:[-*+]|\d{{1,3}}[.)])[ \t]+\d{{1,2}})\.(?=[ \t]+{MONTH}[ \t]*(?!\d{{1,2}}\b))",
    re.IGNORECASE | re.MULTILINE,
)
COUNTED = re.compile(
    rf"^(?P<number>[ \t]*(?P<day>\d{{1,2}}))(?P<dot>[.)])(?=[ \t])(?P<date>(?=[ \t]+{MONTH},?[ \t]+(?:19|20)\d\d\b))?",
    re.IGNORECASE | re.MULTILINE,
)
# Of a page that Jekyll makes: “[{{ post.title }}]({{ post.url }})” stands for links that are not here.
FILLED_IN = re.compile(r"\[\{\{[^\[\]{}\n]{1,100}\}\}\]\(\{\{[^(){}\n]{1,100}\}\}\)")
BAR = re.compile(r"(?<!\\)\|")
# The first line of a row that an author broke, in a table without bars at the ends, and the second.
BEGUN = re.compile(r"\s*\d[^|]*\|.*[^|\s]\s*$")
REST = re.compile(r"\s*[^\W\d].*\|")
# Columns without a head: more come of bars in the words of a row.
MOST_MORE = 3
# A row that an author broke goes on for a few lines at most.
MOST_LINES = 4


def mended(text):
    text = CLOSE_HEADING.sub(r"\1 ", text)
    text = BOX.sub(r"\1 [\2] ", text)
    text = COUNTED_ITEM.sub(r"\g<1>1.", text)
    text = EMPTY_ITEM.sub("", text)
    text = days(footnotes.placed(APART.sub(r"[\1]", FILLED_IN.sub("", text))))
    text = WORDS.sub(r"\1\2:", text)
    text = RULED.sub(lambda found: found[0].replace("+", "|").replace("=", "-"), text)
    return "\n".join(whole_rows(text.split("\n"))) if "|" in text else text


def days(text):
    """The text with the days that stand at the head of a line as words; “1. January 2023”, “2. February 2023” count."""
    text = DAY.sub(r"\1\\.", text)
    counted = [int(found["day"]) for found in COUNTED.finditer(text)]
    beside = zip([0, *counted], counted, [*counted[1:], 0], strict=False)
    is_list = iter([before == day - 1 or after == day + 1 for before, day, after in beside])

    def as_day(found):
        is_day = not next(is_list) and found["date"] is not None and found["dot"] == "."
        return f"{found['number']}\\." if is_day else found[0]

    return COUNTED.sub(as_day, text)


def whole_rows(lines):
    """Joins rows that go on in the line below; an empty row stands where the rest of it was."""
    bars = width = 0
    for number, line in enumerate(lines):
        if not line.strip():
            bars = width = 0
        elif not width and RULE.fullmatch(line) and number and "|" in lines[number - 1]:
            as_wide(lines, number)
            line = lines[number]
            width = columns(line)
            bars = count(line) if line.strip().startswith("|") and line.strip().endswith("|") else 0
        elif bars and line.lstrip().startswith("|") and count(line) < bars:
            upto = number + 1
            while upto < min(number + MOST_LINES, len(lines)) and goes_on(lines[upto]):
                upto += 1
                if sum(map(count, lines[number:upto])) == bars:
                    lines[number] = " ".join(part.strip() for part in lines[number:upto])
                    lines[number + 1 : upto] = ["| |"] * (upto - number - 1)
                    break
        elif width and is_begun(line, lines[number + 1 : number + 2], width):
            lines[number : number + 2] = [f"{line.rstrip()} {lines[number + 1].lstrip()}", "| |"]
    return lines


def is_begun(line, below, width):
    """Whether a row without a bar at its ends lacks the cells that the line below has, which begins as no row does:
    rows begin with a number or a day."""
    return (
        bool(below)
        and bool(BEGUN.match(line))
        and bool(REST.match(below[0]))
        and columns(line) < width
        and columns(line) + columns(below[0]) - 1 == width
    )


def as_wide(lines, at):
    """Gives the rule of a table a mark for each column of the head, which other Markdowns do not ask for, and head and
    rule a column for cells that stand in no other: they would be lost."""
    head, rule = lines[at - 1 : at + 1]
    width = columns(head)
    if columns(rule) != width and width > 1 and at + 1 < len(lines) and columns(lines[at + 1]) > 1:
        rule = "|" + "---|" * width
    more = 0
    for number in range(at + 1, len(lines)) if columns(rule) == width else ():
        if "|" not in lines[number]:
            break
        cells = cells_of(lines[number])[width:]
        more = max(more, min(len(cells), MOST_MORE)) if any(map(str.strip, cells)) else more
    if more:
        head, rule = (line if line.rstrip().endswith("|") else f"{line} |" for line in (head, rule))
        head, rule = head.rstrip() + " |" * more, rule.rstrip() + "---|" * more
    lines[at - 1 : at + 1] = [head, rule]


def columns(line):
    return len(cells_of(line))


def cells_of(line):
    """One bar at each end is the table's; what is empty beside it is a cell."""
    return BAR.split(line.strip().removeprefix("|").removesuffix("|"))


def count(line):
    return len(BAR.findall(line))


def goes_on(line):
    return bool(line.strip()) and not line.lstrip().startswith(("|", "#", "- ", "* ", ">"))
