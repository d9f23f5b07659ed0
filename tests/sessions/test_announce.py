"""What is due when, and that it is said once, to a local server that stands for the chat."""

import datetime
import logging
import os
import signal
import socket
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from papers import web
from sessions.announce import send
from sessions.announce.due import due
from sessions.models import Announcement, Group, Material, Session, Webhook
from tests.clock import EARLIER, stopped
from tests.factories import make_group, make_material, make_paper, make_presenter, make_session
from tests.sessions.channel import SECRET, channel, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MINUTE, HOUR, DAY = (datetime.timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days"))
START = EARLIER + 3 * DAY


@pytest.fixture(autouse=True)
def own_network(settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    settings.SITE_URL = "https://readings.example.org"


@pytest.fixture
def there():
    with channel() as server:
        yield server


@pytest.fixture
def clock(monkeypatch):
    return stopped(monkeypatch)


def make_webhook(server=None, kind="discord", **fields):
    url = server.url if server else f"http://127.0.0.1:9/{SECRET}"
    return Webhook.objects.create(**{"name": "#announcements", "kind": kind, "url": url, **fields})


def make_paper_of_flow(number=0):
    return make_paper(title="Flow", arxiv_id=f"2210.{2747 + number:05}")


def occasions(webhook, ready=True):
    return [item.occasion for item in due(webhook) if item.is_ready or not ready]


def run(capsys):
    call_command("announce", "--due")
    return capsys.readouterr().out.splitlines()


def row():
    return Announcement.objects.get()


# What is due


def test_a_new_session_is_told_once_it_has_rested(there, clock, capsys):
    make_group()
    make_webhook(there)
    make_session(number=16, title="Flow Matching", start=START)
    assert (run(capsys), there.received) == ([], [])
    clock(EARLIER + 10 * MINUTE)
    assert run(capsys) == ["#announcements (Discord): new session, Week 16: Flow Matching: sent"]
    assert run(capsys) == []
    clock(EARLIER + 1 * DAY)
    assert run(capsys) == []
    assert [text.split("\n")[0] for text in texts(there)] == ["Coming up: **Week 16: Flow Matching**"]
    assert there.received[0]["allowed_mentions"] == {"parse": []}


def test_a_change_makes_it_rest_again(clock):
    webhook, session = make_webhook(), make_session(start=START)
    clock(EARLIER + 9 * MINUTE)
    session.title = "Mended"
    session.save()
    clock(EARLIER + 11 * MINUTE)
    assert (occasions(webhook), occasions(webhook, ready=False)) == ([], ["new"])
    clock(EARLIER + 19 * MINUTE)
    assert occasions(webhook) == ["new"]


def test_what_is_not_told_as_new(clock, capsys):
    planned = make_session(start=START)
    webhook = make_webhook(posts_reminders=False)
    make_session(start=None)
    make_session(start=START, status="draft")
    make_session(start=START, status="cancelled")
    make_session(start=EARLIER - HOUR)
    clock(EARLIER + HOUR)
    # What was planned before the webhook is no news, also when it is edited.
    planned.title = "Mended"
    planned.save()
    clock(EARLIER + 2 * HOUR)
    assert run(capsys) == []
    assert list(webhook.announcements.values_list("state", "occasion")) == [("passed", "new")]


@pytest.mark.parametrize("change", [{"status": "scheduled"}, {"start": START}])
def test_a_session_is_new_when_it_becomes_one(clock, change):
    session = make_session(
        start=None if "start" in change else START, status="draft" if "status" in change else "scheduled"
    )
    webhook = make_webhook()
    clock(EARLIER + HOUR)
    assert occasions(webhook) == []
    for name, value in change.items():
        setattr(session, name, value)
    session.save()
    clock(EARLIER + 2 * HOUR)
    assert occasions(webhook) == ["new"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (25 * HOUR, []),
        (24 * HOUR, ["day"]),
        (7 * HOUR, ["day"]),
        (6 * HOUR, []),
        (61 * MINUTE, []),
        (60 * MINUTE, ["hour"]),
        (1 * MINUTE, ["hour"]),
        (0 * MINUTE, []),
        (-5 * MINUTE, []),
    ],
)
def test_reminders_have_their_time(clock, before, expected):
    make_group()
    make_session(start=START)
    webhook = make_webhook()
    clock(START - before)
    words = [occasion.partition(" ")[0] for occasion in occasions(webhook) if occasion != "new"]
    assert words == expected


@pytest.mark.parametrize(
    ("local", "day", "hour"),
    [
        # The clocks go back at 3:00 on Sunday 25 October 2026: the day before has 24 hours, and Sunday 25.
        ("2026-10-24 18:00", "2026-10-23 18:00", "2026-10-24 17:00"),
        ("2026-10-25 18:00", "2026-10-24 19:00", "2026-10-25 17:00"),
        ("2026-10-26 18:00", "2026-10-25 18:00", "2026-10-26 17:00"),
    ],
)
def test_reminders_when_the_clocks_change(clock, local, day, hour):
    zone = ZoneInfo("Europe/Paris")
    make_group(time_zone="Europe/Paris")
    start, day, hour = (
        datetime.datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(datetime.UTC)
        for text in (local, day, hour)
    )
    make_session(start=start)
    webhook = make_webhook()
    for word, moment in (("day", day), ("hour", hour)):
        clock(moment - MINUTE)
        assert [item for item in occasions(webhook) if item != "new"] == []
        clock(moment)
        assert [item for item in occasions(webhook) if item != "new"] == [
            f"{word} {start.isoformat(timespec='minutes')}"
        ]


def test_the_group_says_when_it_is_reminded(clock):
    make_group(reminds_a_day_before=False, reminds_an_hour_before=False)
    make_session(start=START)
    webhook = make_webhook()
    for before in (24 * HOUR, HOUR):
        clock(START - before)
        assert [item for item in occasions(webhook) if item != "new"] == []


def test_a_moved_session_is_reminded_of_again(there, clock, capsys):
    make_group()
    session = make_session(title="Moved", start=START)
    make_webhook(there)
    clock(START - DAY)
    assert len(run(capsys)) == 1
    session.start = START + DAY
    session.save()
    clock(START)
    assert run(capsys) == ["#announcements (Discord): reminder, a day before, Moved: sent"]
    assert run(capsys) == []
    assert len(there.received) == 2


def test_no_reminder_right_after_the_announcement(there, clock, capsys):
    make_group()
    make_webhook(there)
    make_session(title="Late", start=EARLIER + 20 * HOUR)
    said = []
    for minutes in range(10, 20 * 60, 30):
        clock(EARLIER + minutes * MINUTE)
        said += [(minutes, line.partition(", Late")[0].partition("): ")[2]) for line in run(capsys)]
    assert said == [(10, "new session"), (730, "reminder, a day before"), (1150, "reminder, an hour before")]
    assert texts(there)[1].startswith("Today: **Late**")
    assert texts(there)[2].startswith("In 50 minutes: **Late**")


def test_a_session_within_the_hour_is_told_soon_and_is_its_own_reminder(there, clock, capsys):
    make_group()
    make_webhook(there)
    make_session(title="Soon", start=EARLIER + 40 * MINUTE)
    said = []
    for minutes in range(45):
        clock(EARLIER + minutes * MINUTE)
        said += [(minutes, line.partition(", Soon")[0].partition("): ")[2]) for line in run(capsys)]
    assert said == [(1, "new session"), (31, "reminder, an hour before")]
    assert texts(there)[1].startswith("In 10 minutes: **Soon**")


def test_a_cancellation_is_told_to_those_who_were_told(there, clock, capsys):
    make_group()
    webhook = make_webhook(there)
    session, unheard = (
        make_session(title="Told", start=START),
        make_session(title="Untold", start=START, status="draft"),
    )
    clock(EARLIER + HOUR)
    run(capsys)
    for row in (session, unheard):
        row.status = "cancelled"
        row.save()
    clock(EARLIER + 2 * HOUR)
    assert run(capsys) == ["#announcements (Discord): cancellation, Told: sent"]
    assert (run(capsys), texts(there)[1].split("\n")[0]) == ([], "Cancelled: **Told**")
    clock(START - DAY)
    assert run(capsys) == []

    # It takes place after all, and then not.
    for status, line in (("scheduled", "new session"), ("cancelled", "cancellation")):
        session.status = status
        session.save()
        clock(timezone.now() + HOUR)
        assert run(capsys)[:1] == [f"#announcements (Discord): {line}, Told: sent"]
    assert set(webhook.announcements.values_list("occasion", flat=True)) == {"new", "cancelled", "new 2", "cancelled 2"}


def test_a_recording_is_told_once(there, clock, capsys):
    make_group()
    session = make_session(title="Held", start=EARLIER - DAY, recorded=True)
    webhook = make_webhook(there)
    clock(EARLIER + HOUR)
    make_material(session, url="https://video.example/new")
    make_material(session, kind="slides", url="https://slides.example/new")
    make_material(make_session(start=START), url="https://video.example/early")
    make_material(make_session(start=EARLIER - DAY, status="draft"), url="https://video.example/draft")
    assert [item.kind for item in due(webhook) if item.is_ready] == []
    clock(EARLIER + 2 * HOUR)
    lines = [line for line in run(capsys) if "recording" in line]
    assert lines == ["#announcements (Discord): new recording, Held: sent"]
    assert texts(there)[-1] == (
        "The recording and slides of **Held** are up.\n\n**Recording 2:** https://video.example/new\n"
        "**Slides:** <https://slides.example/new>\n\nEverything about it: <https://readings.example.org/sessions/held/>"
    )
    recording = Material.objects.get(url="https://video.example/new")
    recording.title = "Part 1"
    recording.save()
    clock(EARLIER + DAY)
    assert [line for line in run(capsys) if "recording" in line] == []
    clock(EARLIER + 9 * DAY)
    assert [item for item in due(webhook) if item.kind == "recording"] == []


@pytest.mark.parametrize("wanted", ["posts_sessions", "posts_reminders", "posts_recordings"])
def test_a_webhook_posts_what_it_is_to_post(clock, wanted):
    make_group()
    names = ("posts_sessions", "posts_reminders", "posts_recordings")
    before = make_session(title="Before", start=START)
    webhook = make_webhook(**{name: name == wanted for name in names})
    clock(EARLIER + HOUR)
    make_session(start=START + 5 * DAY)
    make_material(make_session(start=EARLIER - DAY))
    clock(START - DAY)
    found = {
        (item.kind, item.session == before)
        for item in due(webhook)
        if item.key not in send.rows_of(webhook, due(webhook))
    }
    assert found == {
        "posts_sessions": {("new", False)},
        "posts_reminders": {("day", True)},
        "posts_recordings": {("recording", False)},
    }[wanted]  # fmt: skip


def test_a_hundred_sessions_at_once_are_no_flood(there, clock, capsys):
    make_group()
    webhook = make_webhook(there)
    clock(EARLIER + MINUTE)
    for number in range(100):
        make_session(number=number + 1, start=START + number * DAY)
        make_material(
            make_session(start=EARLIER - number * DAY, number=200 + number), url=f"https://v.example/{number}"
        )
    clock(EARLIER + HOUR)
    lines = run(capsys)
    assert len(lines) == len(there.received) == 10
    assert [int(line.split("Week ")[1].partition(":")[0]) for line in lines[:5]] == [1, 2, 3, 4, 5]
    assert run(capsys) == []
    states = list(webhook.announcements.values_list("state", flat=True))
    assert (states.count("sent"), states.count("passed")) == (10, 190)


def test_what_an_organizer_deletes_and_brings_back_is_not_told_again(there, clock, capsys):
    make_group()
    make_webhook(there)
    session = make_session(start=START)
    clock(EARLIER + HOUR)
    run(capsys)
    uid, key = session.uid, session.pk
    session.delete()
    assert run(capsys) == []
    make_session(pk=key, uid=uid, start=START)
    clock(EARLIER + 2 * HOUR)
    assert (run(capsys), len(there.received)) == ([], 1)


def test_a_silent_webhook_posts_nothing(there, clock, capsys):
    make_webhook(there, is_active=False)
    make_session(start=START)
    clock(EARLIER + HOUR)
    assert (run(capsys), there.received) == ([], [])


# What becomes of it


@pytest.fixture
def news(there, clock):
    """Something that is due at the server's webhook."""
    make_group()
    webhook = make_webhook(there, posts_reminders=False)
    make_session(title="A title", start=START)
    clock(EARLIER + HOUR)
    return webhook


LINE = "#announcements (Discord): new session, A title: "


def test_failed_and_then_fine(news, there, clock, capsys):
    there.answers += [500, 503]
    assert run(capsys) == [f"{LINE}The answer was 500. Tried again in 1 min."]
    assert run(capsys) == []
    clock(EARLIER + HOUR + MINUTE)
    assert run(capsys) == [f"{LINE}The answer was 503. Tried again in 2 min."]
    clock(EARLIER + HOUR + 3 * MINUTE)
    assert (run(capsys), row().state, row().tries, row().message) == ([f"{LINE}sent"], "sent", 3, "")
    assert len(there.received) == 3


def test_it_is_not_tried_for_ever(news, there, clock, capsys):
    there.answers += [500] * 100
    for hours in range(48):
        clock(EARLIER + HOUR + hours * HOUR)
        run(capsys)
    assert (row().state, row().tries, len(there.received)) == ("failed", 10, 10)
    assert row().message == "The answer was 500. Given up."


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ((429, {"Retry-After": "600"}, b""), 10),
        ((429, {}, b'{"message": "You are being rate limited.", "retry_after": 119.5, "global": false}'), 2),
        ((429, {"Retry-After": "Thu, 01 Jan 2026 13:30:00 GMT"}, b""), 30),
        ((429, {"Retry-After": "soon"}, b"no"), 1),
        ((429, {"Retry-After": "nan"}, b"[]"), 1),
        ((429, {"Retry-After": "-5"}, b""), 1),
        ((429, {"Retry-After": "1e300"}, b""), 1),
    ],
)
def test_a_pause_is_kept_for_all_messages(news, there, clock, capsys, answer, minutes):
    there.answers.append(answer)
    make_session(title="Another", start=START)
    clock(EARLIER + HOUR)
    line = run(capsys)
    Session.objects.update(modified=EARLIER - DAY)
    assert line[0].startswith(f"{LINE}The other side asks for a pause (it answered 429). Tried again in {minutes}")
    clock(EARLIER + HOUR + (minutes - 1) * MINUTE)
    assert (run(capsys), len(there.received)) == ([], 1)
    clock(EARLIER + HOUR + minutes * MINUTE)
    assert (len(run(capsys)), len(there.received)) == (2, 3)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_webhook_that_is_gone_falls_silent(news, there, clock, capsys, status):
    there.answers.append(status)
    reason = f"The other side takes nothing more at this address (it answered {status})."
    assert run(capsys) == [f"{LINE}{reason} Given up."]
    assert (row().state, row().message) == ("failed", f"{reason} Given up.")
    news.refresh_from_db()
    assert news.is_active is False
    assert news.problem == f"{reason} Paste a new address, and let it post again."
    assert list(Webhook.objects.in_trouble()) == [news]
    assert (run(capsys), len(there.received)) == ([], 1)


