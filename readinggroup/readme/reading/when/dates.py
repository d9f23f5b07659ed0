"""Dates as people write them, read from a line: which words they are, and what they say and leave open."""
# ruff: noqa: E501 -- expressions that are easier to read in one line

import re
from dataclasses import dataclass
from datetime import date

from readinggroup.readme.reading.when import misspelt

MONTHS = {
    1: "january jan janvier janv januar jänner enero ene janeiro gennaio gen januari styczeń stycznia январь января янв ocak tammikuu",
    2: "february feb février févr fév fevrier februar feber febrero fevereiro fev febbraio februari luty lutego февраль февраля фев февр şubat helmikuu",
    3: "march mar mars märz maerz mär marzo março maart marzec marca март марта мрт mart maaliskuu",
    4: "april apr avril avr abril abr aprile kwiecień kwietnia апрель апреля апр nisan huhtikuu",
    5: "may mai mayo maio maggio mag mei maj maja май мая mayıs toukokuu",
    6: "june jun juin juni junio junho giugno giu czerwiec czerwca июнь июня haziran kesäkuu",
    7: "july jul juillet juil juli julio julho luglio lug lipiec lipca июль июля temmuz heinäkuu",
    8: "august aug août aout agosto ago augustus sierpień sierpnia август августа авг ağustos elokuu",
    9: "september sep sept septembre septiembre set setembro settembre wrzesień września сентябрь сентября сен сент eylül syyskuu",
    10: "october oct octobre oktober okt octubre outubro out ottobre ott październik października октябрь октября окт ekim lokakuu",
    11: "november nov novembre noviembre novembro listopad listopada ноябрь ноября ноя нояб kasım marraskuu",
    12: "december dec décembre déc decembre dezember dez diciembre dic dezembro dicembre grudzień grudnia декабрь декабря дек aralık joulukuu",
}
MONTH = {word: number for number, words in MONTHS.items() for word in words.split()}
NAME = "|".join(sorted((re.escape(word) for word in MONTH), key=len, reverse=True))

DAYS = (
    "monday mon lundi montag lunes segunda lunedì måndag понедельник 月",
    "tuesday tue tues mardi dienstag martes terça martedì tisdag вторник 火",
    "wednesday wed weds mercredi mittwoch miércoles quarta mercoledì onsdag среда 水",
    "thursday thu thur thurs jeudi donnerstag jueves quinta giovedì torsdag четверг 木",
    "friday fri vendredi freitag viernes sexta venerdì fredag пятница 金",
    "saturday sat samedi samstag sonnabend sábado sabato lördag суббота 土",
    "sunday sun dimanche sonntag domingo domenica söndag воскресенье 日",
)
WEEKDAY = {word: number for number, words in enumerate(DAYS) for word in words.split()}
# Not the signs of the East: those stand in other words, too.
WEEKDAY_NAME = "|".join(sorted((re.escape(w) for w in WEEKDAY if len(w) > 1), key=len, reverse=True))

YEAR = r"(?:19[7-9]|20[0-6])\d"
ORDINAL = r"(?:st|nd|rd|th|er|ère|º|ª|°|\.)?"
DASH = r"\s*(?:-|–|—|~|to|through|and|&|bis|au)\s*"
AFTER_YEAR = rf"(?:(?:\s*,?\s*|[./-])(?:of\s+|de\s+|del\s+)?(?P<y>{YEAR})\b|\s*,?\s*['’](?P<yy>\d\d)\b)?"

