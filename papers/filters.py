import django_filters
from django import forms
from django.db.models import Q
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from papers.models import Paper, Resource


def year_choices(years):
    return [(str(year), str(year)) for year in years]


class SearchInput(forms.TextInput):
    input_type = "search"


class PlainSelect(forms.Select):
    """Django's renders a template for each option, which takes a second where there are thousands of papers."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(value)} if value else {""}
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) in chosen else "", label) for key, label in self.choices),
        )
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>\n{}\n</select>", flatatt(attributes), options)


class ListFilter(django_filters.FilterSet):
    """A filter set that can say in words what it filters by."""

    @property
    def description(self):
        """One text for each filter in use, as "Year: 2026"; a value that cannot be used is not among them."""
        used = []
        for name, value in getattr(self.form, "cleaned_data", {}).items():
            field = self.form.fields[name]
            if value and not field.widget.is_hidden:
                words = dict(field.choices).get(value, value) if hasattr(field, "choices") else f"“{value}”"
                used.append(f"{field.label}: {words}")
        return used

    @property
    def offers_years(self):
        """Whether there is a year to choose besides "Any"."""
        return len(list(self.form.fields["year"].choices)) > 1


class PaperFilter(ListFilter):
    q = django_filters.CharFilter(
        label="Text",
        method="filter_text",
        max_length=200,
        widget=SearchInput(attrs={"placeholder": "Title, arXiv link…"}),
    )
    author = django_filters.CharFilter(
        label="Author", field_name="authors", lookup_expr="icontains", max_length=100, widget=SearchInput
    )
    year = django_filters.ChoiceFilter(
        label="Year",
        field_name="published",
        lookup_expr="year",
        empty_label="Any",
        choices=lambda: year_choices(Paper.objects.years()),
    )
    # Shown as tabs, so the form only carries it along.
    status = django_filters.ChoiceFilter(
        field_name="status", choices=Paper.Status.choices, empty_label=None, widget=forms.HiddenInput
    )

    class Meta:
        model = Paper
        fields = []

    def filter_text(self, papers, name, value):
        """Each word stands in the title, the short name, another title, the authors or the arXiv id."""
        known = Paper._meta.get_field("arxiv_id").parse(value)
        if known:
            return papers.filter(arxiv_id=known)
        for word in value.split():
            papers = papers.filter(
                Q(title__icontains=word)
                | Q(short_name__icontains=word)
                | Q(alternative_titles__icontains=word)
                | Q(authors__icontains=word)
                | Q(arxiv_id__icontains=word)
            )
        return papers


class ResourceFilter(ListFilter):
    q = django_filters.CharFilter(
        label="Text", method="filter_text", max_length=200, widget=SearchInput(attrs={"placeholder": "Title, author…"})
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=Resource.Kind.choices, empty_label="Any")

    class Meta:
        model = Resource
        fields = []

    def filter_text(self, resources, name, value):
        for word in value.split():
            resources = resources.filter(
                Q(title__icontains=word)
                | Q(author__icontains=word)
                | Q(url__icontains=word)
                | Q(paper__title__icontains=word)
                | Q(paper__short_name__icontains=word)
            )
        return resources
