from django import template

from sessions import calendar

register = template.Library()


@register.simple_tag(takes_context=True)
def subscribe_links(context):
    return calendar.subscribe_links(context.request)


@register.simple_tag(takes_context=True)
def add_links(context, session):
    """Needs with_timeline() and what a row of the schedule shows."""
    return calendar.add_links(session, context.request)
