from django.contrib import admin

from papers.models import Resource


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "author", "host", "paper"]
    list_filter = ["kind"]
    list_select_related = ["paper"]
    search_fields = ["title", "author", "url", "paper__title", "paper__short_name"]
    autocomplete_fields = ["paper"]
    fields = ["kind", "title", "author", "url", "paper"]
