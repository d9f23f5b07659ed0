"""Asks a service as it wants to be asked: at its pace, and again after a while where it is out of order."""

import email.utils
import time
from dataclasses import dataclass
from itertools import count

from papers import web
from papers.metadata import pace

# The first wait before asking again, in seconds; each further one is twice as long.
BACK_OFF = 1
MOST_BYTES = 8 * 1024 * 1024


class NoAnswerError(web.WebError):
    """There is no answer now; there may be one later."""

    # Whether the row is given up after some such answers, and in how many seconds the service wants to be asked.
    counts = False
    retry_after = None


class OddAnswerError(web.WebError):
    """An answer of no use. It may be another one the next time, but not for ever."""

    counts = True


class AbsentError(web.WebError):
    """There is no such thing there: asking again is of no use."""


@dataclass(frozen=True)
class Patience:
    """How long asking may take, in seconds: in all, for its turn, and for one answer; and how often it is tried."""

    seconds: float
    turn: float
    once: float
    tries: int


# While an organizer waits, and while nobody does.
BRIEF = Patience(seconds=6, turn=4, once=5, tries=2)
LONG = Patience(seconds=120, turn=60, once=30, tries=4)


@dataclass(frozen=True)
class Service:
    name: str
    # The statuses by which it says that there is no such thing.
    absent: frozenset = frozenset({404, 410})


@dataclass(frozen=True)
class Answer:
    content: bytes
    content_type: str


def get(service, url, patience, accept="*/*", most=MOST_BYTES, whole=True):
    """The service's Answer. Raises one of the errors above, with a sentence that an organizer understands.

    Of an answer longer than `most` bytes it takes the beginning, or, where `whole`, nothing.
    """
    end = time.monotonic() + patience.seconds
    for attempt in count(1):
        try:
            with pace.turn(service.name, min(end, time.monotonic() + patience.turn)):
                seconds = max(min(patience.once, end - time.monotonic()), 0.1)
                return once(service, url, seconds, accept, most, whole)
        except pace.BusyError as problem:
            raise NoAnswerError(str(problem)) from None
        except NoAnswerError as problem:
            wait = BACK_OFF * 2 ** (attempt - 1) if problem.retry_after is None else problem.retry_after
            if attempt >= patience.tries or time.monotonic() + wait >= end:
                raise
            time.sleep(wait)


def once(service, url, seconds, accept, most, whole):
    try:
        with web.asked(url, seconds=seconds, headers={"Accept": accept}) as response:
            status, headers = response.status, response.headers
            if status == 200:
                content = web.beginning(response, most + whole)
    except web.WebError as problem:
        raise NoAnswerError(f"{service.name} could not be reached: {problem}.") from None
    if status == 200 and len(content) > most:
        raise OddAnswerError(f"{service.name} answered with something far too long.")
    if status == 200:
        return Answer(content, headers.get("Content-Type", ""))
    if status in service.absent:
        raise AbsentError(f"{service.name} says there is no such page.")
    if status == 429 or status >= 500:
        words = "asks to wait" if status == 429 else "is out of order"
        problem = NoAnswerError(f"{service.name} {words} (its answer was {status}).")
        problem.retry_after = seconds_in(headers.get("Retry-After", ""))
        raise problem
    raise OddAnswerError(f"{service.name} refused to answer (its answer was {status}).")


def seconds_in(text):
    """What a Retry-After header says, in seconds from now; None where it says nothing."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    date = email.utils.parsedate_tz(text)
    try:
        return max(email.utils.mktime_tz(date) - time.time(), 0) if date else None
    except (ValueError, OverflowError):
        return None
