from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, Subquery

from papers.models import Paper


class PaperSitemap(Sitemap):
    def items(self):
        """With `session_modified`: a paper's page also changes with the public sessions that read it."""
        sessions = Paper.sessions.rel.related_model.objects.public().filter(papers=OuterRef("pk"))
        newest = sessions.order_by("-modified").values("modified")[:1]
        return Paper.objects.annotate(session_modified=Subquery(newest))

    def lastmod(self, paper):
        return max(filter(None, [paper.modified, paper.session_modified]))
