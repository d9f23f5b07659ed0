"""A clock that tests set: `clock = stopped(monkeypatch)`, then `clock(moment)`."""

import datetime

EARLIER = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)


def stopped(monkeypatch, moment=EARLIER):
    """Stops Django's clock at this moment; returns a function that sets it."""

    def set_time(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_time(moment)
    return set_time
