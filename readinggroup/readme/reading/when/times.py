"""Times of day and their zones, as in “5pm CET”, “17:00–18:30 UTC” or “at 4:30 p.m. (Pacific)”."""
# ruff: noqa: E501 -- expressions that are easier to read in one line

import re
from dataclasses import dataclass
from datetime import time

CLOCK = re.compile(
    r"(?<![\d.:/-])(?:(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<h2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.?m\b\.?)|(?P<h3>[01]?\d|2[0-3])\s?(?:Uhr|h\b))(?![\d/])",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\s*(?:-|–|—|~|to|until|bis|à)\s*", re.IGNORECASE)
# A range whose half of the day stands at its end only: "2-3PM", "3:30 - 5 pm".
RANGE = re.compile(
    r"(?<![\d.:/-])(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?:-|–|—|to)\s?(?P<h2>1[0-2]|0?[1-9])(?:[:.](?P<m2>[0-5]\d))?\s?(?P<half>[ap])\.?m\b",
    re.IGNORECASE,
)
ZONES = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern": "America/New_York",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
    "cdt": "America/Chicago", "central time": "America/Chicago", "ct": "America/Chicago",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "bst": "Europe/London", "uk time": "Europe/London", "london time": "Europe/London",
    "eet": "Europe/Helsinki", "eest": "Europe/Helsinki", "msk": "Europe/Moscow",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "nzst": "Pacific/Auckland", "brt": "America/Sao_Paulo",
}  # fmt: skip
# "CST" is Chicago's as well as Shanghai's: nothing here tells which.
NAMES = "|".join(sorted(map(re.escape, ZONES), key=len, reverse=True))
ZONE = re.compile(
    rf"^\s*[,(\[]?\s*(?P<zone>{NAMES}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)(?![\w+-])(?:\s?time\b)?\s*[)\]]?", re.IGNORECASE
)


@dataclass
class Clock:
    time: time
    zone: str
    minutes: int | None
    start: int
    end: int


def find(text):
    """The first time of day in a line, with its zone and how long it lasts where the line says so; or None."""
    text = text[:400]
    if (found := RANGE.search(text)) and not ((clock := CLOCK.search(text)) and clock.start() < found.start()):
        half = found["half"].lower()
        end = minutes_of(found["h2"], found["m2"], half)
        start = minutes_of(found["h"], found["m"], half)
        if start >= end:  # "11-1pm" begins in the morning
            start -= 720
        return made(start, end, text, found.start(), found.end()) if 0 <= start < end else None
    clock = CLOCK.search(text)
    if not clock:
        return None
    start, at = read_clock(clock), clock.end()
    end = None
    if until := UNTIL.match(text, at):
        second = CLOCK.match(text[until.end() :])
        if second:
            end, at = read_clock(second), until.end() + second.end()
            if (
                end - start > 720 - 1 and not (clock["half"] or clock["half2"]) and (second["half"] or second["half2"])
            ) or (
                end > start + 300 and start < 720 <= end and (second["half"] or second["half2"]) and not clock["half"]
            ):
                start += 720
    return made(start, end, text, clock.start(), at)


def read_clock(match):
    return minutes_of(
        match["h"] or match["h2"] or match["h3"], match["m"], (match["half"] or match["half2"] or "")[:1].lower()
    )


def minutes_of(hour, minute, half):
    hour = int(hour)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + int(minute or 0)


def made(start, end, text, begin, at):
    zone = ""
    if named := ZONE.match(text[at : at + 40]):
        zone = ZONES.get(named["zone"].lower(), "") or (named["zone"] if "/" in named["zone"] else "")
        at += named.end()
    minutes = end - start if end is not None and 0 < end - start <= 480 else None
    return Clock(time(start // 60 % 24, start % 60), zone, minutes, begin, at)
