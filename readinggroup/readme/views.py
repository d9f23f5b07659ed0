"""The page of the admin that brings in a README: it shows what would be done, and does it when that is confirmed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from papers.kept_forms import brought_back
from readinggroup.models import ReadmeSource
from readinggroup.readme.forms import ORDERS, ReadmeForm
from readinggroup.readme.plan import Action, ChangedMeanwhileError, NotPossibleError, apply, plan
from readinggroup.readme.plan.tell import counts, parts
from readinggroup.readme.reading.account import RELATIVE

ADD = "reading_sessions.add_session"
PERMISSIONS = (ADD, "reading_sessions.change_session", "papers.add_paper")
DELETE = "reading_sessions.delete_session"
# What the preview lists; more is counted.
MOST_PARTS, MOST_REMARKS = 200, 300
CHANGED = "The text or the site has changed since this was shown, so nothing was done yet. Look at it once more."


def may_bring_in(user):
    return user.has_perms(PERMISSIONS)


@require_http_methods(["GET", "POST"])
def bring_in(request, site):
    if not may_bring_in(request.user):
        raise PermissionDenied
    if request.method == "GET":
        last = ReadmeSource.objects.first()
        typed = brought_back(request) or {"base_url": last.base_url if last else ""}
        form = ReadmeForm(initial={name: typed.get(name) for name in ReadmeForm.base_fields})
        return page(request, site, form, last=last)
    form = ReadmeForm(request.POST, request.FILES)
    if not form.is_valid():
        if form.found is not None:
            form.data = {**form.data.dict(), "text": form.cleaned_data["text"]}
        return page(request, site, form, status=422)
    if form.cleaned_data["prune"] and not request.user.has_perm(DELETE):
        raise PermissionDenied
    made, word = plan(form.found, form.cleaned_data["prune"]), ""
    if "confirm" in request.POST:
        try:
            if made.fingerprint != request.POST.get("seen"):
                raise ChangedMeanwhileError(made)
            data = form.cleaned_data
            of = {"base_url": data["base_url"], "text": data["text"], "day_first": ORDERS.get(data["dates"])}
            apply(made, request.user, source_of(request, form), **of)
        except ChangedMeanwhileError as error:
            made, word = error.plan, CHANGED
        except NotPossibleError as error:
            word = str(error)
        else:
            tell(request, made)
            return redirect("admin:index")
    return page(request, site, form.as_it_was_read(), made, word=word, name=source_of(request, form))


def source_of(request, form):
    """Where the document came from; the preview hands it on, since from then on it is a text."""
    return form.name or request.POST.get("name", "")[:1000]


def tell(request, made):
    done = {str(words): what for words, what in counts(made)}
    if made.changes_nothing:
        messages.success(request, "Nothing was to be done: all of it is here already.")
        return
    told = [
        f"{words.lower()}: {what}" for words, what in done.items() if words.startswith(("New", "Changed", "Deleted, "))
    ]
    messages.success(request, f"The README was brought in. {'; '.join(told).capitalize()}.")


def page(request, site, form, made=None, status=200, **context):
    request.current_app = site.name
    context |= {**site.each_context(request), "title": "Bring in a README", "form": form}
    if made is not None:
        told = [part for part in parts(made) if part.is_told]
        # One question for all of these, in place of a remark for each.
        relative = [remark.url for remark in made.remarks if remark.text == RELATIVE]
        remarks = [remark for remark in made.remarks if remark.text != RELATIVE]
        context |= {
            "plan": made,
            "counts": counts(made),
            "parts": told[:MOST_PARTS],
            "more_parts": len(told[MOST_PARTS:]),
            "relative": relative,
            "remarks": remarks[:MOST_REMARKS],
            "more_remarks": len(remarks[MOST_REMARKS:]),
            "may_prune": request.user.has_perm(DELETE) and bool(made.of(Action.UNLISTED, Action.DELETED)),
        }
    return TemplateResponse(request, "admin/readme/bring_in.html", context, status=status)