FORMS = [
    # 2023-04-05, 2023/4/5, 2023.04.05, 2023年4月5日
    rf"(?<![\d./-])(?P<y>{YEAR})\s?(?P<sep>[-/._–])\s?(?P<m>1[0-2]|0?[1-9])\s?(?:(?P=sep)|[-/.])\s?(?P<d>3[01]|[12]\d|0?[1-9])(?![\d-])(?!\.\d)",
    rf"(?<!\d)(?:(?P<y>{YEAR})\s*[年년]\s*)?(?P<m>1[0-2]|0?[1-9])\s*[月월]\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号일]",
    # 5 April 2023, 5th of April, 5. April, 5-Apr-2023, 5 de abril de 2023, 5–6 April
    rf"(?<![\d.:#])(?P<d>3[01]|[12]\d|0?[1-9])\s?{ORDINAL}(?:{DASH}(?P<d2>3[01]|[12]\d|0?[1-9])\s?{ORDINAL})?[\s/-]*(?:of\s+|de\s+|d[’'])?(?P<name>{NAME})(?:\b|(?={YEAR}))\.?(?:[\s/-]*,?\s*(?:of\s+|de\s+|del\s+)?(?P<y>{YEAR})(?!\d)|[\s/-]*(?P<q>['’])?(?P<yy>\d\d)(?!\d|:\d|\s?[ap]\.?m|st\b|nd\b|rd\b|th\b)(?(q)|(?![:.])))?",
    # April 5, 2023, Apr. 5th, Apr 5–6, April 28 - May 2
    rf"(?<![^\W\d_])(?P<name>{NAME})(?:\b|(?=\d\d?(?:st|nd|rd|th)\b))\.?(?:[\s-]*|/)(?:the\s+)?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|:\d)\s?(?:st|nd|rd|th)?\b(?:{DASH}(?:(?P<name2>{NAME})\.?\s*)?(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?!\d|:\d))?{AFTER_YEAR}",
    # 2023 April 5, 2023-Apr-05
    rf"(?<!\d)(?P<y>{YEAR})[\s,./-]+(?P<name>{NAME})\b\.?[\s/-]*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?",
    # 05.04.2023, 5.4.23, 5.4.
    rf"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])(?P<dot>\.)\s?(?P<y>{YEAR}|(?P<yy>\d\d)(?!\d))?(?![\d])",
    # 04.25.2023
    rf"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|2\d|1[3-9])(?P<dot>\.)(?P<y>{YEAR})(?!\d)",
    # 4/5/2023, 04-05-2023, 4/5/23
    rf"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sep>[/-])(?P<b>[0-3]?\d)(?P=sep)(?:(?P<y>{YEAR})|(?P<yy>\d\d))(?![\d/-])",
    # 22.02.31 as year, month, day where it can be nothing else
    r"(?<![\d./-])(?P<yy>[12]\d)(?P<sep>[./-])(?P<m>1[0-2]|0[1-9])(?P=sep)(?P<d>3[01]|[12]\d|0[1-9])(?![\d./-])",
    # 20230405
    rf"(?<![\d.])(?P<y>{YEAR})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?![\d.])",
    # 230405, at the head of a line only
    r"^\W{0,3}(?P<yy>[12]\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?=\s|\W?$|[:_)\]])",
]
# 4/5 and 04-05 and 5.4 say a date only where one is to be expected: in a column of dates, before a title. The “30 - 10”
# of “9:30 - 10:30” is none.
SHORT = r"(?<![\d./-])(?<!\d:)(?P<a>[0-3]?\d)\s?(?P<sep>[/.-])\s?(?P<b>[0-3]?\d)(?![\d/-])(?![.:]\d)"
# What only sets the scene: "April 2023", "Spring 2023", "2022–2023", "2023".
MONTH_ONLY = rf"(?<![^\W\d_])(?P<name>{NAME})\b\.?\s*,?\s*(?:(?P<y>{YEAR})\b|['’](?P<yy>\d\d)\b)?"

FULL = [re.compile(form, re.IGNORECASE) for form in FORMS]
SHORT = re.compile(SHORT)
MONTH_ONLY = re.compile(MONTH_ONLY, re.IGNORECASE)
DAY_BEFORE = re.compile(
    rf"(?:\b(?P<w>{WEEKDAY_NAME})\b\.?\)?\s*,?\s*)?(?:\b(?:the|den|le|dem|am|el)\s+)?$", re.IGNORECASE
)
DAY_AFTER = re.compile(
    rf"^\s*,?\s*(?:\(\s*(?P<w1>{WEEKDAY_NAME}|[月火水木金土日])\s*[.!]?\s*\)|(?P<w2>{WEEKDAY_NAME})\b\.?)",
    re.IGNORECASE,
)
# "1. Feb 3": the first of a list, and no first of February.
COUNTED = re.compile(rf"\W{{0,3}}\d{{1,3}}[.)]\s+(?=(?:{NAME})\b\.?\s+\d{{1,2}}(?!\d|[:.]\d))", re.IGNORECASE)
THREE = re.compile(r"(\d\d)[./-](\d\d)[./-](\d\d)(?!\d)")
# Between the ends of a time.
TO = re.compile(r"\s*(?:-|–|—|~|～|〜|→|to|until|till|through|bis|au|al?|까지|から|부터|至|到)\s*", re.IGNORECASE)
LONGEST = 400


