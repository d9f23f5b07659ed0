from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import F
from django.utils.text import Truncator

from sessions.admin.announcement import TellAdmin
from sessions.admin.material import SlidesAdmin, progress, tell_left_out
from sessions.admin.paste import PasteAdmin
from sessions.fields import MomentField, MomentInput
from sessions.forms import MaterialForm, MaterialFormSet, PresentationFormSet, ReadingFormSet
from sessions.models import Deck, Material, Presentation, Reading, Session
from sessions.models.timeline import LACKABLE
from sessions.planning import next_session
from sessions.told import tell_doubts


class Line(admin.TabularInline):
    """A line of a session. What it refers to can be made and changed beside it, not deleted by a slip."""

    # What the address of the form may ask a new line for: ?add=recording.
    adds = frozenset()

    def get_extra(self, request, obj=None, **kwargs):
        return max(self.extra, 1) if request.GET.get("add") in self.adds else self.extra

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
        return field


class ReadingInline(Line):
    model = Reading
    adds = frozenset({"readings"})
    formset = ReadingFormSet
    fields = ["position", "paper", "resource", "is_optional", "note"]
    autocomplete_fields = ["paper", "resource"]
    extra = 1


class PresentationInline(Line):
    model = Presentation
    verbose_name, verbose_name_plural = "person", "who presents"
    adds = frozenset({"presenter"})
    formset = PresentationFormSet
    fields = ["presenter", "role", "paper"]
    autocomplete_fields = ["presenter", "paper"]
    extra = 0


class MaterialInline(Line):
    model = Material
    verbose_name_plural = "recording, slides and what else it produced"
    adds = frozenset(Material.Kind.values)
    form = MaterialForm
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
        return [
            ("recording", "Recording"),
            ("slides", "Slides"),
            ("presenter", "Presenter"),
            ("start", "Date"),
            ("readings", "Readings"),
        ]

    def queryset(self, request, sessions):
        return sessions.lacking(self.value()) if self.value() in LACKABLE else sessions


@admin.register(Session)
class SessionAdmin(TellAdmin, PasteAdmin, SlidesAdmin):
    list_display = ["label_or_none", "title", "when", "status", "papers_read", "has_recording", "has_slides"]
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
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": MomentInput}}
    fieldsets = [
        (None, {"fields": [("number", "last_number"), "title", ("start", "length"), "status", "links"]}),
        (
            "What there is none of",
            {"fields": [tuple(f"expects_{what}" for what in LACKABLE)], "classes": ["collapse"]},
        ),
        ("Readings of other sessions", {"fields": ["readings_from", "readings_note"], "classes": ["collapse"]}),
        ("Recap, link and address", {"fields": ["recap", "join_url", "slug"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_rows()

    def get_changeform_initial_data(self, request):
        """What can be told beforehand: number, start, length and join link."""
        planned = next_session()
        initial = {name: getattr(planned, name) for name in ("number", "length", "join_url")}
        initial["start"] = planned.start and (planned.start if planned.has_time else planned.day)
        return {**initial, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """The line that the address asks for is where the page begins. It has its kind already, and counts as empty
        until more is in it."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.GET.get("add") in inline.adds:
            kwargs["is_asked_for"] = request.method == "GET"
            if inline.model is Material:
                kwargs["initial"] = [{"kind": request.GET["add"]}]
        return kwargs

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        if hasattr(request, "saved"):
            tell_doubts(request, request.saved)
        return response

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Material:
            for material in [*formset.new_objects, *(line for line, _ in formset.changed_objects)]:
                tell_left_out(request, material)

    def decks_of(self, session):
        return Deck.objects.filter(material__session=session)

    @admin.display(description="number", ordering="number")
    def label_or_none(self, session):
        return session.label or "–"

    @admin.display(description="start", ordering="start")
    def when(self, session):
        return session.start if session.has_time else session.day

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


def posted(session, materials, expected):
    """True: there; False: still missing; None: nothing to wait for, as none was made or the session is to come."""
    if materials:
        return True
    return False if expected and session.is_past and not session.is_cancelled else None
