from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView, ListView
from django_filters.views import FilterView

from papers.models import Paper
from papers.slugs import FormerSlugMixin
from sessions.filters import SessionFilter
from sessions.models import Presenter, Session


class ScheduleView(FilterView):
    filterset_class = SessionFilter
    template_name = "sessions/schedule.html"
    paginate_by = 50

    def get_queryset(self):
        return Session.objects.public().with_rows().newest_first()


class SessionView(FormerSlugMixin, DetailView):
    template_name = "sessions/session.html"

    def get_queryset(self):
        return Session.objects.visible_to(self.request.user).with_rows().with_slides()

    def get_context_data(self, **kwargs):
        session = self.object
        context = super().get_context_data(**kwargs)
        context["readings"] = nested(session.readings.all())
        # The sessions whose readings this one goes back to.
        context["referred"] = session.readings_from.public().with_rows().oldest_first()
        context["lacking"] = session.lacking
        context["readers"] = readers(session)
        # Recordings begin with a picture of our own: the first slide, else one drawn for all.
        context["poster"] = next((pages[0] for _, pages, _ in context["readers"]), None)
        if not session.is_past and session.status == Session.Status.SCHEDULED:
            context["join_url"] = session.join_url or self.request.group.join_url
        context["previous"], context["next"] = neighbours(session)
        return context


def nested(readings):
    """Readings in order, each a pair with the resources about it: those stand under their paper, not on their own."""
    papers = {reading.paper_id for reading in readings if reading.paper_id}
    under = {}
    for reading in readings:
        about = reading.resource and reading.resource.paper_id
        if about in papers:
            under.setdefault(about, []).append(reading)
    nested_too = {reading.pk for group in under.values() for reading in group}
    return [(reading, under.get(reading.paper_id, [])) for reading in readings if reading.pk not in nested_too]


def readers(session):
    """The decks that can be read here: each with its pages and what its slides' addresses begin with.

    The first one's are #slide-12, the second one's #slide-2-12 (SlidePage.anchor).
    """
    decks = [material.readable_deck for material in session.materials.all() if material.readable_deck]
    decks = [deck for deck in decks if deck.pages.all()]
    return [
        (deck, list(deck.pages.all()), "slide" if place == 1 else f"slide-{place}")
        for place, deck in enumerate(decks, start=1)
    ]


def neighbours(session):
    """The public sessions before and after this one in the schedule's order; None where there is none."""
    keys = list(Session.objects.public().oldest_first().values_list("pk", flat=True))
    if session.pk not in keys:
        return None, None
    at = keys.index(session.pk)
    beside = Session.objects.in_bulk(keys[max(at - 1, 0) : at] + keys[at + 1 : at + 2])
    return beside.get(keys[at - 1]) if at else None, beside.get(keys[at + 1]) if at + 1 < len(keys) else None


def session_by_number(request, number):
    """`/sessions/13/`, also for a number inside a span ("Week 16 & 17")."""
    return redirect(get_object_or_404(Session.objects.visible_to(request.user).numbered(number)))


def next_session(request):
    """The next session; while none is planned, the schedule."""
    session = Session.objects.to_come().first()
    return redirect(session) if session else redirect("sessions:schedule")


def latest_session(request):
    """The last session that took place; before the first one, the schedule."""
    session = Session.objects.held().newest_first().first()
    return redirect(session) if session else redirect("sessions:schedule")


class PresenterListView(ListView):
    template_name = "sessions/presenter_list.html"
    paginate_by = 200

    def get_queryset(self):
        return Presenter.objects.public().with_presentations()


class PresenterView(FormerSlugMixin, DetailView):
    template_name = "sessions/presenter.html"

    def get_queryset(self):
        return Presenter.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        presentations = self.object.presentations.public()
        context["sessions"] = (
            Session.objects.filter(pk__in=presentations.order_by().values("session")).with_rows().newest_first()
        )
        context["papers"] = Paper.objects.filter(pk__in=presentations.order_by().values("paper"))
        return context
