"""What is said of a session, in the marks of each place."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sessions.announce.languages import Discord, Markdown, Plain, Slack, SlackByHand, when_in_words
from sessions.announce.texts import Message, loaded, posted_names, soon
from sessions.models import Group, Material, Session
from tests.clock import EARLIER, stopped
from tests.factories import (
    PDF,
    make_group,
    make_material,
    make_paper,
    make_presentation,
    make_presenter,
    make_reading,
    make_resource,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

SITE = "https://readings.example.org"
START = datetime.datetime(2026, 7, 1, 16, tzinfo=datetime.UTC)


def message(session, say, moment=EARLIER):
    return Message(loaded(Session.objects.all()).get(pk=session.pk), Group.objects.current(), SITE, say, moment)


@pytest.fixture
def flow(monkeypatch):
    """A session with everything."""
    stopped(monkeypatch)
    make_group(name="Group", time_zone="Europe/Paris", join_url="https://chat.example/a", channel="#papers")
    session = make_session(number=16, title="Flow Matching", start=START, length=datetime.timedelta(minutes=90))
    make_reading(session, make_paper(title="Flow Matching for $\\ell_2$ Models", arxiv_id="2210.02747"))
    make_reading(
        session, make_resource(title="A post", url="https://blog.example/a_(b)"), is_optional=True, note="part 1"
    )
    make_presentation(session, make_presenter(name="Ada Lovelace"))
    make_presentation(session, make_presenter(name="Alan Turing"), role="guest")
    return session


def test_discord(flow):
    assert message(flow, Discord()).coming() == (
        "Coming up: **Week 16: Flow Matching**\n\n"
        "**When:** <t:1782921600:F> (<t:1782921600:R>), 90 minutes\n"
        "**With:** Ada Lovelace, Alan Turing (guest)\n"
        "**Join:** <https://chat.example/a>, then find #papers\n\n"
        "**To read:**\n"
        "- [Flow Matching for ℓ₂ Models](<https://arxiv.org/abs/2210.02747>)\n"
        "- [A post](<https://blog.example/a_%28b%29>) (optional) – part 1\n\n"
        "Everything about it: https://readings.example.org/sessions/week-16-flow-matching/"
    )


def test_slack_by_an_app(flow):
    assert message(flow, Slack()).coming() == (
        "Coming up: *Week 16: Flow Matching*\n\n"
        "*When:* <!date^1782921600^{date_long_pretty} {time}|Wednesday 1 July 2026, 18:00 Europe/Paris (16:00 UTC)>, "
        "90 minutes\n"
        "*With:* Ada Lovelace, Alan Turing (guest)\n"
        "*Join:* <https://chat.example/a>, then find #papers\n\n"
        "*To read:*\n"
        "• <https://arxiv.org/abs/2210.02747|Flow Matching for ℓ₂ Models>\n"
        "• <https://blog.example/a_%28b%29|A post> (optional) – part 1\n\n"
        "Everything about it: <https://readings.example.org/sessions/week-16-flow-matching/>"
    )


def test_slack_by_hand(flow):
    text = message(flow, SlackByHand()).coming()
    assert text.startswith(
        "Coming up: Week 16: Flow Matching\n\nWhen: Wednesday 1 July 2026, 18:00 Europe/Paris (16:00"
    )
    assert "\n• Flow Matching for ℓ₂ Models https://arxiv.org/abs/2210.02747\n" in text


def test_e_mail(flow):
    said = message(flow, Plain())
    assert said.subject("coming") == "[Group] Week 16: Flow Matching, Wednesday 1 July 2026"
    assert said.coming() == (
        "Coming up: Week 16: Flow Matching\n\n"
        "When: Wednesday 1 July 2026, 18:00 Europe/Paris (16:00 UTC), 90 minutes\n"
        "With: Ada Lovelace, Alan Turing (guest)\n"
        "Join: https://chat.example/a, then find #papers\n\n"
        "To read:\n"
        "- Flow Matching for ℓ₂ Models\n  https://arxiv.org/abs/2210.02747\n"
        "- A post (optional) – part 1\n  https://blog.example/a_(b)\n\n"
        "Everything about it: https://readings.example.org/sessions/week-16-flow-matching/"
    )


def test_markdown(flow):
    text = message(flow, Markdown()).coming()
    assert "\n- **When:** Wednesday 1 July 2026, 18:00 Europe/Paris (16:00 UTC), 90 minutes\n" in text
    assert "\n- [A post](https://blog.example/a_%28b%29) (optional) – part 1\n" in text


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (Discord(), r"**\*a\* \_b\_ \`c\` \[d\](e) \<@​123\> @​everyone @​here \~f\~ \|g\| & \&amp; \\h**"),
        (Markdown(), r"**\*a\* \_b\_ \`c\` \[d\](e) \<@​123\> @​everyone @​here \~f\~ \|g\| & \&amp; \\h**"),
        (
            Slack(),
            "*​*​a​*​ ​_​b​_​ ​`​c​`​ [d](e) &lt;@​123&gt; @​everyone @​here ​~​f​~​ |g| &amp; &amp;amp; \\h*",
        ),
        (Plain(), r"*a* _b_ `c` [d](e) <@​123> @​everyone @​here ~f~ |g| & &amp; \h"),
    ],
    ids=["discord", "markdown", "slack", "plain"],
)
def test_a_title_shows_as_it_is_and_pings_nobody(say, expected):
    title = "*a* _b_ `c` [d](e) <@123> @everyone\n@here ~f~ |g| & &amp; \\h\x00"
    assert say.strong(title) == expected


def test_a_link_leads_where_it_should():
    url = "https://x.example/a b?(c)=|d>"
    assert Discord().link("[t]", url) == r"[\[t\]](<https://x.example/a%20b?%28c%29=%7Cd%3E>)"
    assert Markdown().link("t", url) == "[t](https://x.example/a%20b?%28c%29=%7Cd%3E)"
    assert Slack().link("a>b", "https://x.example/?a&b") == "<https://x.example/?a&amp;b|a&gt;b>"
    assert Discord().link("https://y.example", "https://x.example/") == "https://y.example <https://x.example/>"
    assert [say.link("t", "") for say in (Discord(), Markdown(), Slack(), Plain())] == ["t"] * 4


@pytest.mark.parametrize(
    ("start", "zone", "words"),
    [
        ("2026-07-01T16:00", "UTC", "Wednesday 1 July 2026, 16:00 UTC"),
        ("2026-07-02T01:00", "America/New_York", "Wednesday 1 July 2026, 21:00 America/New_York (Thursday 01:00 UTC)"),
        # The hour that the clocks show twice.
        ("2026-10-25T00:30", "Europe/Paris", "Sunday 25 October 2026, 02:30 Europe/Paris (00:30 UTC)"),
        ("2026-10-25T01:30", "Europe/Paris", "Sunday 25 October 2026, 02:30 Europe/Paris (01:30 UTC)"),
    ],
)
def test_when_in_words(start, zone, words):
    moment = datetime.datetime.fromisoformat(start).replace(tzinfo=datetime.UTC)
    assert when_in_words(moment, ZoneInfo(zone)) == words


@pytest.mark.parametrize(
    ("start", "moment", "words"),
    [
        ("2026-10-25 18:00", "2026-10-24 19:00", "Tomorrow"),  # 24 hours, though the clocks go back
        ("2026-03-30 00:15", "2026-03-28 23:15", "On Monday"),  # 24 hours, over a day of 23
        ("2026-10-26 00:15", "2026-10-25 00:30", "Tomorrow"),
        ("2026-07-01 18:00", "2026-07-01 09:00", "Today"),
        ("2026-07-01 18:00", "2026-07-01 17:00", "In an hour"),
        ("2026-07-01 18:00", "2026-07-01 17:38", "In 20 minutes"),
        ("2026-07-01 18:00", "2026-07-01 17:57", "In a few minutes"),
        ("2026-07-01 18:00", "2026-07-01 18:00", "Now"),
        ("2026-07-01 18:00", "2026-06-28 18:00", "On Wednesday"),
        ("2026-07-01 18:00", "2026-06-20 18:00", "On Wednesday 1 July"),
    ],
)
def test_how_soon(start, moment, words):
    zone = ZoneInfo("Europe/Paris")
    start, moment = (
        datetime.datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(datetime.UTC) for text in (start, moment)
    )
    assert soon(start, zone, moment) == words


def test_without_a_date(flow):
    flow.start = None
    flow.save()
    said = message(flow, Discord())
    assert "**When:** date to be announced, 90" not in said.coming()
    assert "**When:** date to be announced\n" in said.coming()
    assert "<t:" not in said.coming() + said.reminder()
    assert said.reminder().startswith("Coming up: ")
    assert message(flow, Plain()).subject("reminder") == "[Group] Week 16: Flow Matching"


def test_cancelled(flow):
    flow.status = "cancelled"
    flow.save()
    said = message(flow, Markdown())
    text = (
        "Cancelled: **Week 16: Flow Matching**\n"
        "It was to be on Wednesday 1 July 2026, 18:00 Europe/Paris (16:00 UTC).\n\n"
        "More: <https://readings.example.org/sessions/week-16-flow-matching/>"
    )
    assert (said.coming(), said.reminder()) == (text, text)
    assert said.subject("coming") == "[Group] Cancelled: Week 16: Flow Matching"


def test_posted(flow):
    make_material(flow, url="https://youtu.be/abcdefghijk")
    make_material(flow, kind="slides", url=None, file=SimpleUploadedFile("deck.pdf", PDF), title="Ada’s")
    said = message(flow, Discord())
    page = "https://readings.example.org/sessions/week-16-flow-matching/"
    assert said.posted(said.session.materials.all()) == (
        "The recording and slides of **Week 16: Flow Matching** are up.\n\n"
        "**With:** Ada Lovelace, Alan Turing (guest)\n"
        "**Recording:** https://youtu.be/abcdefghijk\n"
        f"**Slides (Ada’s):** <https://readings.example.org/media/sessions/{flow.slug}/deck.pdf>\n\n"
        f"Everything about it: <{page}>"
    )
    assert said.subject("posted") == "[Group] Recording and slides: Week 16: Flow Matching"
    assert said.posted([]) == ""


def test_posted_tells_two_decks_without_titles_apart(flow):
    make_material(flow, kind="slides", url="https://slides.example/one")
    make_material(flow, kind="slides", url="https://slides.example/two")
    said = message(flow, Markdown()).posted(flow.materials.all())
    assert "- **Slides 1:** <https://slides.example/one>\n- **Slides 2:** <https://slides.example/two>" in said


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["recording"], ("recording", False)),
        (["recording", "recording"], ("recordings", True)),
        (["slides"], ("slides", True)),
        (["code"], ("code", False)),
        (["notebook", "slides", "recording"], ("recording, slides and notebook", True)),
    ],
)
def test_names_of_what_was_posted(kinds, expected):
    assert posted_names([Material(kind=kind) for kind in kinds]) == expected


def test_readings_of_other_sessions(flow):
    other, draft = make_session(number=13, title="Latents"), make_session(title="Plan", status="draft")
    flow.readings_note = "Same as Week 13"
    flow.save()
    flow.readings_from.add(other, draft)
    text = message(flow, Markdown()).coming()
    assert "- Same as Week 13\n" in text
    assert "- [What was read in Week 13: Latents](https://readings.example.org/sessions/week-13-latents/)\n" in text
    assert "Plan" not in text


@pytest.mark.parametrize("count", [10, 40, 200])
def test_discord_takes_2000_letters(flow, count):
    for number in range(count):
        make_reading(flow, make_resource(title=f"{'🐙' * 50} {number}"))
    text = message(flow, Discord()).coming()
    shown = text.count("🐙" * 50)
    assert len(text.encode("utf-16-le")) // 2 <= 2_000
    assert shown == min(count, 11)
    # The two that it had before come first.
    assert (f"- and {count - shown} more, on the page\n" in text) == (count > shown)
    assert text.endswith("Everything about it: https://readings.example.org/sessions/week-16-flow-matching/")


def test_what_cannot_be_shortened_is_cut_at_a_line():
    say = Discord()
    assert say.fit("a" * 1_500 + "\n" + "b" * 600) == "a" * 1_500 + "\n…"
    assert say.fit("a" * 2_001) == "…"
    assert say.fit("a" * 2_000) == "a" * 2_000
