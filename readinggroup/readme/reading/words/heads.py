"""The line that opens a session: its number, date and time, and what is left of it."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, times
from readinggroup.readme.reading.words import columns, lines, numbers

# "2023-04-12 · #14 · Flows"
COUNTED = re.compile(r"[\s:–—·|,-]{0,5}#\s?(\d{1,4})\b")
LISTED = re.compile(r"\W{0,3}\d{1,3}[.)]\s+")
SHARED = re.compile(r"[^\W\d]+\.?\s*#?\s?(\d{1,3})\s*(?:\s[-–—|·]\s|[,:]\s|\s)\s*")
# “On 14 March 2024 we met …”
ON = re.compile(r"\W*(?:on|am|le|el|em|il)\s+(?:the\s+)?", re.IGNORECASE)
LABEL = re.compile(r"\W*([^\W\d_]{2,12})\s*[:：-]\s*")
# Between a date and its time: “May 3 @ 15:00”.
AT = re.compile(r"\s*,?\s*(?:@|at|um|à)\s*", re.IGNORECASE)
SPACES = re.compile(r"\s+")
# “W3: Flows”, “L3 Looms”: a week, a session, a lecture, a meeting where those beside it are; with their days, as
# “R3 (5/31)” has, whatever the letter.
LETTERED = re.compile(r"\W{0,3}([A-Z])\s?(\d{1,2})\s*(?:[:：.|)-]|–|—|(?=[(（])|(?<=\d)\s|$)\s*")
COUNTING = "WSLM"
# “3. Flows”, “3b. Looms”
FIGURE = re.compile(r"\W{0,3}(\d{1,2})[a-z]?\s?[.):：]\s*(?=[^\W\d_]|[\"“„«*'])")
# Of a line, what may be the day at its end.
TAIL = 40
DAY = re.compile(r"\W{0,3}\d\d[./-]\d\d(?![\d./-]|:\d)")


@dataclass
class Head:
    number: numbers.Number | None = None
    when: dates.When | None = None
    clock: times.Clock | None = None
    # What is left: the title, links, people.
    pieces: list = field(default_factory=list)
    words: str = ""
    # Where the first of number and date stands in the line.
    start: int = 0
    # The link in whose words the day stands, as in those of one to the page of the meeting; or nothing.
    page: str = ""
    # Links in whose words the time stands: they tell the hour elsewhere.
    clocks: list = field(default_factory=list)
    # The month of a meeting of which no day is said: see sections/monthly.py.
    month: dates.When | None = None

    @property
    def opens(self):
        return bool((self.number and self.number.is_strong) or (self.when and self.when.has_day))


def title(pieces):
    """The head of a line that is all title, whatever numbers and dates it has."""
    return Head(pieces=pieces, words=tree.plain(pieces))


def day(pieces):
    """The head of a line that begins with a day in two figures each, as “04-29” is; None of any other."""
    text = lines.flat(pieces)
    when = dates.find(text, "/.-") if DAY.match(text) else None
    if not when or when.start > 3:
        return None
    rest = lines.cut(pieces, [(0, when.end)])
    return Head(when=when, pieces=rest, words=" ".join(text.split()), start=when.start)


def ending(pieces):
    """The head of a line that ends with a day, whatever other days it has before; None of any other."""
    text = lines.flat(pieces)
    begin = max(0, len(text) - TAIL)
    when, at = None, 0
    while found := dates.find(text[begin:], "", at):
        when, at = found, max(found.end, at + 1)
    if not when or not when.has_day or text[begin + when.end :].strip(" \n.)"):
        return None
    when.start, when.end = begin + when.start, begin + when.end
    rest = lines.cut(pieces, [(when.start, when.end)])
    return Head(when=when, pieces=rest, words=" ".join(text.split()), start=when.start)


def lettered(pieces):
    """(the letter, the head) of a line that begins with letter and number, as “W3: Flows” does; None of any other."""
    found = LETTERED.match(lines.flat(pieces))
    if not found:
        return None
    head = read(lines.cut(pieces, [(0, found.end())]))
    word = "week" if found[1] == "W" else ""
    if found[1] not in COUNTING and not (head.when and head.when.has_day and head.start <= 3):
        return None
    head.number, head.start = numbers.Number(int(found[2]), None, word, True, 0, 0), 0
    return found[1], head


def all_lettered(beside):
    """The heads of lines side by side, None for those that have none, where most of them count with one letter; or
    nothing: one alone may be anything."""
    said = [lettered(pieces) for pieces in beside]
    found = [one for one in said if one]
    steps = {after.number.number - before.number.number for (_, before), (_, after) in pairwise(found)}
    is_one = len({letter for letter, _ in found}) == 1 and steps in ({1}, {-1})
    if not is_one or len(found) < 3 or len(found) * 5 < len(said) * 4:
        return []
    return [one and one[1] for one in said]


def all_counted(beside):
    """The heads of lines side by side that all begin with a figure, and count from the first on; or nothing."""
    found = [FIGURE.match(lines.flat(pieces)) for pieces in beside]
    counts = [int(figure[1]) for figure in found if figure]
    is_row = len(counts) > 2 and counts[0] < 2 and all(after - before in (0, 1) for before, after in pairwise(counts))
    if not is_row or len(counts) < len(found) or len(set(counts)) * 2 <= len(counts):
        return []
    heads = [read(lines.cut(pieces, [(0, figure.end())])) for pieces, figure in zip(beside, found, strict=True)]
    for head, count in zip(heads, counts, strict=True):
        head.number, head.start = numbers.Number(count, None, "", True, 0, 0), 0
    return heads


def read(pieces, short="/"):
    """What a line says before its title. `short`: the signs of dates such as "4/5" that are taken for one here."""
    text = SPACES.sub(lambda space: " " * len(space[0]), lines.flat(pieces))
    # Addresses that stand as they are have digits of all kinds.
    for piece, at in placed(pieces):
        if piece.url and (piece.text.startswith(("http", "www.")) or piece.text == piece.url):
            text = text[:at] + "\ufffd" * len(piece.text) + text[at + len(piece.text) :]
    head = Head(words=" ".join(text.split()))
    text = without_struck(text, pieces)
    number = numbers.find(text)
    when = dates.find(text, short if may_be_short(text, number) else "")
    if when and number and when.start < number.end and number.start < when.end:
        number, when = apart(text, number, when)
    if when and not number and (counted := COUNTED.match(text, when.end)):
        number = numbers.Number(int(counted[1]), None, "", True, counted.start(), counted.end())
    clock = times.find(text if not when else text[: when.start] + " " * (when.end - when.start) + text[when.end :])
    if clock and not when and not number:
        clock = None
    if when and clock and AT.fullmatch(text[when.end : clock.start]):
        clock.start = when.end
    spans = [(found.start, found.end) for found in (number, when, clock) if found]
    if when and text[: when.start].isspace():
        spans.append((0, when.start))  # a day that was struck out
    if when and is_lead(text, when):
        spans.append((0, when.start))
    head.number, head.when, head.clock = number, when, clock
    head.start = min((start for start, _ in spans), default=0)
    if clock:
        head.clocks = [one for one, at in placed(pieces) if is_clock(one, at, clock)]
        pieces = [replace(one, url="") if any(one is clock for clock in head.clocks) else one for one in pieces]
    head.pieces = lines.cut(pieces, spans)
    if when and when.has_day:
        head.page = next((one.url for one, at in placed(pieces) if at <= when.start < at + len(one.text)), "")
    return head


def without_struck(text, pieces):
    """The text without the day that was struck out where another took its place: “May ~~3~~ 4”."""
    if not any(piece.struck for piece in pieces) or all(piece.struck for piece in pieces if piece.text.strip()):
        return text
    kept = text
    for piece, at in placed(pieces):
        if piece.struck:
            kept = kept[:at] + " " * len(piece.text) + kept[at + len(piece.text) :]
    when, struck = dates.find(kept, ""), dates.find(text, "")
    if not when or not when.has_day or not struck:
        return text
    is_beside = not re.search(r"\w", kept[struck.start : when.start])  # “~~May 3~~ May 10”
    return kept if struck.start <= when.start and is_beside else text


def is_lead(text, when):
    """Whether nothing but “Date:” or the number in a list stands before a date."""
    before = text[: when.start]
    named = LABEL.fullmatch(before)
    return bool((named and columns.role(named[1]) == "date") or ON.fullmatch(before)) or bool(
        dates.COUNTED.match(text) and LISTED.fullmatch(before)
    )


def apart(text, number, when):
    """A number and a date that share a figure: “Session 5 April”, “Session 3 - 17 March”."""
    if number.word and (shared := SHARED.match(text, number.start)):
        later = dates.find(text, "", shared.end())
        if later and later.start <= shared.end() + 12 and (when.last_day or text[shared.end() :][:1].isalpha()):
            return numbers.Number(
                number.number, None, number.word, number.is_strong, number.start, shared.end(1)
            ), later
    return numbers.find(text[: when.start]), when


def is_clock(piece, at, clock):
    """Whether a link is a time and nothing else, as to a page that tells the hour elsewhere."""
    is_within = clock.start <= at and at + len(piece.text) <= clock.end
    return is_within and bool(piece.url and piece.text) and kinds.by_address(piece.url) == ""


def placed(pieces):
    at = 0
    for piece in pieces:
        yield piece, at
        at += len(piece.text)


def may_be_short(text, number):
    """Whether “4/5” can be a date here: at the head of the line, after the number, or in brackets."""
    found = dates.SHORT.search(text)
    if not found or found["sep"] != "/":
        return False
    before = text[: found.start()]
    if number and number.end <= found.start():
        before = before[number.end :]
    before = re.sub(rf"\b(?:{dates.WEEKDAY_NAME})\b", "", before, flags=re.IGNORECASE)
    return (
        not re.search(r"\w", before)
        or before.rstrip().endswith(("(", "["))
        or before.rstrip().endswith((" -", " –", " —"))
    )
