import datetime

import pytest

from sessions.models import Group
from sessions.planning import next_session
from tests.clock import stopped
from tests.factories import make_group, make_session

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


def moment(day, hour=0, minute=0):
    return datetime.datetime.fromisoformat(f"2026-{day}T{hour:02}:{minute:02}:00+00:00")


def planned():
    with Group.objects.active():
        return next_session()


@pytest.fixture
def paris(db):
    """A group that meets on Wednesdays at seven in the evening."""
    return make_group(
        time_zone="Europe/Paris", weekday=2, time=datetime.time(19), length=datetime.timedelta(minutes=90)
    )


def test_next_session_of_nothing_is_the_first_without_a_date(db):
    session = planned()
    assert (session.number, session.start, session.length, session.join_url) == (1, None, None, "")


def test_next_session_follows_the_last_in_number_day_length_and_link(paris, monkeypatch):
    stopped(monkeypatch, moment("06-04", 12))
    make_session(number=7, last_number=8, start=moment("06-03", 17), join_url="https://meet.example/room")
    session = planned()
    assert session.number == 9
    assert session.start == moment("06-10", 17)  # 19:00 in Paris
    assert session.length == datetime.timedelta(minutes=90)
    assert session.join_url == "https://meet.example/room"


@pytest.mark.parametrize(
    ("last", "start"),
    [
        ("10-21", moment("10-28", 18)),  # Paris goes back on 25 October: 19:00 is an hour later in UTC
        ("03-25", moment("04-01", 17)),  # and forward on 29 March
    ],
)
def test_next_session_keeps_its_time_over_a_change_of_the_clocks(paris, monkeypatch, last, start):
    stopped(monkeypatch, moment(last, 21))
    make_session(number=1, start=moment(last, 17 if last == "10-21" else 18))
    assert planned().start == start


def test_next_session_at_an_hour_that_the_clocks_skip_is_the_moment_it_would_have_been(monkeypatch):
    make_group(time_zone="Europe/Paris", weekday=6, time=datetime.time(2, 30))
    stopped(monkeypatch, moment("03-26"))
    assert planned().start == moment("03-29", 1, 30)  # 03:30 by the clocks that have just gone forward


def test_next_session_after_a_silence_is_not_in_the_past(paris, monkeypatch):
    make_session(number=18, start=moment("01-07", 18))
    stopped(monkeypatch, moment("06-17", 16, 59))
    assert planned().start == moment("06-17", 17)
    stopped(monkeypatch, moment("06-17", 17))
    assert planned().start == moment("06-24", 17)


@pytest.mark.parametrize("moved_to", ["06-09", "06-10", "06-11", "06-12"])
def test_next_session_after_one_that_was_moved_is_on_the_usual_day(paris, monkeypatch, moved_to):
    stopped(monkeypatch, moment("06-08"))
    make_session(number=1, start=moment(moved_to, 15))
    assert planned().start == moment("06-17", 17)


def test_next_session_is_as_the_last_where_the_group_names_no_day(monkeypatch):
    make_group(time_zone="America/New_York")
    stopped(monkeypatch, moment("06-04"))
    # A Friday evening there, a Saturday in UTC.
    make_session(start=moment("06-06", 1), length=datetime.timedelta(minutes=45))
    session = planned()
    assert session.start == moment("06-13", 1)
    assert session.length == datetime.timedelta(minutes=45)


def test_next_session_comes_after_those_that_are_planned(paris, monkeypatch):
    stopped(monkeypatch, moment("06-01"))
    make_session(number=1, start=moment("06-03", 17))
    make_session(number=2, start=moment("06-10", 17), status="draft")
    session = planned()
    assert (session.number, session.start) == (3, moment("06-17", 17))
