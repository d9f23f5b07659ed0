from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from readinggroup.search.find import Group, find
from readinggroup.search.kinds import KINDS
from readinggroup.search.words import Question

# Hits of a kind beside the other kinds, and on a page of its own.
FEW = 5
MANY = 20


@require_safe
def search(request):
    """`?q=` searches everything, `&in=slides` one kind, with `&page=`."""
    question = Question(request.GET.get("q", ""))
    kind = next((kind for kind in KINDS if kind.slug == request.GET.get("in")), None)
    context = {"question": question, "kind": kind, "kinds": KINDS}
    if kind:
        group = Group(kind, question) if question else []
        try:
            page = Paginator(group.found if group else [], MANY).page(request.GET.get("page") or 1)
        except InvalidPage:
            raise Http404 from None
        context["page_obj"] = page
        context["groups"] = [(group, group.hits(page.object_list))] if group else []
    else:
        context["groups"] = [(group, group.hits(group.found[:FEW])) for group in find(question)]
    context["count"] = sum(len(group) for group, _ in context["groups"])
    context["has_more"] = any(group.has_more for group, _ in context["groups"])
    return render(request, "search/search.html", context)