@pytest.mark.parametrize(("status", "is_active"), [(401, True), (403, True), (404, True), (410, False)])
def test_another_program_may_only_be_restarting(news, there, clock, capsys, status, is_active):
    Webhook.objects.update(kind="json")
    there.answers.append(status)
    run(capsys)
    news.refresh_from_db()
    assert (news.is_active, row().state) == (is_active, "waiting" if is_active else "failed")


@pytest.mark.parametrize("status", [400, 413, 422, 301, 308])
def test_what_is_refused_is_given_up_and_keeps_nothing_else_away(news, there, clock, capsys, status):
    make_session(title="Another", start=START + DAY)
    Session.objects.update(modified=EARLIER)
    there.answers.append((status, {"Location": there.url}, b""))
    lines = run(capsys)
    assert (lines[0][-10:], lines[1][-13:]) == (" Given up.", "Another: sent")
    assert [*Announcement.objects.order_by("pk").values_list("state", flat=True)] == ["failed", "sent"]
    assert len(there.received) == 2


def silent(handler):
    handler.server.patience.wait(5)


def malformed(handler):
    handler.wfile.write(b"\x00\x01 nonsense\r\n\r\n")


def cut(handler):
    return None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (silent, "The site did not answer in time."),
        (malformed, "The connection broke off."),
        (cut, "The connection broke off."),
        (502, "The answer was 502."),
        (504, "The answer was 504."),
    ],
)
def test_no_answer_is_followed_by_one_repeat_at_the_most(news, there, clock, capsys, monkeypatch, answer, words):
    monkeypatch.setattr(web, "READ_SECONDS", 0.2)
    there.answers += [answer, answer]
    assert run(capsys) == [f"{LINE}{words} It may have been posted already. Tried again in 1 min."]
    clock(EARLIER + HOUR + MINUTE)
    assert run(capsys) == [f"{LINE}{words} It may have been posted, perhaps twice. Given up."]
    clock(EARLIER + 3 * HOUR)
    assert (run(capsys), len(there.received), row().state) == ([], 2, "failed")


