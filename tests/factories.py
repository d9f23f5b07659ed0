"""Rows with valid defaults; a test names only what it is about."""

import datetime
from itertools import count

from django.contrib.auth.models import Group as UserGroup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from papers.models import Paper, Resource
from readinggroup.permissions import ORGANIZERS
from sessions.models import Deck, Group, Material, Presentation, Presenter, Reading, Session, SlidePage

serial = count(1)

# The smallest file that PDF readers take for a document of one page.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def make_group(**fields):
    return Group.objects.create(**{"name": "Example group", "time_zone": "UTC", **fields})


def make_paper(**fields):
    return Paper.objects.create(**{"title": f"Paper {next(serial)}", **fields})


def make_resource(**fields):
    number = next(serial)
    return Resource.objects.create(**{"title": f"Post {number}", "url": f"https://blog.example/{number}", **fields})


def make_session(*works, recorded=False, start=None, **fields):
    """A session that reads these papers and resources; `start` may be a number of days from now."""
    if isinstance(start, int | float):
        start = timezone.now() + datetime.timedelta(days=start)
    session = Session.objects.create(**{"title": f"Session {next(serial)}", "start": start, **fields})
    for work in works:
        make_reading(session, work)
    if recorded:
        make_material(session)
    return session


def make_reading(session, work, **fields):
    return Reading.objects.create(
        session=session, **{"paper" if isinstance(work, Paper) else "resource": work}, **fields
    )


def make_presenter(**fields):
    return Presenter.objects.create(**{"name": f"Person {next(serial)}", **fields})


def make_presentation(session, presenter=None, **fields):
    return Presentation.objects.create(session=session, presenter=presenter or make_presenter(), **fields)


def make_material(session, **fields):
    if "file" not in fields:
        fields.setdefault("url", f"https://video.example/{next(serial)}")
    return Material.objects.create(session=session, **{"kind": Material.Kind.RECORDING, **fields})


def make_deck(session, name="deck.pdf", **fields):
    """Slides that were uploaded."""
    return make_material(session, kind=Material.Kind.SLIDES, file=SimpleUploadedFile(name, PDF), **fields)


def make_pages(material, *texts):
    """The pages of a deck, as if they had been made from its file; no pictures are written."""
    deck, _ = Deck.objects.update_or_create(
        material=material,
        defaults={"file": material.pdf.name, "folder": f"{material.pk:032x}", "state": Deck.State.DONE},
    )
    deck.pages.all().delete()
    SlidePage.objects.bulk_create(
        SlidePage(deck=deck, number=number, text=text, width=960, height=540)
        for number, text in enumerate(texts, start=1)
    )
    deck.save()  # comes last, as where they are made
    return deck


def make_organizer(username="organizer"):
    user = User.objects.create_user(username, password="correct horse", is_staff=True)
    user.groups.add(UserGroup.objects.get(name=ORGANIZERS))
    return user


def make_many(sessions, papers=None):
    """So many past sessions, a week apart, each with two papers, a resource, a presenter, a recording and slides, and
    each going back to the first; then one that is coming. Written in bulk; returns the session in the middle."""
    papers = Paper.objects.bulk_create(
        Paper(
            title=f"Paper about matter {number}",
            short_name=f"P{number}",
            slug=f"p-{number}",
            authors="Ada Lovelace\nAlan Turing",
            published=datetime.date(2000 + number % 25, 1, 1),
            position=number,
        )
        for number in range(1, (papers or 2 * sessions) + 1)
    )
    resources = Resource.objects.bulk_create(
        Resource(title=f"Post {number}", url=f"https://many.example/{number}", url_key=f"many/{number}", paper=paper)
        for number, paper in enumerate(papers[:sessions])
    )
    presenters = Presenter.objects.bulk_create(
        Presenter(name=f"Presenter {number}", slug=f"presenter-{number}") for number in range(sessions)
    )
    begin = timezone.now() - datetime.timedelta(weeks=sessions + 1)
    rows = Session.objects.bulk_create(
        Session(
            number=number,
            title=f"Topic {number}",
            slug=f"week-{number}-topic",
            start=begin + datetime.timedelta(weeks=number),
            recap=f"What was said about matter {number}.",
        )
        for number in range(sessions + 2)
    )
    rows[-1].start = timezone.now() + datetime.timedelta(days=3)
    rows[-1].save()
    first, *past, coming = rows
    pairs = [(papers[2 * at % len(papers)], papers[(2 * at + 1) % len(papers)]) for at in range(sessions)]
    of_past = list(zip(past, pairs, resources, presenters, strict=True))
    Reading.objects.bulk_create(
        Reading(session=session, position=position, **work)
        for session, pair, resource, _ in [*of_past, (coming, pairs[0], resources[0], None)]
        for position, work in enumerate([{"paper": pair[0]}, {"paper": pair[1]}, {"resource": resource}])
    )
    Presentation.objects.bulk_create(
        Presentation(session=session, presenter=presenter, paper=pair[0]) for session, pair, _, presenter in of_past
    )
    Material.objects.bulk_create(
        Material(
            session=session, position=at, kind=kind, url=f"https://{kind}.example/{session.number}", paper=pair[at]
        )
        for session, pair, *_ in of_past
        for at, kind in enumerate(["recording", "slides"])
    )
    refers = Session.readings_from.through
    refers.objects.bulk_create(refers(from_session=session, to_session=first) for session in past)
    # As a live database does by itself. Without, PostgreSQL may take the tables for as empty as they were, and join
    # them row by row for an hour.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return past[len(past) // 2]
