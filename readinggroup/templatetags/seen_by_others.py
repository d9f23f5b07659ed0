"""How a page looks from elsewhere: to search engines, and where a link to it is shared."""

from html import unescape

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from papers.formulas import plain
from papers.models import Paper
from readinggroup import cards
from readinggroup.structured_data import Graph, json_ld
from sessions.models import Presenter, Session

register = template.Library()

KINDS = {Session: "article", Paper: "article", Presenter: "profile"}


@register.tag
def remember(parser, token):
    """{% remember name %}…{% endremember %}: what is between them, in one line, under this name instead of here."""
    _, name = token.split_contents()
    nodes = parser.parse(["endremember"])
    parser.delete_first_token()
    return Remember(nodes, name)


class Remember(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        context[self.name] = mark_safe(" ".join(self.nodelist.render(context).split()))
        return ""


@register.inclusion_tag("_partials/seen_by_others.html", takes_context=True)
def seen_by_others(context):
    """The canonical address, Open Graph and JSON-LD; of a page that is not for the public, that it is not."""
    request = context.get("request")
    if request is None or not hasattr(request, "group"):
        return {}
    row = context.get("object")
    if "exception" in context or not is_public(row, context):
        return {"hidden": True}
    title, description = (unescape(context.get(name, "")) for name in ("page_title", "page_description"))
    if isinstance(row, Session):
        card, alternative = reverse("session-card", args=[row.slug]), plain(str(row))
    else:
        card, alternative = reverse("card"), request.group.name or "A paper reading group"
    image = request.build_absolute_uri(card)
    graph = Graph(request, title, description, image)
    return {
        "canonical": request.build_absolute_uri(request.path) + page_number(request, context.get("page_obj")),
        "title": title or request.group.name,
        "description": description,
        "kind": KINDS.get(type(row), "website"),
        "site_name": request.group.name,
        "image": image,
        "image_width": cards.WIDTH,
        "image_height": cards.HEIGHT,
        "image_text": alternative,
        "json_ld": mark_safe(json_ld(graph.of(row, context))),
    }


def is_public(row, context):
    if isinstance(row, Session):
        return not row.is_draft
    if isinstance(row, Presenter):
        # An organizer may look at somebody whom only a draft names.
        return bool(context.get("sessions"))
    return True


def page_number(request, page):
    """A further page of a list is a page of its own; one of a filtered list belongs to the list."""
    if not page or page.number == 1:
        return ""
    filtered = any(value for name, value in request.GET.items() if name != "page")
    return "" if filtered else f"?page={page.number}"
