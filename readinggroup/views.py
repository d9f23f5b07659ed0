"""What joins both apps: the home page, the group's colour, and the health check."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

from papers.models import Paper
from readinggroup import colour
from sessions.models import Session, SlidePage

ARCHIVE_LENGTH = 100
LIST_LENGTH = 8


def home(request):
    works = Paper.objects.with_status().numbered()
    sessions = Session.objects.public().with_rows()
    coming = list(sessions.upcoming()[:ARCHIVE_LENGTH])
    next_session = next((session for session in coming if not session.is_cancelled), None)
    past = list(sessions.past().newest_first()[: ARCHIVE_LENGTH + 1])
    latest = next((session for session in past if not session.is_cancelled), None)
    latest_slide = None
    if latest and not next_session:
        latest_slide = SlidePage.objects.public().with_addresses().first_of(latest)
    context = {
        "works": works,
        "next_papers": {reading.paper_id for reading in next_session.paper_readings} if next_session else set(),
        "next_session": next_session,
        "latest": latest,
        "latest_slide": latest_slide,
        "later": [session for session in coming if session != next_session],
        "later_is_after_next": coming[:1] == [next_session],
        "archive": past[:ARCHIVE_LENGTH],
        "archive_goes_on": len(past) > ARCHIVE_LENGTH,
        "to_cover": [paper for paper in works if paper.status == Paper.Status.TO_COVER][:LIST_LENGTH],
        "to_cover_count": sum(paper.status == Paper.Status.TO_COVER for paper in works),
    }
    return render(request, "home.html", context)


def accent(request, hexadecimal):
    """The style sheet of one accent colour. It depends on its address alone, so browsers need not ask again."""
    light = colour.readable_on(colour.RAISED, hexadecimal)
    dark = colour.readable_on(colour.DARK_RAISED, hexadecimal)
    css = (
        f":root{{--accent:#{light};--on-accent:#{colour.text_on(light)}}}"
        f"@media(prefers-color-scheme:dark){{:root{{--accent:#{dark};--on-accent:#{colour.text_on(dark)}}}}}"
    )
    headers = {"Cache-Control": "public, max-age=604800"}
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=headers)


def health(request):
    """For the container's health check: answers when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
