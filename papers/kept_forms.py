"""What somebody typed outlives a log-in that expired: the form comes back filled, and nothing is saved until they save.

The page that asks to log in carries the form along, signed (readinggroup/accounts/site.py). After the log-in it waits
in the session for the page that it belongs to.
"""

import re

from django.contrib import messages
from django.core import signing
from django.http import QueryDict

KEPT, LOOK, FORGET = "kept_form", "_look", "_forget"
SALT = "kept form"
DAY = 24 * 60 * 60
LOGGED_OUT = "You were logged out, so nothing was saved yet. Here is what you wrote: look it over, and save."
# What is no part of what was typed.
OURS = {"csrfmiddlewaretoken", LOOK, FORGET}


def pack(request):
    """The form that was sent, as a text that can be handed out and comes back unchanged."""
    data = request.POST.copy()
    for name in OURS:
        data.pop(name, None)
    files = [file.name for files in request.FILES.lists() for file in files[1]]
    kept = {"path": request.path, "data": data.urlencode(), "files": files}
    return signing.dumps(kept, salt=SALT, compress=True)


def unpack(text):
    """What pack() packed, or None."""
    try:
        return signing.loads(text, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None


def brought_back(request):
    """What was typed on the page asked for when the log-in had expired, or None; it is told, and handed out once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    messages.warning(request, told(kept["files"]))
    return QueryDict(kept["data"])


def told(files):
    """With the names of what the browser must be asked for again."""
    return f"{LOGGED_OUT} Choose the file again: {', '.join(files)}." if files else LOGGED_OUT


def as_new(data, parents):
    """Names and values of a form such that it adds what it was to change: its lines are new ones, too, and of nobody
    yet; `parents` are the names of the fields that say whose they are."""
    of_old = "|".join(map(re.escape, ("id", *parents)))
    pairs = []
    for name, values in data.lists():
        if name in OURS or name.startswith("_") or re.fullmatch(rf".+-\d+-({of_old})", name):
            continue
        if name.endswith("-INITIAL_FORMS"):
            values = ["0"]
        pairs += [(name, value) for value in values]
    return pairs
