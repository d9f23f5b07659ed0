from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, Subquery

from sessions.models import Presenter, Session


class SessionSitemap(Sitemap):
    def items(self):
        return Session.objects.public().order_by("pk")

    def lastmod(self, session):
        return session.modified


class PresenterSitemap(Sitemap):
    def items(self):
        """With `session_modified`: a person's page also changes with the sessions on it."""
        sessions = Session.objects.public().filter(presenters=OuterRef("pk"))
        newest = sessions.order_by("-modified").values("modified")[:1]
        return Presenter.objects.public().annotate(session_modified=Subquery(newest))

    def lastmod(self, presenter):
        return max(presenter.modified, presenter.session_modified)
