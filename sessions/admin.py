from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F
from django.forms import Script
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from sessions.forms import MaterialFormSet, PresentationFormSet, ReadingFormSet
from sessions.models import Deck, Group, Material, Presentation, Presenter, Reading, Session
from sessions.slides.make import request as request_pages

PROGRESS = Script("js/progress.js", type="module")


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    fieldsets = [
        (None, {"fields": ["name", "introduction", "session_word"]}),
        ("How to join", {"fields": ["join_url", "join_label", "channel"]}),
        ("Usual time", {"fields": ["time_zone", "weekday", "time", "length"]}),
        ("Elsewhere", {"fields": ["playlist_url", "repository_url"]}),
        ("Look", {"fields": ["accent"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Group.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """There is one row, so the list of rows is its form."""
        group = Group.objects.first()
        if group:
            return redirect("admin:reading_sessions_group_change", group.pk)
        if self.has_add_permission(request):
            return redirect("admin:reading_sessions_group_add")
        return super().changelist_view(request, extra_context)


class Line(admin.TabularInline):
    """A line of a session. What it refers to can be made and changed beside it, not deleted by a slip."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
        return field


class ReadingInline(Line):
    model = Reading
    formset = ReadingFormSet
    fields = ["position", "paper", "resource", "is_optional", "note"]
    autocomplete_fields = ["paper", "resource"]
    extra = 1


class PresentationInline(Line):
    model = Presentation
    formset = PresentationFormSet
    fields = ["presenter", "role", "paper"]
    autocomplete_fields = ["presenter", "paper"]
    extra = 0


def progress(material):
    """How far the pages of its PDF are, in words that progress.js keeps up to date."""
    deck = getattr(material, "deck", None)
    if deck is None:
        return "–"
    address = reverse("admin:reading_sessions_material_progress", args=[material.pk])
    return format_html('<span data-progress="{}">{}</span>', address if deck.is_unfinished else "", deck.progress)


class MaterialInline(Line):
    model = Material
    formset = MaterialFormSet
    # Too much for one row of a table.
    template = "admin/edit_inline/stacked.html"
    fields = [("kind", "title"), "url", ("file", "pages"), "chapters", ("paper", "position")]
    readonly_fields = ["pages"]
    autocomplete_fields = ["paper"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 60})}}
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("deck")

    @admin.display(description="slides shown")
    def pages(self, material):
        return progress(material)


class WhenFilter(admin.SimpleListFilter):
    title = "time"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("upcoming", "Coming up"), ("past", "Past")]

    def queryset(self, request, sessions):
        if not self.value():
            return sessions
        # is_past is there already: the list shows it.
        return sessions.filter(is_past=self.value() == "past")


class LackingFilter(admin.SimpleListFilter):
    title = "still missing"
    parameter_name = "lacking"

    def lookups(self, request, model_admin):
        return [("recording", "Recording"), ("slides", "Slides"), ("start", "Date"), ("readings", "Readings")]

    def queryset(self, request, sessions):
        return sessions.lacking(self.value()) if self.value() else sessions


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    list_display = ["label_or_none", "title", "start", "status", "papers_read", "has_recording", "has_slides"]
    list_display_links = ["label_or_none", "title"]
    list_filter = ["status", WhenFilter, LackingFilter, "presenters"]
    search_fields = ["title", "number", "recap", "readings__paper__title", "readings__paper__short_name"]
    search_fields += ["readings__resource__title", "presentations__presenter__name"]
    ordering = [F("number").desc(nulls_first=True), F("start").desc(nulls_last=True), "-pk"]
    date_hierarchy = "start"
    actions = ["schedule", "cancel", "back_to_draft"]
    inlines = [ReadingInline, PresentationInline, MaterialInline]
    autocomplete_fields = ["readings_from"]
    radio_fields = {"status": admin.HORIZONTAL}
    save_on_top = True
    fieldsets = [
        (None, {"fields": [("number", "last_number"), "title", ("start", "length"), "status"]}),
        (
            "No recording or no slides were made",
            {"fields": [("expects_recording", "expects_slides")], "classes": ["collapse"]},
        ),
        ("Readings of other sessions", {"fields": ["readings_from", "readings_note"], "classes": ["collapse"]}),
        ("Recap, link and address", {"fields": ["recap", "join_url", "slug"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_rows()

    def get_changeform_initial_data(self, request):
        """The number after the last one, and the group's usual length."""
        last = Session.objects.numbers_taken()
        initial = {"number": last + 1, "length": Group.objects.current().length}
        return {**initial, **super().get_changeform_initial_data(request)}

    class Media:
        js = [PROGRESS]

    def save_model(self, request, session, form, change):
        super().save_model(request, session, form, change)
        request.saved = session

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # Only now is everything saved, and what is done at once is done.
        if hasattr(request, "saved"):
            tell_problems(request, Deck.objects.filter(material__session=request.saved))
        return response

    @admin.display(description="number", ordering="number")
    def label_or_none(self, session):
        return session.label or "–"

    @admin.display(description="papers")
    def papers_read(self, session):
        names = ", ".join(reading.paper.name for reading in session.paper_readings)
        return Truncator(names or session.readings_note).chars(80)

    @admin.display(description="recording", boolean=True)
    def has_recording(self, session):
        return posted(session, session.recordings, session.expects_recording)

    @admin.display(description="slides", boolean=True)
    def has_slides(self, session):
        return posted(session, session.decks, session.expects_slides)

    def change_status(self, request, sessions, status, words):
        changed = 0
        for session in sessions.exclude(status=status):
            session.status = status
            session.save(update_fields=["status"])
            self.log_change(request, session, f"Changed status: {session.get_status_display().lower()}.")
            changed += 1
        self.message_user(request, f"{changed} session{'' if changed == 1 else 's'} {words}.", messages.SUCCESS)

    @admin.action(description="Schedule: visitors see them", permissions=["change"])
    def schedule(self, request, sessions):
        self.change_status(request, sessions, Session.Status.SCHEDULED, "scheduled")

    @admin.action(description="Cancel: they stay, marked as cancelled", permissions=["change"])
    def cancel(self, request, sessions):
        self.change_status(request, sessions, Session.Status.CANCELLED, "cancelled")

    @admin.action(description="Back to draft: visitors see them no more", permissions=["change"])
    def back_to_draft(self, request, sessions):
        self.change_status(request, sessions, Session.Status.DRAFT, "back to draft")


def tell_problems(request, decks):
    """After a save: which PDF cannot be shown as slides, and why."""
    for deck in decks.filter(state=Deck.State.FAILED).select_related("material"):
        messages.warning(request, f"{deck.material}: {deck.message}")


def posted(session, materials, expected):
    """True: there; False: still missing; None: nothing to wait for, as none was made or the session is to come."""
    if materials:
        return True
    return False if expected and session.is_past and not session.is_cancelled else None


@admin.register(Presenter)
class PresenterAdmin(admin.ModelAdmin):
    list_display = ["name", "handle", "homepage"]
    search_fields = ["name", "handle"]
    fields = ["name", "handle", "homepage", "biography", "slug"]


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):
    list_display = ["__str__", "session", "kind", "where", "paper", "pages"]
    list_filter = ["kind"]
    list_select_related = ["session", "paper", "deck"]
    search_fields = ["title", "url", "file", "session__title", "paper__title"]
    autocomplete_fields = ["session", "paper"]
    fields = ["session", "kind", "title", "url", "file", "pages", "paper", "chapters", "position"]
    readonly_fields = ["pages"]
    actions = ["make_pages_again"]

    class Media:
        js = [PROGRESS]

    def get_urls(self):
        view = self.admin_site.admin_view(self.progress_view)
        return [
            path("<int:pk>/progress/", view, name="reading_sessions_material_progress"),
            *super().get_urls(),
        ]

    def progress_view(self, request, pk):
        """How far the pages are, as text; 202 while it goes on, 200 at its end."""
        deck = get_object_or_404(Deck, material=pk)
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponse(deck.progress, content_type="text/plain", status=202 if deck.is_unfinished else 200)

    @admin.display(description="slides shown")
    def pages(self, material):
        return progress(material)

    @admin.action(description="Make the slides again, from the PDF", permissions=["change"])
    def make_pages_again(self, request, materials):
        asked = [request_pages(material) for material in materials if material.pdf]
        self.message_user(request, f"The pages of {len(asked)} file{'' if len(asked) == 1 else 's'} are made again.")
        tell_problems(request, Deck.objects.filter(pk__in=[deck.pk for deck in asked]))

    def save_model(self, request, material, form, change):
        super().save_model(request, material, form, change)
        request.saved = material

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # Only now is everything saved, and what is done at once is done.
        if hasattr(request, "saved"):
            tell_problems(request, Deck.objects.filter(material=request.saved))
        return response

    @admin.display(description="where")
    def where(self, material):
        return format_html('<a href="{}">{}</a>', material.get_absolute_url(), material.host or material.file.name)


@admin.register(Reading)
class ReadingAdmin(admin.ModelAdmin):
    list_display = ["__str__", "session", "position", "is_optional", "note"]
    list_filter = ["is_optional"]
    list_select_related = ["session", "paper", "resource"]
    search_fields = ["paper__title", "paper__short_name", "resource__title", "session__title", "note"]
    autocomplete_fields = ["session", "paper", "resource"]
    fields = ["session", "paper", "resource", "position", "is_optional", "note"]


@admin.register(Presentation)
class PresentationAdmin(admin.ModelAdmin):
    list_display = ["presenter", "role", "session", "paper"]
    list_filter = ["role"]
    list_select_related = ["presenter", "session", "paper"]
    search_fields = ["presenter__name", "session__title", "paper__title"]
    autocomplete_fields = ["session", "presenter", "paper"]
    fields = ["session", "presenter", "role", "paper"]
