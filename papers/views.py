from django.views.generic import DetailView
from django_filters.views import FilterView

from papers.filters import PaperFilter, ResourceFilter
from papers.models import Paper, Resource
from papers.slugs import FormerSlugMixin


class PaperListView(FilterView):
    filterset_class = PaperFilter
    template_name = "papers/paper_list.html"
    paginate_by = 100

    def get_queryset(self):
        return Paper.objects.with_status().with_sessions()

    def get_context_data(self, **kwargs):
        # The strip shows the whole list, so the tabs' counts and the places come from it without another query.
        works = Paper.objects.with_status().numbered()
        chosen = self.request.GET.get("status", "")
        tabs = [{"value": None, "label": "All", "count": len(works), "current": not chosen}]
        for status in Paper.Status:
            count = sum(work.status == status for work in works)
            tabs.append({"value": status.value, "label": status.label, "count": count, "current": chosen == status})
        context = super().get_context_data(works=works, tabs=tabs, **kwargs)
        places = {work.pk: work.place for work in works}
        for paper in context["page_obj"]:
            paper.place = places.get(paper.pk, len(works))  # or it came a moment ago
        return context


class PaperView(FormerSlugMixin, DetailView):
    template_name = "papers/paper.html"

    def get_queryset(self):
        return Paper.objects.with_status().with_place()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        paper = self.object
        context["status"] = Paper.Status(paper.status).label
        context["previous"], context["next"] = paper.neighbours()
        sessions = paper.sessions.public()
        context["sessions"] = sessions.with_rows().newest_first()
        # Sessions that go back to the readings of one that read it: a review, a follow-up.
        keys = sessions.order_by().values("pk")
        going_back = sessions.model.readings_from.through.objects.filter(to_session__in=keys).values("from_session")
        context["referring"] = (
            sessions.model.objects.public().filter(pk__in=going_back).exclude(pk__in=keys).newest_first()
        )
        context["resources"] = paper.resources.public()
        return context


class ResourceListView(FilterView):
    filterset_class = ResourceFilter
    template_name = "papers/resource_list.html"
    paginate_by = 200

    def get_queryset(self):
        return Resource.objects.public().with_sessions().order_by("kind", "title", "pk")
