"""The site map: the lists, which change with what they list, then every public row's page. And robots.txt."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from papers.models import Paper, Resource
from papers.sitemaps import PaperSitemap
from sessions.models import Group, Presenter, Session
from sessions.sitemaps import PresenterSitemap, SessionSitemap


def newest(rows):
    """When one of these rows last changed; None where there are none."""
    return rows.aggregate(newest=Max("modified"))["newest"]


class ListSitemap(Sitemap):
    def items(self):
        sessions = newest(Session.objects.public())
        papers = newest(Paper.objects)
        return [
            ("home", [Group.objects.current().modified, sessions, papers]),
            ("sessions:schedule", [sessions]),
            ("papers:papers", [sessions, papers]),
            ("sessions:presenters", [sessions, newest(Presenter.objects.public())]),
            ("papers:resources", [sessions, newest(Resource.objects.public())]),
        ]

    def location(self, item):
        return reverse(item[0])

    def lastmod(self, item):
        return max(filter(None, item[1]), default=None)


SITEMAPS = {
    "lists": ListSitemap,
    "sessions": SessionSitemap,
    "papers": PaperSitemap,
    "presenters": PresenterSitemap,
}


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
