"""Who may see which uploaded file, and as what it is served: nothing that a visitor's browser would obey."""

import posixpath
import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from sessions.models import Deck, Material, Session
from sessions.models.material import FILE_TYPES, suffix

PICTURE = re.compile(r"slides/([0-9a-f]{32})/\d{1,4}-\d{3,4}\.webp")
WEEK = 7 * 24 * 3600

# A web page from an organizer's hand may run its own scripts, as slides made of HTML need, but in a world of its own:
# it has no cookie and no storage of this site, and loads nothing from anywhere. (It could still lead whoever opens it
# to another site, as any link can; it has nothing of this one to take along.)
OWN_WORLD = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; media-src data: blob:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def uploads(request, name):
    """A file that a material names, or a picture of one of its pages, for those who may see its session.

    `?download` saves it. Without, a PDF opens in place; a web page does with `?show` only, and a notebook never.
    """
    if "\x00" in name:
        raise Http404
    sessions = Session.objects.visible_to(request.user)
    if picture := PICTURE.fullmatch(name):
        decks = Deck.objects.readable().filter(folder=picture[1], material__session__in=sessions)
        if not decks.exists():
            raise Http404
        # It never changes under this name. Only this browser keeps it: the session may be a draft one day.
        return answer(request, name, "image/webp", caching=f"private, max-age={WEEK}, immutable")
    # Two sessions may share a file.
    if not Material.objects.filter(Q(file=name) | Q(copy=name), session__in=sessions).exists():
        raise Http404
    kind = suffix(name)
    shown = "download" not in request.GET and (kind == ".pdf" or (kind in (".html", ".htm") and "show" in request.GET))
    response = answer(request, name, FILE_TYPES.get(kind, "application/octet-stream"), caching="private, no-cache")
    response.headers["Content-Disposition"] = content_disposition_header(not shown, posixpath.basename(name))
    if kind != ".pdf":
        response.headers["Content-Security-Policy"] = OWN_WORLD
    return response


def answer(request, name, content_type, caching):
    if not default_storage.exists(name):
        raise Http404("The file is gone from the disk.")
    changed = int(default_storage.get_modified_time(name).timestamp())
    unchanged = get_conditional_response(request, last_modified=changed, response=HttpResponse())
    if unchanged.status_code != 200:
        response = unchanged
    elif settings.MEDIA_BY_FRONT_SERVER:
        response = HttpResponse(headers={"X-Accel-Redirect": quote(f"/{name}")})
    else:
        response = FileResponse(default_storage.open(name))
    response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = caching
    response.headers["Last-Modified"] = http_date(changed)
    return response
