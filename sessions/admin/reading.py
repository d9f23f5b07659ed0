from django.contrib import admin

from papers.admin.base import ContentAdmin
from sessions.models import Reading


@admin.register(Reading)
class ReadingAdmin(ContentAdmin):
    list_display = ["__str__", "session", "position", "is_optional", "note"]
    list_filter = ["is_optional"]
    list_select_related = ["session", "paper", "resource"]
    search_fields = ["paper__title", "paper__short_name", "resource__title", "session__title", "note"]
    autocomplete_fields = ["session", "paper", "resource"]
    fields = ["session", "paper", "resource", "position", "is_optional", "note"]
