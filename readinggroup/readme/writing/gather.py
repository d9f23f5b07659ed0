"""The public data in a README's own terms: what write() says, and what reading that gives again."""

import datetime
import re
from urllib.parse import urljoin

from django.db.models import Prefetch

from papers.models import Paper
from readinggroup.readme import found
from readinggroup.readme.writing.marks import line
from readinggroup.readme.writing.prose import introduction, markdown
from readinggroup.readme.writing.session import said, says_all
from sessions.models import Group, Material, Session
from sessions.views import nested

# A handle that says by its first sign that it is one.
HANDLE = re.compile(r"@[\w.-]*\w")


def found_of_database(site_url=""):
    """What a README should say of the public data: see the package's docstring for what it cannot."""
    group = Group.objects.current()
    referred = Prefetch("readings_from", Session.objects.public())
    rows = list(Session.objects.public().with_rows().prefetch_related(referred).oldest_first())
    # The last word is the title's, so that no order depends on keys.
    rows.sort(key=lambda row: (missing_last(row.place), missing_last(row.number), missing_last(row.start), row.title))
    return found.Found(
        group=found_group(group),
        sessions=[found_session(row, rows[:at], group.zone, site_url) for at, row in enumerate(rows)],
        papers=[listed(paper) for paper in Paper.objects.with_status()],
    )


def missing_last(value):
    return (value is None, value) if value is not None else (True,)


def found_group(group):
    return found.Group(
        name=line(group.name),
        introduction=introduction(group.introduction),
        session_word=line(group.session_word),
        join_url=group.join_url,
        join_label=line(group.join_label) if group.join_url else "",
        channel=line(group.channel) if group.join_url else "",
        playlist_url=group.playlist_url,
        source_url=group.repository_url,
        time_zone=str(group.zone),
    )


def found_session(session, before, zone, site_url):
    """`before` are the sessions above it."""
    date, time, zone = moment(session, zone)
    readings = found_readings(session)
    return found.Session(
        title=line(session.title),
        number=session.number,
        last_number=session.last_number,
        date=date,
        time=time,
        zone=zone,
        minutes=session.minutes if time else None,
        is_cancelled=session.is_cancelled,
        # As on its page: only while there is something to join.
        join_url="" if session.is_past or session.is_cancelled else session.join_url,
        readings=readings,
        materials=[found_material(material, site_url) for material in session.materials.all()],
        people=[found_person(shown) for shown in session.presentations.all()],
        **references(session, before),
        readings_note=line(session.readings_note),
        recap=markdown(session.recap),
        # Said of what was held, as its page does: that none was made.
        expects_recording=not is_known_to_be_without(session, "recording"),
        expects_slides=not is_known_to_be_without(session, "slides"),
    )


def moment(session, zone):
    """Its day, time and zone; in the hour that the zone's clocks show twice, in UTC."""
    if session.start is None:
        return None, None, ""
    here = session.start.astimezone(zone)
    if not session.has_time:
        return here.date(), None, ""
    if here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset():
        zone, here = datetime.UTC, session.start.astimezone(datetime.UTC)
    return here.date(), here.time().replace(microsecond=0, fold=0), str(zone)


def found_readings(session):
    works = []
    for reading, under in nested(session.readings.all()):
        at = len(works)
        works.append(found_work(reading))
        works += [found_work(other, at) for other in under]
    return works


def found_work(reading, under=None):
    work = reading.work
    return found.Work(
        title=line(work.title),
        url=work.abstract_url if reading.paper_id else work.url,
        kind="paper" if reading.paper_id else work.kind,
        note=line(reading.note),
        is_optional=reading.is_optional,
        under=under,
    )


def found_material(material, site_url):
    return found.Material(
        kind=material.kind,
        url=urljoin(f"{site_url}/", material.get_absolute_url()),
        title=line(material.title),
        about=line(material.paper.title) if material.paper_id else "",
        chapters="\n".join(map(str, material.chapter_list)) if material.kind == Material.Kind.RECORDING else "",
    )


def found_person(shown):
    handle = shown.presenter.handle
    return found.Person(
        name=line(shown.presenter.name),
        role=shown.role,
        url=shown.presenter.homepage,
        handle=handle if HANDLE.fullmatch(handle) else "",
        about=line(shown.paper.title) if shown.paper_id else "",
    )


def references(session, before):
    """The numbers of the sessions whose readings are its own too, or that these are all before it that have some.

    What the note in words says of them is so where nothing else says it.
    """
    note = line(session.readings_note)
    numbers = {other.number for other in session.readings_from.all() if other.number is not None} - {session.number}
    if says_all(note):
        prior = {other.number: other for other in before if other.number is not None}
        needed = {number for number, other in prior.items() if other.readings.all()}
        if not numbers or needed <= numbers <= prior.keys():
            return {"refers_to": [], "refers_to_all": True}
    return {"refers_to": sorted(numbers) or said(note), "refers_to_all": False}


def is_known_to_be_without(session, kind):
    is_held = session.is_past and not session.is_cancelled
    return is_held and not getattr(session, f"expects_{kind}") and not session.materials_of(kind)


def listed(paper):
    is_dropped = paper.status == Paper.Status.DROPPED
    return found.Listed(
        found.Work(title=line(paper.title), url=paper.abstract_url),
        is_struck=paper.status == Paper.Status.COVERED,
        dropped_reason=line(paper.dropped_reason) if is_dropped else "",
    )
