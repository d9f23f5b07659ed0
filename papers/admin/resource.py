from django.contrib import admin

from papers.admin.base import ContentAdmin
from papers.admin.fetch import FetchAdmin
from papers.admin.merge import MergeAdmin
from papers.admin.twins import TwinForm
from papers.models import Resource


@admin.register(Resource)
class ResourceAdmin(MergeAdmin, FetchAdmin, ContentAdmin):
    form = TwinForm
    list_display = ["title", "kind", "author", "host", "paper"]
    list_filter = ["kind"]
    list_select_related = ["paper"]
    search_fields = ["title", "author", "url", "paper__title", "paper__short_name"]
    actions = ["merge_two", "fetch_again"]
    readonly_fields = ["facts"]
    autocomplete_fields = ["paper"]
    fields = ["kind", "title", "author", "url", "paper", "facts"]