@dataclass
class When:
    """What a date says: the parts that are known; `first` and `second` where it is open which is the day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: int | None = None
    second: int | None = None
    weekday: int | None = None
    # Where it stands in the line it was read from.
    start: int = 0
    end: int = 0
    # The day on which it ends, where it spans some; its month, where that is another.
    last_day: int | None = None
    last_month: int | None = None
    # "22.02.10" may begin with the year: its three numbers.
    three: tuple = ()
    # Those of "3.4" and "3.4.2023", which have the day first unless the document shows otherwise.
    two: tuple = ()

    @property
    def has_day(self):
        return self.day is not None or self.first is not None

    def parts(self, day_first):
        """(month, day), by how the document writes them; (None, None) where that is open."""
        if self.first is None:
            return self.month, self.day
        if self.first > 12 or self.second > 12:
            day_first = self.first > 12
        if day_first is None:
            return (self.first, self.second) if self.first == self.second else (None, None)
        return (self.second, self.first) if day_first else (self.first, self.second)


def day(year, month, day):
    """The date of these numbers, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except (ValueError, TypeError):
        return None


def find(text, short="", start=0):
    """The first date with a day in a line, or None. `short`: "4/5" is one too, with one of these signs between."""
    text = misspelt.mended(text[:LONGEST], MONTH)
    found = None
    if not start and (counted := COUNTED.match(text)):
        start = counted.end()
    for form in FULL:
        match = form.search(text, start)
        if match and (when := said(match)) and (found is None or when.start < found.start):
            found = when
    if short and (match := SHORT.search(text, start)) and (found is None or match.start() < found.start):
        when = said(match)
        if when and match["sep"] in short:
            if match["sep"] == ".":
                when.two = when.first, when.second
                if when.second <= 12:
                    when.day, when.month, when.first, when.second = when.first, when.second, None, None
            found = when
    if found and (three := THREE.match(text, found.start)):
        found.three = tuple(map(int, three.groups()))
    return with_weekday(found, text) if found else None


def span(text):
    """The first and the last day of a time of which a line says both with a year, as of a term: “2021.08.05 ~
    2021.09.08”; or None."""
    first = find(text)
    if first and first.last_month and first.year:  # “September 1 – December 15, 2021”
        is_over = first.last_month < first.month
        days = (first.year - is_over, first.month, first.day), (first.year, first.last_month, first.last_day)
        return tuple(day(*one) for one in days) if all(day(*one) for one in days) else None
    last = find(text, start=first.end) if first else None
    if not last or not first.has_day or not TO.fullmatch(text[first.end : last.start]):
        return None
    days = day(first.year or last.year, *first.parts(None)), day(last.year, *last.parts(None))
    return days if all(days) and days[0] < days[1] else None


def count(text):
    """How many dates with a day a line has, up to three."""
    found, at = 0, 0
    while found < 3 and (when := find(text, "/", at)):
        found, at = found + 1, max(when.end, at + 1)
    return found


def said(match):
    """The parts of a date, or None where there is no such day."""
    parts = match.groupdict()
    year = 2000 + int(parts["yy"]) if parts.get("yy") else int(parts["y"]) if parts.get("y") else None
    when = When(year, start=match.start(), end=match.end())
    if parts.get("name"):
        name = parts["name"].lower()
        when.month = MONTH[name]
    elif parts.get("m"):
        when.month = int(parts["m"])
    if parts.get("d"):
        when.day = int(parts["d"])
        when.last_day = int(parts["d2"]) if parts.get("d2") else None
        when.last_month = MONTH[parts["name2"].lower()] if parts.get("name2") else None
    if parts.get("dot") and when.year:
        is_day_first = match.start("d") < match.start("m")
        when.two = (when.day, when.month) if is_day_first else (when.month, when.day)
    if parts.get("a"):
        when.first, when.second = int(parts["a"]), int(parts["b"])
        low, high = sorted((when.first, when.second))
        if low < 1 or low > 12 or high > 31:
            return None
    if (
        parts.get("name")
        and name in ("mar", "may", "set", "out", "mag", "gen", "dic", "mart")
        and not (when.day or when.year)
    ):
        return None
    if when.month and when.day and when.day > (29 if when.month == 2 else 30 if when.month in (4, 6, 9, 11) else 31):
        return None
    return when


def with_weekday(when, text):
    """The same, with the day of the week beside it."""
    if before := DAY_BEFORE.search(text[max(0, when.start - 40) : when.start]):
        when.weekday = WEEKDAY[before["w"].lower()] if before["w"] else None
        when.start -= len(before[0])
    if after := DAY_AFTER.match(text[when.end : when.end + 40]):
        when.weekday = WEEKDAY[(after["w1"] or after["w2"]).lower()]
        when.end += after.end()
    return when


def find_month(text):
    """A month without a day ("April 2023"), as a When, or None."""
    for match in MONTH_ONLY.finditer(text[:LONGEST]):
        when = said(match)
        if when and (when.year or len(match["name"]) > 3):
            return when
    return None
