from django.contrib import admin


class ContentAdmin(admin.ModelAdmin):
    """What the forms of all content have in common."""
