"""Sessions in people's own calendars: one to subscribe to, one file a session, and the services' links to them.

Times are given in UTC. A session is one moment, and UTC says it without a doubt: also in the hour that clocks show
twice, also after a government moves summer time, and for a subscriber in any zone, whose calendar does the rest. A
time in the group's zone would need the zone's rules beside it, which programs read differently or replace by theirs.
"""

import datetime
import re
from urllib.parse import quote, urlencode

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vDuration, vText

from papers.formulas import plain
from papers.slugs import named
from sessions.fields import DAY
from sessions.fresh import asked_again
from sessions.models import Group, Presentation, Reading, Session

# Never to change: programs know a session again by its id, whatever address the site has.
UID_SUFFIX = "@readinggroup"
REFRESH = datetime.timedelta(hours=1)
# Services take a whole event in an address, which servers cut off somewhere after 8,000 letters.
DETAILS_LENGTH = 1_000

# What neither a calendar nor XML can hold, and the line ends that some programs take for the end of a property.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(text):
    return LINE_END.sub("\n", UNPRINTABLE.sub("", text))


def referred():
    """Loads the public sessions whose readings a session goes back to."""
    readings = Prefetch("readings", Reading.objects.with_works())
    return Prefetch("readings_from", Session.objects.public().prefetch_related(readings).oldest_first())


def dated():
    """The public sessions that a calendar can hold, with all that an event says."""
    readings = Prefetch("readings", Reading.objects.with_works())
    presentations = Prefetch("presentations", Presentation.objects.with_people())
    sessions = Session.objects.public().filter(start__isnull=False).with_timeline()
    return sessions.prefetch_related(readings, presentations, referred())


def title(session):
    """Programs that do not show an event's status still show that it was cancelled."""
    words = plain(str(session))
    return " ".join(printable(f"Cancelled: {words}" if session.is_cancelled else words).split())


def span(session):
    """When it begins and ends: two moments, or two days, the second of them the first that it does not take."""
    if not session.has_time:
        return session.day, session.day + DAY
    return session.start.astimezone(datetime.UTC), session.end.astimezone(datetime.UTC)


def join_url(session, group):
    """Where to go at its time; nothing once it is over or cancelled. Needs with_timeline()."""
    return "" if session.is_cancelled or session.is_past else session.join_url or group.join_url


def description(session, group, page, referred=()):
    """What to read, who presents, where to join; `referred` are the sessions whose readings it goes back to."""
    lines = [plain(session.readings_note), *map(reading_line, session.readings.all())]
    for other in referred:
        lines += [f"{plain(str(other))}:", *map(reading_line, other.readings.all())] if other.readings.all() else []
    blocks = ["\n".join(filter(None, lines))]
    blocks.append(", ".join(dict.fromkeys(with_role(shown) for shown in session.presentations.all())))
    if link := join_url(session, group):
        room = f", then find {group.channel}" if group.channel and not session.join_url else ""
        blocks.append(f"Join: {link}{room}")
    blocks.append(f"Everything about it: {page}")
    return printable("\n\n".join(filter(None, blocks)))


def reading_line(reading):
    link = reading.paper.abstract_url if reading.paper_id else reading.resource.url
    words = [plain(reading.work.title), "(optional)" if reading.is_optional else "", link, plain(reading.note)]
    return f"• {' '.join(filter(None, words))}"


def with_role(presentation):
    name = presentation.presenter.name
    presents = presentation.role == presentation.Role.PRESENTER
    return name if presents else f"{name} ({presentation.get_role_display().lower()})"


def event(session, group, request):
    page = request.build_absolute_uri(session.get_absolute_url())
    event = Event()
    event.add("uid", f"{session.uid}{UID_SUFFIX}")
    # When the event was last revised, not when it was asked for: the same sessions make the same file.
    event.add("dtstamp", session.modified)
    event.add("last-modified", session.modified)
    event.add("sequence", session.sequence)
    begin, finish = span(session)
    event.add("dtstart", begin)
    event.add("dtend", finish)
    event.add("summary", title(session))
    event.add("description", description(session, group, page, session.readings_from.all()))
    event.add("url", page)
    if link := join_url(session, group):
        event.add("location", printable(link))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    # A cancelled one takes nobody's time.
    event.add("transp", "TRANSPARENT" if session.is_cancelled else "OPAQUE")
    return event


def new_calendar():
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Reading group//Sessions//EN")
    return calendar


def answer(calendar, sessions, request):
    group = Group.objects.current()
    for session in sessions:
        calendar.add_component(event(session, group, request))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


@require_safe
@asked_again
def all_sessions(request):
    """The calendar to subscribe to. The past stays in it: what leaves a calendar is taken for withdrawn."""
    group = Group.objects.current()
    calendar = new_calendar()
    # As TEXT, or icalendar would leave a comma as it is.
    name = vText(" ".join(printable(group.name or "Reading group").split()))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("url", request.build_absolute_uri(reverse("sessions:schedule")))
    # RFC 7986 gives these two no type of their own.
    here = request.build_absolute_uri(reverse("sessions:calendar"))
    calendar.add("source", here, parameters={"value": "URI"})
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("x-apple-calendar-color", vText(f"#{group.accent_hex.upper()}"))
    return answer(calendar, dated().order_by("start", "pk"), request)


@require_safe
@asked_again
def one_session(request, slug):
    session = named(dated(), slug)
    if session.slug != slug:
        return redirect("sessions:event", session.slug, permanent=True)
    return answer(new_calendar(), [session], request)


# The services' links


def webcal(url):
    """The scheme that makes a program subscribe instead of showing a file."""
    return f"webcal://{url.split('://', 1)[1]}"


def address(base, **parameters):
    # %20: Outlook shows a + as it is.
    return f"{base}?{urlencode(parameters, quote_via=quote)}"


def subscribe_links(request):
    """Pairs of a service's name and its link for subscribing to all sessions."""
    url = request.build_absolute_uri(reverse("sessions:calendar"))
    name = Group.objects.current().name or "Reading group"
    return [
        ("Google Calendar", address("https://calendar.google.com/calendar/render", cid=webcal(url))),
        ("Apple Calendar", webcal(url)),
        ("Outlook", address("https://outlook.live.com/calendar/0/addfromweb", url=url, name=name)),
        ("another calendar (.ics)", url),
    ]


def add_links(session, request):
    """Pairs of a service's name and its link for adding this session; needs with_timeline()."""
    group = Group.objects.current()
    page = request.build_absolute_uri(session.get_absolute_url())
    details = description(session, group, page)
    if len(details) > DETAILS_LENGTH:
        details = f"Everything about it: {page}"
    where = join_url(session, group)
    begin, finish = span(session)
    form = "%Y%m%dT%H%M%SZ" if session.has_time else "%Y%m%d"
    google = address(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=title(session),
        dates=f"{begin:{form}}/{finish:{form}}",
        details=details,
        location=where,
    )
    outlook = address(
        "https://outlook.live.com/calendar/0/deeplink/compose",
        path="/calendar/action/compose",
        rru="addevent",
        subject=title(session),
        startdt=begin.isoformat().replace("+00:00", "Z"),
        enddt=finish.isoformat().replace("+00:00", "Z"),
        **({} if session.has_time else {"allday": "true"}),
        body=details,
        location=where,
    )
    url = request.build_absolute_uri(reverse("sessions:event", args=[session.slug]))
    return [
        ("Google Calendar", google),
        ("Apple Calendar", webcal(url)),
        ("Outlook", outlook),
        ("another calendar (.ics)", url),
    ]
