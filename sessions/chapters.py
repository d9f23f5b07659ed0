"""Chapters of a recording, as they stand in a video's description: `12:34 Forward process`, one a line."""

import re
from typing import NamedTuple

# Brackets around the time and a dash after it are common: "[0:00] - Intro", "(1:02:03) Samplers".
LINE = re.compile(r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?![:\d])[\])]?\s*[-–—:|]?\s*(\S.*)")
HEADING = re.compile(r"(chapters|time ?stamps|contents)\W*", re.IGNORECASE)


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
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = " ".join(line.split())
        if not line or HEADING.fullmatch(line):
            continue
        parts = LINE.fullmatch(line)
        if not parts or int(parts[3]) > 59 or (parts[1] and int(parts[2]) > 59):
            raise ValueError(f"Line {number}, “{line[:60]}”: write a time and a title, such as 12:34 Forward process.")
        seconds = (int(parts[1] or 0) * 60 + int(parts[2])) * 60 + int(parts[3])
        if seconds in found:
            raise ValueError(f"Line {number}, “{line[:60]}”: another chapter begins at this time.")
        found[seconds] = Chapter(seconds, parts[4])
    return [found[seconds] for seconds in sorted(found)]
