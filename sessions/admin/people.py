from django.contrib import admin

from papers.admin.base import ContentAdmin
from papers.admin.merge import MergeAdmin
from sessions.models import Presentation, Presenter


@admin.register(Presenter)
class PresenterAdmin(MergeAdmin, ContentAdmin):
    list_display = ["name", "handle", "homepage"]
    search_fields = ["name", "handle"]
    actions = ["merge_two"]
    fields = ["name", "handle", "homepage", "biography", "slug"]


@admin.register(Presentation)
class PresentationAdmin(ContentAdmin):
    list_display = ["presenter", "role", "session", "paper"]
    list_filter = ["role"]
    list_select_related = ["presenter", "session", "paper"]
    search_fields = ["presenter__name", "session__title", "paper__title"]
    autocomplete_fields = ["session", "presenter", "paper"]
    fields = ["session", "presenter", "role", "paper"]
