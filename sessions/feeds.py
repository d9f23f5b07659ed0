"""Atom feeds: what was last planned or changed, what was posted, and one person's sessions."""

import datetime
import uuid

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from papers.formulas import plain
from papers.slugs import named
from sessions.calendar import printable, referred, title
from sessions.fresh import asked_again
from sessions.models import Group, Material, Presentation, Presenter, Session

LENGTH = 50
# Of a feed in which nothing ever was.
BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class PrintableXML(SimplerXMLGenerator):
    """Leaves out what XML cannot hold: a character that somebody pasted into a title must not end the feed."""

    def characters(self, content):
        super().characters(printable(content))


class Atom(Atom1Feed):
    def write(self, outfile, encoding):
        handler = PrintableXML(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self):
        """Django would say now of an empty feed, and so something new each time."""
        return max((item["updateddate"] for item in self.items), default=self.feed["began"])

    def add_item_elements(self, handler, item):
        # Several authors, and the whole content instead of a summary; links in it are the page's.
        super().add_item_elements(handler, {**item, "description": None})
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("content", item["description"], {"type": "html", "xml:base": item["link"]})


class ReadingGroupFeed(Feed):
    """What the feeds have in common; `name` tells one group's feeds from each other for good."""

    feed_type = Atom
    language = "en"
    name = None

    def get_object(self, request):
        return Group.objects.current()

    def feed_guid(self, row):
        """The row's id, so that it stays the same feed under another address of the site."""
        return uuid.uuid5(row.uid or uuid.UUID(int=0), self.name).urn

    def feed_extra_kwargs(self, row):
        return {"began": row.modified or BEGINNING}

    def author_name(self, row):
        return group_name()

    def item_guid(self, row):
        return row.uid.urn

    def item_updateddate(self, row):
        return row.modified

    def item_extra_kwargs(self, row):
        return {"authors": dict.fromkeys(shown.presenter.name for shown in self.item_presentations(row))}

    def get_context_data(self, *, item, request, **kwargs):
        return {item._meta.model_name: item, "site": request.build_absolute_uri("/")[:-1]}


def group_name():
    return Group.objects.current().name or "Reading group"


class SessionFeed(ReadingGroupFeed):
    """Public sessions, the one that was added or changed last first."""

    name = "sessions"
    description_template = "sessions/feed/session.html"

    def title(self, group):
        return f"{group_name()}: sessions"

    def link(self):
        return reverse("sessions:schedule")

    def sessions(self, group):
        return Session.objects.public()

    def items(self, row):
        sessions = self.sessions(row).with_rows().prefetch_related(referred())
        return sessions.order_by("-modified", "-pk")[:LENGTH]

    def item_title(self, session):
        return title(session)

    def item_presentations(self, session):
        return session.presentations.all()


class PresenterFeed(SessionFeed):
    """The public sessions of one presenter."""

    def get_object(self, request, presenter):
        return presenter

    def title(self, presenter):
        return f"{group_name()}: sessions with {presenter.name}"

    def link(self, presenter):
        return presenter.get_absolute_url()

    def sessions(self, presenter):
        return Session.objects.public().filter(pk__in=presenter.presentations.values("session"))


class MaterialFeed(ReadingGroupFeed):
    """What public sessions produced, the newest first."""

    name = "material"
    description_template = "sessions/feed/material.html"

    def title(self, group):
        return f"{group_name()}: new recordings, slides and other material"

    def link(self):
        return reverse("sessions:schedule")

    def items(self, group):
        materials = Material.objects.filter(session__in=Session.objects.public()).select_related("session", "paper")
        presentations = Prefetch("session__presentations", Presentation.objects.with_people())
        # What each is called depends on the others.
        materials = materials.prefetch_related("session__materials", presentations)
        return materials.order_by("-added", "-pk")[:LENGTH]

    def item_title(self, material):
        return f"{plain(material.name)} – {title(material.session)}"

    def item_link(self, material):
        return material.session.get_absolute_url()

    def item_pubdate(self, material):
        return material.added

    def item_presentations(self, material):
        return material.presentations


session_feed = require_safe(asked_again(SessionFeed()))
material_feed = require_safe(asked_again(MaterialFeed()))
of_a_presenter = PresenterFeed()


@require_safe
@asked_again
def presenter_feed(request, slug):
    presenter = named(Presenter.objects.public(), slug)
    if presenter.slug != slug:
        return redirect("sessions:presenter-feed", presenter.slug, permanent=True)
    return of_a_presenter(request, presenter=presenter)
