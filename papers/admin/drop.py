"""Papers that the group decides not to read: dropped with a reason, and put back."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from papers.models import Paper


class DropForm(forms.Form):
    reason = forms.CharField(
        label="Why will the group not read it?",
        max_length=Paper._meta.get_field("dropped_reason").max_length,
        error_messages={"required": "Say in a few words why the group will not read it."},
        help_text="Visitors see it on the paper’s page.",
    )


class DropAdmin(admin.ModelAdmin):
    """Actions `drop` and `put_back` for the list, and a page for the form's button."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.drop_view)
        return [path("<int:pk>/drop/", view, name="papers_paper_drop"), *super().get_urls()]

    @admin.action(description="Drop with a reason…", permissions=["change"])
    def drop(self, request, papers):
        # By key, as a move locks the list: two who lock rows in one order never wait for each other for ever.
        waiting = list(papers.filter(dropped_on=None).order_by("pk"))
        if not waiting:
            return self.message_user(request, "They are dropped already. Nothing was changed.", messages.WARNING)
        form = DropForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            return self.drop_all(request, waiting, form.cleaned_data["reason"])
        # Sent to the list again, which finds the same papers and comes back here.
        hidden = [("action", "drop"), *((ACTION_CHECKBOX_NAME, paper.pk) for paper in waiting)]
        return self.drop_page(request, waiting, form, hidden)

    @admin.action(description="Put back on the list", permissions=["change"])
    def put_back(self, request, papers):
        dropped = list(papers.exclude(dropped_on=None).order_by("pk"))
        self.put_all_back(request, dropped)

    def drop_view(self, request, pk):
        paper = self.get_object(request, str(pk))
        if paper is None:
            raise Http404
        if not self.has_change_permission(request, paper):
            raise PermissionDenied
        if paper.dropped_on:
            if request.method != "POST":
                return self.drop_page(request, [paper], None)
            # A reason says that it was dropped meanwhile, and not that it shall come back.
            if "reason" in request.POST:
                self.message_user(request, "It is dropped already. Nothing was changed.", messages.WARNING)
            else:
                self.put_all_back(request, [paper])
            return redirect("admin:papers_paper_change", pk)
        form = DropForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return self.drop_page(request, [paper], form)
        self.drop_all(request, [paper], form.cleaned_data["reason"])
        return redirect("admin:papers_paper_change", pk)

    def drop_page(self, request, papers, form, hidden=()):
        one = papers[0] if len(papers) == 1 else None
        what = f"“{one.name}”" if one else f"{len(papers)} papers"
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Drop {what}" if form else f"Put {what} back on the list",
            "papers": papers,
            "paper": one,
            "form": form,
            "hidden": hidden,
        }
        return TemplateResponse(request, "admin/drop.html", context)

    @transaction.atomic
    def drop_all(self, request, papers, reason):
        for paper in papers:
            paper.dropped_on, paper.dropped_reason = timezone.localdate(), reason
            paper.save(update_fields=["dropped_on", "dropped_reason"])
            self.log_change(request, paper, f"Dropped: {reason}")
        self.message_user(request, f"{named(papers)} dropped from the list.", messages.SUCCESS)

    @transaction.atomic
    def put_all_back(self, request, papers):
        for paper in papers:
            paper.dropped_on, paper.dropped_reason = None, ""
            paper.save(update_fields=["dropped_on", "dropped_reason"])
            self.log_change(request, paper, "Put back on the list.")
        words = f"{named(papers)} back on the list." if papers else "None of them was dropped. Nothing was changed."
        self.message_user(request, words, messages.SUCCESS if papers else messages.WARNING)


def named(papers):
    return f"“{papers[0].name}” is" if len(papers) == 1 else f"{len(papers)} papers are"
