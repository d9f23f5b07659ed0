"""One request at a time to each service, and none too soon after the last, whichever process sends it.

A locked file in the folder of uploads says whose turn it is, for that folder is all that the site's processes have in
common in every way of running it: a lock in the database would keep a transaction open, and with SQLite every writer
out, for as long as the service takes to answer. The system unlocks the file of a process that is killed.
"""

import fcntl
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

# Seconds from one request to the next. arXiv asks for three (its API's terms of use); the others name no such number.
PACE = {"arXiv": 3, "Crossref": 0.2}
FOLDER = "turns"


class BusyError(Exception):
    """It would be another's turn for too long; in plain words."""


@contextmanager
def turn(name, end):
    """Waits for its turn and keeps it; BusyError where that would come after `end`, a moment of time.monotonic()."""
    if name not in PACE:
        yield
        return
    busy = BusyError(f"{name} is being asked by others just now, and wants to be asked slowly.")
    try:
        folder = Path(settings.MEDIA_ROOT) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / name.lower()).open("a+")
    except OSError:
        raise BusyError("The site cannot write into its folder of uploads; tell its operator.") from None
    with file:
        while not locked(file):
            if time.monotonic() >= end:
                raise busy
            time.sleep(0.02)
        wait = PACE[name] - since_last(file)
        if time.monotonic() + wait > end:
            raise busy
        time.sleep(max(wait, 0))
        # Now, and not when the answer has come: that may take a kill.
        file.truncate(0)
        file.write(str(time.time()))
        file.flush()
        yield


def locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def since_last(file):
    """Seconds since the last request; a clock that was set back says none."""
    file.seek(0)
    try:
        return max(time.time() - float(file.read()), 0)
    except ValueError:
        return float("inf")
