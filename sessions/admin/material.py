from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Script
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from papers.admin.base import ContentAdmin
from sessions.forms import MaterialForm
from sessions.models import Deck, Material
from sessions.paste import shortened
from sessions.slides.make import request as request_pages

PROGRESS = Script("js/progress.js", type="module")


def progress(material):
    """How far the pages of its PDF are, in words that progress.js keeps up to date."""
    deck = getattr(material, "deck", None)
    if deck is None:
        return "–" if material.pk is None or material.kind == Material.Kind.SLIDES else ""
    address = reverse("admin:reading_sessions_material_progress", args=[material.pk])
    return format_html('<span data-progress="{}">{}</span>', address if deck.is_unfinished else "", deck.progress)


def tell_problems(request, decks):
    """After a save: which PDF cannot be shown as slides, and why."""
    for deck in decks.filter(state=Deck.State.FAILED).select_related("material"):
        messages.warning(request, f"{deck.material}: {deck.message}")


def tell_left_out(request, material):
    """After a save: which of the lines that were pasted are no chapters."""
    if lines := material.lines_left_out:
        what = f"{len(lines)} lines without a time were" if len(lines) > 1 else "One line without a time was"
        first = f"{', the first of them' if len(lines) > 1 else ''}: “{shortened(lines[0])}”"
        messages.info(request, f"{material}: {what} left out of the chapters{first}.")


class SlidesAdmin(ContentAdmin):
    """A form that PDFs are uploaded in: after a save it says which of those that it brought cannot be shown as slides,
    and why."""

    class Media:
        js = [PROGRESS]

    def decks_of(self, row):
        raise NotImplementedError

    def save_model(self, request, row, form, change):
        # Each time that pages are asked for, they get a folder of their own.
        request.asked_before = list(self.decks_of(row).values_list("work_folder", flat=True)) if change else []
        super().save_model(request, row, form, change)
        request.saved = row

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        # Only now is everything saved, and what is done at once is done.
        if hasattr(request, "saved"):
            tell_problems(request, self.decks_of(request.saved).exclude(work_folder__in=request.asked_before))
        return response


@admin.register(Material)
class MaterialAdmin(SlidesAdmin):
    form = MaterialForm
    list_display = ["__str__", "session", "kind", "where", "paper", "pages"]
    list_filter = ["kind"]
    list_select_related = ["session", "paper", "deck"]
    search_fields = ["title", "url", "file", "session__title", "paper__title"]
    autocomplete_fields = ["session", "paper"]
    fields = ["session", "kind", "title", "url", "file", "pages", "paper", "chapters", "position"]
    readonly_fields = ["pages"]
    actions = ["make_pages_again"]

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
        decks = Deck.objects.filter(pk__in=[deck.pk for deck in asked])
        # What is done at once is done when all of it is saved.
        transaction.on_commit(partial(tell_problems, request, decks))

    def save_model(self, request, material, form, change):
        super().save_model(request, material, form, change)
        tell_left_out(request, material)

    def decks_of(self, material):
        return Deck.objects.filter(material=material)

    @admin.display(description="where")
    def where(self, material):
        return format_html('<a href="{}">{}</a>', material.get_absolute_url(), material.host or material.file.name)
