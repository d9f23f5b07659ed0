from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import F
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.text import Truncator

from sessions.forms import MaterialFormSet, PresentationFormSet, ReadingFormSet
from sessions.models import Group, Material, Presentation, Presenter, Reading, Session


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


class MaterialInline(Line):
    model = Material
    formset = MaterialFormSet
    fields = ["position", "kind", "title", "url", "file", "paper"]
    autocomplete_fields = ["paper"]
    extra = 0


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
    list_display = ["__str__", "session", "kind", "where", "paper"]
    list_filter = ["kind"]
    list_select_related = ["session", "paper"]
    search_fields = ["title", "url", "file", "session__title", "paper__title"]
    autocomplete_fields = ["session", "paper"]
    fields = ["session", "kind", "title", "url", "file", "paper", "position"]

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
