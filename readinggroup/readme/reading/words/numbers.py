"""“Week 3”, “Sessions 4–5”, “Meeting #12”, “3rd session”, “第3回”: which meeting a line says it is about."""
# ruff: noqa: E501 -- expressions that are easier to read in one line

import re
from dataclasses import dataclass

# What groups call a meeting. The first line names it wherever a line begins with it; a number may be far from it.
STRONG = (
    "week weeks wk session sessions meeting meetings meetup meet-up seminar seminars lecture lectures class discussion "
    "discussions séance seance semaine séances woche sitzung treffen termin semana sesión sesion reunión sessão reunião encontro "
    "aula incontro sessione settimana lezione vecka möte uke møte uge viikko tapaaminen week bijeenkomst spotkanie tydzień неделя "
    "встреча занятие семинар заседание hafta oturum edition workshop gathering call iteration installment "
    "rencontre réunion rendez-vous exposé jc rg prg bjc"
)
# These count parts of books and lists as often as meetings: only a whole row of them says something.
WEAK = (
    "talk episode module unit part chapter chapters day round lesson paper event topic kapitel chapitre capítulo ep ch"
)
ONES_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
"""
ONES = ONES_WORDS.split()
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
GERMAN = ["erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte"]
WORDS = {word: number for words in (ONES, ORDINALS) for number, word in enumerate(words, 1)}
WORDS |= {word + end: number for end in ("s", "r", "") for number, word in enumerate(GERMAN, 1)}
SPELT = "|".join(WORDS)
ORDINAL_WORDS = "|".join(word for word in WORDS if word not in ONES)


def one_of(words):
    return "|".join(sorted(set(words.split()), key=len, reverse=True))


NUMBER = rf"(?P<n>(?!(?:19|20)\d\d)\d{{1,4}}|(?:{SPELT})\b)(?!\d|:\d|\.\d|\s?%|\s?[ap]\.?m\b|st\b|nd\b|rd\b|th\b)"
LAST = r"(?:\s*(?:-|–|—|&|and|\+|to|,|/|und|et|y)\s*(?:week|session|lecture|meeting|chapter)?\s*#?(?P<last>\d{1,3})(?![\d/]|:\d|\.\d|\s?[ap]\.?m\b|-\d))?"
NAMED = rf"(?P<word>WORDS)\s*(?:no\.?|nr\.?|number|nº|n°|№)?\s*[#-]?\s*{NUMBER}{LAST}(?P<part>[a-zA-Z](?![\w’']))?"
# “Every three weeks” is how often, “the third week” which.
ORDINAL = rf"(?P<n>\d{{1,3}}(?=st|nd|rd|th|\.|º|ª|ème|e\b)|{ORDINAL_WORDS})(?:st|nd|rd|th|\.|º|ª|ème|e)?\s+(?!floors?\b)(?:\w+\s+)?(?P<word>WORDS)\b(?!\s+rooms?\b)"
EASTERN = r"第\s*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?P<word>回|周|次|期|讲|講|課|课|章|週|场|場|차|주차)(?!\w*の)(?<!第一次(?=[接看听用做学遇尝体参加使来写提]))"
# "월 2회" is how often, and no meeting's number.
KOREAN = r"(?<!(?<!\d)[달주월연])(?<!(?<!\d)[달주월연]\s)(?<!\d)(?P<n>\d{1,3})\s*(?P<nth>차\s*(?:정기\s*)?)?(?P<word>(?(nth)(?:세션|모임|미팅|스터디|세미나|회의)|(?:주차|회차|강|회)))"
BARE = r"^\W{0,4}#\s?(?P<n>\d{1,3})\b(?!\s*-?\s*\d)"

# Before the number stands nothing but ornament, or a date, or the group's own words as in "Reading Group Session 4".
FORMS = [
    (re.compile(rf"(?<![\w-])(?:{NAMED.replace('WORDS', one_of(STRONG))})", re.IGNORECASE), True),
    (re.compile(rf"(?<![\w-])(?:{ORDINAL.replace('WORDS', one_of(STRONG))})", re.IGNORECASE), True),
    (re.compile(EASTERN), True),
    (re.compile(KOREAN), True),
    (re.compile(BARE), True),
    (re.compile(rf"^\W{{0,6}}(?:{NAMED.replace('WORDS', one_of(WEAK))})", re.IGNORECASE), False),
]
HAN = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
FARTHEST = 60


@dataclass
class Number:
    number: int
    last: int | None
    word: str
    is_strong: bool
    start: int
    end: int


def find(text):
    """The number of a meeting near the head of a line, or None."""
    text = text[:300]
    for form, is_strong in FORMS:
        match = form.search(text)
        if not match or match.start() > FARTHEST:
            continue
        parts = match.groupdict()
        number, last = value(parts["n"]), parts.get("last")
        last = int(last) if last and number < int(last) <= number + 20 else None
        end = match.end("n") if last is None and parts.get("last") else match.end()
        return Number(number, last, (parts.get("word") or "").strip().lower(), is_strong, match.start(), end)
    return None


def value(text):
    text = text.lower()
    if text.isascii() and text.isdigit():
        return int(text)
    if text in WORDS:
        return WORDS[text]
    if len(text) == 1:
        return HAN.get(text, 0)
    tens, _, ones = text.partition("十")
    return HAN.get(tens, 1) * 10 + HAN.get(ones, 0)


def bare(text):
    """The number of a meeting where a cell says nothing else: “3”, “#3”, “W3”, “3–4”; or None."""
    found = find(text)
    if found:
        return found
    match = re.fullmatch(r"\W*(?:[Ww]\s?(?=\d))?0*(\d{1,4}?)(?:\s*[-–&/]\s*(\d{1,3}))?\W*", text)
    if not match or not match[1]:
        return None
    last = int(match[2]) if match[2] and int(match[1]) < int(match[2]) <= int(match[1]) + 20 else None
    return Number(int(match[1]), last, "", False, 0, 0)


def counts(text):
    """Whether the head of a column of numbers has a word for a meeting."""
    return bool(re.search(rf"\b(?:{one_of(STRONG)})\b", text, re.IGNORECASE) or re.search(r"周|週|回|주차|회차", text))
