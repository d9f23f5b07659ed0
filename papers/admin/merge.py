"""Two rows become one, in the admin: which two, what will happen, and then it does. papers/merge.py does it."""

from dataclasses import dataclass

import reversion
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst

from papers.filters import PlainSelect
from papers.merge import ChangedMeanwhileError, Merge, merge
from papers.slugs import Slugged

CHANGED = "Something has changed since this page was shown, so nothing was merged. Look once more."
REFUSED = (
    "These two cannot be merged as they are: what belongs to both of them may be there once only. Nothing changed."
)
GONE = "One of the two is no longer there. Nothing was merged."
TWO = "Choose two of them, no more and no fewer: one will be kept."

FATES = {
    "stays": "stays",
    "taken": "taken from the other",
    "both": "both stand in it",
    "moved": "becomes one of “{}”",
    "lost": "the other’s is lost",
}


class OtherForm(forms.Form):
    row = forms.ModelChoiceField(None, label="The other one", widget=PlainSelect)

    def __init__(self, rows):
        super().__init__()
        self.fields["row"].queryset = rows
        self.fields["row"].label_from_instance = lambda row: short(row, 120)


class MergeAdmin(admin.ModelAdmin):
    """A model whose rows can be merged: an action for two of them, `merge_two`, and a page that shows it first."""

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @property
    def url_names(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def merge_url(self, kept, *others):
        """The page that shows what merging these will do; it asks for the other where only one is given."""
        return reverse(f"admin:{self.url_names}_merge", query=[("row", row.pk) for row in (kept, *others)])

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name=f"{self.url_names}_merge"), *super().get_urls()]

    @admin.action(description="Merge two into one…", permissions=["merge"])
    def merge_two(self, request, rows):
        chosen = list(rows.order_by("pk")[:3])
        if len(chosen) == 2:
            return redirect(self.merge_url(*chosen))
        self.message_user(request, TWO, messages.ERROR)

    def merge_view(self, request):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else request.GET
        rows = [self.get_object(request, key) for key in sent.getlist("row")[:3]]
        if None in rows:
            return self.back_to_list(request, GONE)
        if len(rows) == 1 and request.method != "POST":
            return self.choose_other(request, rows[0])
        if len(rows) != 2 or rows[0] == rows[1]:
            return self.back_to_list(request, TWO)
        kept, other = reversed(rows) if sent.get("kept") == str(rows[1].pk) else rows
        if request.method == "POST":
            return self.do_merge(request, kept, other, sent.get("seen", ""))
        return self.show_merge(request, rows, Merge(kept, other))

    def back_to_list(self, request, message):
        self.message_user(request, message, messages.ERROR)
        return redirect(f"admin:{self.url_names}_changelist")

    def merge_page(self, request, title, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, "admin/merge.html", context)

    def choose_other(self, request, row):
        form = OtherForm(self.model._default_manager.exclude(pk=row.pk))
        title = f"Merge “{short(row)}” with another {self.opts.verbose_name}"
        return self.merge_page(request, title, only=Named(row), form=form)

    def show_merge(self, request, rows, plan):
        return self.merge_page(
            request,
            f"Merge two {self.opts.verbose_name_plural} into one",
            rows=[Named(row) for row in rows],
            merge=plan,
            kept=Named(plan.kept),
            other=Named(plan.other),
            fates=[ShownFate(fate) for fate in plan.fates if fate.name != "same"],
            same=[capfirst(fate.label) for fate in map(ShownFate, plan.fates) if fate.is_same and fate.kept],
            lost=[ShownFate(fate) for fate in plan.lost],
            moves=grouped((move.field, Named(move.row, without=move.field)) for move in plan.moves),
            joins=grouped((join.through, Joined(join)) for join in plan.joins),
            has_address=isinstance(plan.kept, Slugged),
        )

    def do_merge(self, request, kept, other, seen):
        name = short(other)
        try:
            with transaction.atomic(), reversion.create_revision():
                reversion.set_user(request.user)
                into = f"Merged into “{short(kept)}”."
                LogEntry.objects.log_actions(request.user.pk, [other], DELETION, into, single_object=True)
                done = merge(kept, other, seen)
                self.log_change(request, done.kept, f"Merged “{name}” into this{told(done)}.")
        except ChangedMeanwhileError:
            self.message_user(request, CHANGED, messages.WARNING)
            return redirect(self.merge_url(kept, other))
        except IntegrityError:
            self.message_user(request, REFUSED, messages.ERROR)
            return redirect(self.merge_url(kept, other))
        except ObjectDoesNotExist:
            return self.back_to_list(request, GONE)
        there = Named(done.kept)
        words = format_html("“{}” is now one with “{}”{}.", name, there.link, told(done))
        self.message_user(request, words, messages.SUCCESS)
        return redirect(there.url)


# How a merge is shown


class Named:
    """A row, what it is called and where it is edited; a line, whose name is short, with what else it points to."""

    def __init__(self, row, without=None):
        self.row = row
        self.name = short(row)
        points = [field for field in row._meta.concrete_fields if field.many_to_one and field != without]
        others = [getattr(row, field.name) for field in points] if without else []
        self.beside = [short(other, 60) for other in others if other is not None]

    @property
    def url(self):
        try:
            return reverse(f"admin:{self.row._meta.app_label}_{self.row._meta.model_name}_change", args=[self.row.pk])
        except NoReverseMatch:  # of a model that the admin does not show
            return ""

    @property
    def link(self):
        return format_html('<a href="{}">{}</a>', self.url, self.name) if self.url else self.name


class ShownFate:
    """What becomes of a field, with its values as the admin shows them."""

    def __init__(self, fate):
        self.label = fate.field.verbose_name
        self.fate = fate.name
        self.is_same = fate.name == "same"
        # One id tells two works apart as long as there are two.
        self.is_identity = fate.field.unique
        self.kept, self.other = (shown(value, fate) for value in (fate.kept, fate.other))
        self.kept_line, self.other_line = (", ".join(value.splitlines()) for value in (self.kept, self.other))
        self.words = FATES.get(fate.name, "").format(fate.elsewhere and fate.elsewhere.verbose_name)


@dataclass
class Joined:
    """Two lines that become one, and what of the other's is taken or lost thereby."""

    join: Merge

    @property
    def line(self):
        return Named(self.join.kept, without=self.join.through)

    @property
    def changes(self):
        return [ShownFate(fate) for fate in self.join.fates if fate.name in ("taken", "lost", "both")]


def shown(value, fate):
    """A field's value as text. The admin's own way would make links of addresses."""
    if fate.is_empty(value):
        return ""
    if not isinstance(value, str) or fate.field.choices:
        value = display_for_field(value, fate.field, "")
    return Truncator(str(value)).chars(300)


def short(row, length=80):
    return Truncator(str(row)).chars(length)


def grouped(pairs):
    """Fields of lines and lines, as pairs of what such lines are called, "Readings", and a list of them."""
    groups = {}
    for field, line in pairs:
        groups.setdefault(capfirst(field.model._meta.verbose_name_plural), []).append(line)
    return list(groups.items())


def told(merge):
    """What has moved, in words that end a sentence."""
    parts = [(merge.moves, "moved"), (merge.joins, "joined with one that was there")]
    counts = [f"{len(lines)} {'line' if len(lines) == 1 else 'lines'} {words}" for lines, words in parts if lines]
    return f": {', '.join(counts)}" if counts else ""
