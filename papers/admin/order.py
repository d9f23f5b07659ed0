"""The list's order in the admin: buttons, a page to choose the place, actions, and what static/js/order.js asks for."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Script
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator

from papers.filters import PlainSelect
from papers.models import Paper

GONE = "This paper, or the one beside it, is no longer there. Load the page again."
REFUSED = "You may look at the list, but not change its order."

BUTTONS = [("top", "Top", "To the top"), ("up", "↑", "Up"), ("down", "↓", "Down")]


class PlaceForm(forms.ModelForm):
    """The form of a paper with its number on the list, which is no field of the row but counted."""

    place = forms.IntegerField(
        label="Place in the list",
        required=False,
        min_value=1,
        help_text="1 is the top; the papers below move down by themselves. Left empty, it goes to the end.",
        # Another paper may move while this form is open; only a number that was typed here counts.
        show_hidden_initial=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = self.instance.place


class AfterForm(forms.Form):
    after = forms.ModelChoiceField(
        None,
        label="Put it after",
        required=False,
        empty_label="Nothing: it goes to the top",
        widget=PlainSelect,
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, paper, *args):
        others = Paper.objects.numbered()
        at = next((index for index, other in enumerate(others) if other == paper), 0)
        super().__init__(*args, initial={"after": others[at - 1].pk if at else None})
        field = self.fields["after"]
        field.queryset = Paper.objects.exclude(pk=paper.pk)
        field.label_from_instance = lambda other: f"{other.place}. {Truncator(other).chars(100)}"
        # The list is read already, with its numbers.
        choices = [(other.pk, field.label_from_instance(other)) for other in others if other != paper]
        field.widget.choices = [("", field.empty_label), *choices]


class OrderAdmin(admin.ModelAdmin):
    form = PlaceForm
    ordering = ["position", "pk"]

    class Media:
        css = {"all": ["css/order.css"]}
        js = [Script("js/order.js", type="module")]

    def get_queryset(self, request):
        return super().get_queryset(request).with_place()

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return shown if self.has_change_permission(request) else [name for name in shown if name != "move_buttons"]

    @admin.display(description="no.", ordering="position")
    def place(self, paper):
        if not paper.pk:
            return ""
        span = '<span class="place" data-paper="{}" data-name="{}">{}</span>'
        return format_html(span, paper.pk, Truncator(paper.name).chars(60), paper.place)

    @admin.display(description="move")
    def move_buttons(self, paper):
        """Buttons of the list's own form, so that they need no script and carry its protection."""
        name = Truncator(paper.name).chars(60)
        buttons = format_html_join(
            " ",
            '<button class="move" formaction="{}" data-where="{}" title="{}: {}" aria-label="{}: {}">{}</button>',
            (
                (reverse("admin:papers_paper_move", args=[paper.pk, where]), where, words, name, words, name, sign)
                for where, sign, words in BUTTONS
            ),
        )
        after = reverse("admin:papers_paper_move", args=[paper.pk])
        link = '{} <a class="move" href="{}" title="Move after…: {}" aria-label="Move after…: {}">After…</a>'
        return format_html(link, buttons, after, name, name)

    def get_urls(self):
        page, move = map(self.admin_site.admin_view, (self.move_page, self.move))
        return [
            path("<int:pk>/move/", page, name="papers_paper_move"),
            path("<int:pk>/move/<str:where>/", move, name="papers_paper_move"),
            *super().get_urls(),
        ]

    def move(self, request, pk, where):
        """By a button, which comes back to the list, or by the script, which wants JSON."""
        answer = json_answer if request.accepts("application/json") and not request.accepts("text/html") else None
        if request.method != "POST":
            raise Http404
        if not self.has_change_permission(request):
            if answer:
                return answer(REFUSED, 403)
            raise PermissionDenied
        paper = self.get_object(request, str(pk))
        other = self.get_object(request, request.POST.get("other", "")) if where in ("before", "after") else None
        moves = {
            "top": lambda: paper.move_to(1),
            "up": lambda: paper.move_by(-1),
            "down": lambda: paper.move_by(1),
            "end": lambda: paper.move_to(Paper.objects.count()),
            "before": lambda: paper.move_before(other),
            "after": lambda: paper.move_after(other),
        }
        try:
            if where not in moves or paper is None or (other is None and where in ("before", "after")):
                raise Paper.DoesNotExist
            self.move_one(request, paper, moves[where])
        except Paper.DoesNotExist:
            if answer:
                return answer(GONE, 404)
            raise Http404 from None
        if answer:
            keys = Paper.objects.values_list("pk", flat=True)
            places = {pk: place for place, pk in enumerate(keys, start=1)}
            return answer(f"{paper.name} is now number {paper.place} of {len(places)}.", places=places)
        self.tell_place(request, paper)
        return self.back(request, request.META.get("HTTP_REFERER"))

    def move_page(self, request, pk):
        """A page of its own for "Move after…"."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        paper = self.get_object(request, str(pk))
        if paper is None:
            raise Http404
        form = AfterForm(paper, *([request.POST] if request.method == "POST" else []))
        if form.is_valid():
            other = form.cleaned_data["after"]
            try:
                self.move_one(request, paper, lambda: paper.move_after(other) if other else paper.move_to(1))
            except Paper.DoesNotExist:
                self.message_user(request, GONE, messages.ERROR)
            else:
                self.tell_place(request, paper)
            return self.back(request, request.POST.get("back"))
        back = request.POST.get("back") or request.META.get("HTTP_REFERER", "")
        request.current_app = self.admin_site.name
        title = f"Move “{Truncator(paper.name).chars(80)}”"
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(
            request, "admin/papers/paper/move.html", {**context, "paper": paper, "form": form, "back": back}
        )

    def back(self, request, address):
        """To the list as it was filtered, where the browser says how."""
        hosts, is_secure = {request.get_host()}, request.is_secure()
        if address and url_has_allowed_host_and_scheme(address, hosts, require_https=is_secure):
            return redirect(address)
        return redirect("admin:papers_paper_changelist")

    @transaction.atomic
    def move_one(self, request, paper, move):
        before, after = move()
        if before != after:
            self.log_change(request, paper, f"Moved from place {before} to {after} of the list.")

    def tell_place(self, request, paper):
        link = format_html('<a href="{}">{}</a>', reverse("admin:papers_paper_change", args=[paper.pk]), paper.name)
        self.message_user(request, format_html("{} is now number {}.", link, paper.place), messages.SUCCESS)

    @admin.action(description="Move to the top of the list", permissions=["change"])
    def move_to_top(self, request, papers):
        self.move_all(request, papers.order_by("-position", "-pk"), lambda paper: paper.move_to(1), "top")

    @admin.action(description="Move to the end of the list", permissions=["change"])
    def move_to_end(self, request, papers):
        end = Paper.objects.count()
        self.move_all(request, papers.order_by("position", "pk"), lambda paper: paper.move_to(end), "end")

    @transaction.atomic
    def move_all(self, request, papers, move, where):
        moved = 0
        for paper in papers:
            self.move_one(request, paper, lambda paper=paper: move(paper))
            moved += 1
        if moved == 1:
            self.tell_place(request, paper)
        else:
            self.message_user(request, f"{moved} papers are at the {where} of the list now.", messages.SUCCESS)

    def save_model(self, request, row, form, change):
        """A new place makes room for the paper: the others follow it."""
        super().save_model(request, row, form, change)
        if "place" in form.changed_data:
            row.move_to(form.cleaned_data["place"] or Paper.objects.count())


def json_answer(message, status=200, **more):
    return JsonResponse({"message": message, **more}, status=status)