def test_no_answer_and_then_a_good_one_says_so(news, there, clock, capsys):
    there.answers.append(cut)
    run(capsys)
    clock(EARLIER + HOUR + MINUTE)
    words = "It may have been posted twice: of an earlier try nobody knows whether it arrived."
    assert run(capsys) == [f"{LINE}sent. {words}"]
    assert (row().state, row().message, len(there.received)) == ("sent", words, 2)


def test_an_answer_that_never_ends_is_an_answer(news, there, capsys):
    there.answers.append((200, {"Content-Length": "100000"}, b"ok"))
    assert run(capsys) == [f"{LINE}sent"]


def test_nobody_there_is_tried_again(clock, capsys):
    make_group()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        make_webhook(url=f"http://127.0.0.1:{free.getsockname()[1]}/{SECRET}")
        make_session(title="A title", start=START)
        clock(EARLIER + HOUR)
        assert run(capsys) == [f"{LINE}The site cannot be reached. Tried again in 1 min."]
    assert (row().state, row().unsure, row().tries) == ("waiting", 0, 1)


def test_a_private_address_is_not_asked(news, there, capsys, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    assert run(capsys) == [f"{LINE}It lies in a private network. Tried again in 1 min."]
    assert there.received == []


def test_a_failure_of_ours_is_written_down_without_the_address(news, capsys, monkeypatch, caplog):
    def fails(url, *args, **kwargs):
        raise ValueError(url)

    monkeypatch.setattr("sessions.announce.post.asked", fails)
    assert run(capsys) == [f"{LINE}The program failed. It may have been posted already. Tried again in 1 min."]
    assert caplog.messages == ["Posting to a webhook ended in ValueError."]
    assert SECRET not in caplog.text


def test_a_reminder_that_comes_too_late_is_given_up(there, clock, capsys):
    make_group()
    make_session(title="A title", start=START)
    make_webhook(there)
    there.answers += [500]
    clock(START - MINUTE)
    run(capsys)
    clock(START)
    assert run(capsys) == []
    late = Announcement.objects.get(occasion__startswith="hour")
    assert (late.state, late.message) == ("failed", "The answer was 500. By now it is too late.")
    assert len(there.received) == 1


# Side by side, and killed; with real processes in test_announce_processes.py


def test_what_another_process_claimed_is_left_alone(news, there, clock, capsys):
    [item] = due(news)
    first = send.claim(news, item, timezone.now())
    assert send.claim(news, item, timezone.now()) is None
    assert (run(capsys), first.state, first.tries) == ([], "sending", 1)
    assert there.received == []


def test_what_a_killed_process_claimed_is_repeated_once(news, there, clock, capsys):
    [item] = due(news)
    send.claim(news, item, timezone.now())
    clock(EARLIER + HOUR + 2 * MINUTE)
    assert run(capsys) == []
    clock(EARLIER + HOUR + 3 * MINUTE)
    words = "It may have been posted twice: of an earlier try nobody knows whether it arrived."
    assert run(capsys) == [f"{LINE}sent. {words}"]
    assert (len(there.received), row().state, row().unsure) == (1, "sent", 1)


def test_killed_twice_it_is_given_up(news, there, clock, capsys):
    for hours in (1, 2):
        clock(EARLIER + hours * HOUR)
        send.look_after_the_lost(news)
        assert send.claim(news, due(news)[0], timezone.now())
    clock(EARLIER + 3 * HOUR)
    assert (run(capsys), there.received) == ([], [])
    words = "It may have been posted, perhaps twice: two runs were stopped in the middle. It is not tried again."
    assert (row().state, row().unsure, row().message) == ("failed", 2, words)


def test_a_process_that_slept_posts_nothing(news, there, clock):
    [item] = due(news)
    claimed = send.claim(news, item, timezone.now())
    clock(EARLIER + 2 * HOUR)
    outcome = send.say(news, item, claimed, Group.objects.current())
    assert (outcome.words, there.received) == ("this machine was asleep", [])


def test_what_a_slow_process_writes_changes_nothing_that_another_wrote(news, there, clock, capsys):
    [item] = due(news)
    slow = send.claim(news, item, timezone.now())
    clock(EARLIER + 2 * HOUR)
    run(capsys)
    send.settle(slow, state="waiting")
    assert row().state == "sent"


def test_stops_between_two_messages(news, there):
    make_session(start=START + DAY)
    Session.objects.update(modified=EARLIER)
    assert len(list(send.announce(lambda: len(there.received) == 1))) == 1


def test_an_address_that_was_replaced_meanwhile_is_not_silenced(news, there, capsys):
    old = Webhook.objects.get()
    Webhook.objects.update(url=f"{there.url}/new")
    [item] = due(news)
    claimed = send.claim(old, item, timezone.now())
    send.record(old, claimed, send.Outcome("gone", "gone"))
    assert Webhook.objects.get().is_active is True


# For ever


class Stop(Event):
    """Nobody waits for it here, and it does not go on for ever."""

    def __init__(self):
        super().__init__()
        self.waited = []

    def wait(self, timeout=None):
        self.waited.append(timeout)
        if len(self.waited) == 9:
            self.set()


@pytest.fixture
def stop(monkeypatch):
    """What stops the command; the ways to do so are this process's own again afterwards."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    stop = Stop()
    monkeypatch.setattr("sessions.management.commands.announce.Event", lambda: stop)
    # The test is within a transaction, of which the command knows nothing.
    monkeypatch.setattr("sessions.management.commands.announce.close_old_connections", lambda: None)
    yield stop
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_going_on_it_finishes_the_message_that_it_is_sending(news, there, stop, capsys):
    make_session(title="Another", start=START + DAY)
    Session.objects.update(modified=EARLIER)

    def ended(handler):
        os.kill(os.getpid(), signal.SIGTERM)
        return 204

    there.answers.append(ended)
    call_command("announce", "--due", "--every", "60")
    assert (capsys.readouterr().out, stop.waited) == (f"{LINE}sent\n", [60])
    assert [*Announcement.objects.values_list("state", flat=True)] == ["sent"]


def test_going_on_it_survives_a_database_that_is_away(monkeypatch, stop, capsys):
    tries = []

    def announce(has_to_stop):
        tries.append(has_to_stop())
        if len(tries) < 3:
            raise OperationalError("the password was rejected")
        os.kill(os.getpid(), signal.SIGINT)
        return []

    monkeypatch.setattr("sessions.management.commands.announce.announce", announce)
    call_command("announce", "--due", "--every", "60")
    assert (tries, stop.waited) == ([False] * 3, [60] * 3)
    assert capsys.readouterr().err == "OperationalError; tried again in 60 seconds.\n" * 2


# Dry run, secrets, other programs


def test_a_dry_run_prints_and_writes_nothing(news, there, capsys):
    call_command("announce", "--due", "--dry-run")
    out = capsys.readouterr().out
    assert out.splitlines()[:3] == [
        "#announcements (Discord): new session, A title",
        "    Coming up: **A title**",
        "",
    ]
    assert out.endswith("\n1 would be posted, with links to https://readings.example.org (SITE_URL).\n")
    assert (there.received, Announcement.objects.count(), SECRET in out) == ([], 0, False)
    run(capsys)
    call_command("announce", "--due", "--dry-run")
    assert capsys.readouterr().out.startswith("0 would be posted")


def test_a_dry_run_says_what_rests(news, there, clock, capsys):
    clock(EARLIER + MINUTE)
    call_command("announce", "--due", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        f"{LINE}not yet. It rests for some minutes after its last change.",
        "0 would be posted, with links to https://readings.example.org (SITE_URL).",
    ]


def test_due_has_to_be_asked_for():
    with pytest.raises(CommandError, match="--due"):
        call_command("announce")


@pytest.mark.parametrize("answer", [204, 404, 500, 429, malformed, (200, {"X": "a\r\nb c: d\r\n e"}, b"")])
def test_the_address_is_in_no_output_and_no_log(news, there, capsys, caplog, answer):
    there.answers.append(answer)
    with caplog.at_level(logging.INFO):
        run(capsys)
    call_command("announce", "--due", "--dry-run")
    out = capsys.readouterr()
    for said in (caplog.text, out.out, out.err, *Announcement.objects.values_list("message", flat=True)):
        assert SECRET not in said
        assert "127.0.0.1" not in said
    assert SECRET not in Webhook.objects.get().problem
    assert logging.getLogger("urllib3").level == logging.ERROR  # it names addresses


def test_another_program_gets_the_facts(there, clock, capsys):
    make_group(name="Group", join_url="https://chat.example/", time_zone="Europe/Paris")
    make_webhook(there, kind="json")
    paper, person = make_paper_of_flow(), make_presenter(name="Ada")
    session = make_session(paper, number=16, title="Flow $\\ell_2$", start=START, length=90 * MINUTE)
    session.presentations.create(presenter=person)
    session.readings.update(note="But $\\rho$")
    clock(EARLIER + HOUR)
    run(capsys)
    [sent], [headers] = there.received, there.headers
    assert sent.pop("text").startswith("Coming up: **Week 16: Flow ℓ₂**\n\n- **When:** Sunday 4 January 2026, 13:00")
    identity = sent.pop("id")
    assert headers["Idempotency-Key"] == identity
    assert headers["Content-Type"] == "application/json"
    assert sent == {
        "version": 1,
        "event": "session.announced",
        "reminder": None,
        "group": {"name": "Group", "url": "https://readings.example.org"},
        "session": {
            "id": str(session.uid), "number": 16, "last_number": None, "label": "Week 16", "title": "Flow ℓ₂",
            "status": "scheduled", "start": "2026-01-04T12:00:00+00:00", "time_zone": "Europe/Paris", "minutes": 90,
            "url": f"https://readings.example.org{session.get_absolute_url()}", "join_url": "https://chat.example/",
            "presenters": [{"name": "Ada", "role": "presenter"}],
            "readings": [
                {"title": "Flow", "url": "https://arxiv.org/abs/2210.02747", "optional": False, "note": "But ρ"}
            ],
            "materials": [],
        },
        "recording": None,
    }  # fmt: skip


def test_a_repeat_has_the_same_id(there, clock, capsys):
    make_group()
    make_webhook(there, kind="json")
    make_session(start=START)
    clock(EARLIER + HOUR)
    there.answers.append(cut)
    run(capsys)
    clock(EARLIER + 2 * HOUR)
    run(capsys)
    assert len({sent["id"] for sent in there.received}) == 1
    assert len(there.received) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(clock, django_assert_num_queries, count):
    make_group()
    webhook = make_webhook()
    clock(EARLIER + MINUTE)
    for number in range(count):
        make_session(make_paper_of_flow(number), start=START + number * DAY)
        make_material(make_session(start=EARLIER - DAY - number * DAY), url=f"https://v.example/{number}")
    clock(EARLIER + HOUR)
    with django_assert_num_queries(13):
        assert len(due(webhook)) == 2 * count
