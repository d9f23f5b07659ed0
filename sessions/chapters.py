"""Chapters of a recording, as they stand in a video's description: `12:34 Forward process`, one a line among others."""

import re
from typing import NamedTuple

TIME = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2})(?!:?\d)"
# Of a chapter that is said to last "0:00 - 0:05".
END = r"(?:[\])}】*_]*\s?[-–—−→]\s?[\[({【*_]*(?:\d{1,2}:)?\d{1,3}:\d{2}(?!:?\d))?"
# "0:00 Intro", "[0:00] - Intro", "• 1. (1:02:03) Samplers"; else "Intro 0:00", "Samplers (1:02:03)".
FIRST = re.compile(rf"[\W_]*(?:\d{{1,2}}[.)]\s[\W_]*)?{TIME}{END}[\])}}】*_]*(?P<title>.*)")
LAST = re.compile(rf"(?P<title>.*?)(?:\s[\[({{【*_]*|[\[({{【]){TIME}{END}[\W_]*")
# What people put beside a title.
SIGNS = " -–—−•·▪▶►→>|:\ufe0f"
HEADING = re.compile(r"(chapters|time ?stamps|contents)\W*", re.IGNORECASE)
FORM = "write a time and a title, such as 12:34 Forward process."


class Chapter(NamedTuple):
    seconds: int
    title: str

    @property
    def time(self):
        """As people write it: 0:00, 12:34, 1:02:03."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def __str__(self):
        return f"{self.time} {self.title}"


def parse(text):
    """The chapters in order of time; a ValueError says in plain words what is wrong with which line."""
    return read(text)[0]


def read(text):
    """As parse(), and the lines that are none: what else stands in a description."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    form = FIRST if any(map(FIRST.fullmatch, lines)) else LAST
    found, left_out = {}, []
    for number, line in enumerate(lines, start=1):
        parts = form.fullmatch(line)
        if not parts:
            left_out += [line] if line and not HEADING.fullmatch(line) else []
            continue
        hours, minutes, seconds = (int(parts[name] or 0) for name in ("hours", "minutes", "seconds"))
        title = parts["title"].lstrip(SIGNS) if form is FIRST else parts["title"].strip(SIGNS)
        if not title or seconds > 59 or (parts["hours"] and minutes > 59):
            raise ValueError(f"Line {number}, “{line[:60]}”: {FORM}")
        seconds += (hours * 60 + minutes) * 60
        if seconds in found:
            raise ValueError(f"Line {number}, “{line[:60]}”: another chapter begins at this time.")
        found[seconds] = Chapter(seconds, title)
    if any(lines) and not found:
        raise ValueError(f"No line begins or ends with a time: {FORM}")
    return [found[seconds] for seconds in sorted(found)], left_out
