from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from papers.models import Paper, Resource


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Paper.Status.choices

    def queryset(self, request, papers):
        return papers.filter(status=self.value()) if self.value() else papers


class ResourceInline(admin.TabularInline):
    model = Resource
    verbose_name_plural = "about this paper"
    fields = ["kind", "title", "author", "url"]
    extra = 0


@admin.register(Paper)
class PaperAdmin(admin.ModelAdmin):
    list_display = ["position", "title", "short_name", "status", "first_author", "year", "move_buttons"]
    list_display_links = ["title"]
    list_filter = [StatusFilter, ("published", admin.DateFieldListFilter)]
    search_fields = ["title", "short_name", "alternative_titles", "authors", "arxiv_id", "doi"]
    ordering = ["position", "pk"]
    list_per_page = 200
    actions = ["move_to_top", "move_to_end"]
    inlines = [ResourceInline]
    readonly_fields = ["status"]
    fieldsets = [
        (None, {"fields": ["title", "short_name", "authors", "arxiv_id", "status"]}),
        ("On the list", {"fields": ["position", "reason", ("dropped_on", "dropped_reason")]}),
        ("Facts", {"fields": ["published", "venue", "url", "code_url", "doi", "arxiv_category", "abstract"]}),
        ("Also", {"fields": ["alternative_titles", "note", "slug"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_status()

    @admin.display(description="status", ordering="status")
    def status(self, paper):
        return Paper.Status(paper.status).label if paper.pk else "derived from the sessions that read it"

    @admin.display(description="first author")
    def first_author(self, paper):
        return f"{paper.author_list[0]}{' …' if paper.author_list[1:] else ''}" if paper.authors else ""

    @admin.display(description="year", ordering="published")
    def year(self, paper):
        return paper.published and paper.published.year

    @admin.display(description="move")
    def move_buttons(self, paper):
        """Buttons of the list's own form, so that they need no script and carry its protection."""
        buttons = [("top", "Top", "To the top"), ("up", "↑", "Up"), ("down", "↓", "Down")]
        return format_html_join(
            " ",
            '<button class="move" formaction="{}" title="{}: {}" aria-label="{}: {}">{}</button>',
            (
                (reverse("admin:papers_paper_move", args=[paper.pk, where]), words, paper.name, words, paper.name, sign)
                for where, sign, words in buttons
            ),
        )

    def get_urls(self):
        move = path("<int:pk>/move/<str:where>/", self.admin_site.admin_view(self.move), name="papers_paper_move")
        return [move, *super().get_urls()]

    def move(self, request, pk, where):
        paper = self.get_object(request, str(pk))
        targets = {"top": lambda: 1, "up": lambda: paper.position - 1, "down": lambda: paper.position + 1}
        if request.method != "POST" or paper is None or where not in targets:
            raise Http404
        if not self.has_change_permission(request, paper):
            return redirect("admin:papers_paper_changelist")
        self.move_and_tell(request, paper, targets[where]())
        return redirect(request.META.get("HTTP_REFERER") or "admin:papers_paper_changelist")

    def move_and_tell(self, request, paper, position):
        before = paper.position
        after = paper.move_to(position)
        if before != after:
            self.log_change(request, paper, f"Moved from place {before} to {after} of the list.")
            link = format_html('<a href="{}">{}</a>', reverse("admin:papers_paper_change", args=[paper.pk]), paper.name)
            self.message_user(request, format_html("{} is now number {}.", link, after), messages.SUCCESS)

    @admin.action(description="Move to the top of the list", permissions=["change"])
    def move_to_top(self, request, papers):
        for paper in reversed(papers.order_by("position", "pk")):
            self.move_and_tell(request, paper, 1)

    @admin.action(description="Move to the end of the list", permissions=["change"])
    def move_to_end(self, request, papers):
        for paper in papers.order_by("position", "pk"):
            self.move_and_tell(request, paper, Paper.objects.count())

    def save_model(self, request, obj, form, change):
        """A new place makes room for the paper: the others move, instead of two having one number."""
        wanted = obj.position
        if "position" in form.changed_data:
            obj.position = form.initial.get("position") if change else None
        super().save_model(request, obj, form, change)
        if wanted is not None and wanted != obj.position:
            obj.move_to(wanted)
