import django_filters
from django.db.models import Exists, OuterRef, Q

from papers.filters import ListFilter, PlainSelect, SearchInput, year_choices
from papers.formulas import plain
from papers.models import Paper
from sessions.models import Material, Presenter, Reading, Session


class MaterialFilter(django_filters.ChoiceFilter):
    """Sessions that have a material of this kind, or lack it."""

    def __init__(self, kind):
        choices = [("posted", "Posted"), ("missing", "Missing")]
        super().__init__(label=kind.label, choices=choices, empty_label="Any")
        self.kind = kind

    def filter(self, sessions, value):
        if not value:
            return sessions
        posted = Exists(Material.objects.filter(session=OuterRef("pk"), kind=self.kind))
        return sessions.filter(posted if value == "posted" else ~posted)


def paper_choices():
    read = Paper.objects.filter(sessions__in=Session.objects.public()).distinct().order_by("title")
    return [(paper.slug, plain(paper.name)) for paper in read]


def presenter_choices():
    return Presenter.objects.public().values_list("slug", "name")


class SessionFilter(ListFilter):
    q = django_filters.CharFilter(
        label="Text",
        method="filter_text",
        max_length=200,
        widget=SearchInput(attrs={"placeholder": "Title, paper, person…"}),
    )
    # Choices of plain slugs, not of model rows: the database is never asked for what a visitor made up.
    paper = django_filters.ChoiceFilter(
        label="Paper", field_name="papers__slug", choices=paper_choices, empty_label="Any", widget=PlainSelect
    )
    presenter = django_filters.ChoiceFilter(
        label="Person", method="filter_presenter", choices=presenter_choices, empty_label="Any", widget=PlainSelect
    )
    year = django_filters.ChoiceFilter(
        label="Year",
        field_name="start",
        lookup_expr="year",
        choices=lambda: year_choices(Session.objects.public().years()),
        empty_label="Any",
    )
    recording = MaterialFilter(Material.Kind.RECORDING)
    slides = MaterialFilter(Material.Kind.SLIDES)
    notebook = MaterialFilter(Material.Kind.NOTEBOOK)

    class Meta:
        model = Session
        fields = []

    def filter_text(self, sessions, name, value):
        """Each word stands in the title, the recap, a reading or a presenter's name."""
        for word in value.split():
            readings = Reading.objects.filter(
                Q(paper__title__icontains=word)
                | Q(paper__short_name__icontains=word)
                | Q(paper__alternative_titles__icontains=word)
                | Q(resource__title__icontains=word),
                session=OuterRef("pk"),
            )
            people = Presenter.objects.filter(name__icontains=word, presentations__session=OuterRef("pk"))
            found = Q(title__icontains=word) | Q(recap__icontains=word) | Exists(readings) | Exists(people)
            if word.isdecimal() and len(word) < 5:
                found |= Q(pk__in=Session.objects.numbered(int(word)).values("pk"))
            sessions = sessions.filter(found)
        return sessions

    def filter_presenter(self, sessions, name, value):
        return sessions.filter(presenters__slug=value).distinct()
