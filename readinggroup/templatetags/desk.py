from django import template
from django.utils.text import capfirst

from readinggroup.desk.forms import PasteForm

register = template.Library()


@register.inclusion_tag("admin/desk/paste.html", takes_context=True)
def paste_form(context, session, pasted, label):
    """The box for links and a file of this session; `pasted` is the (session, form) that was not filled in right."""
    form = pasted[1] if pasted and pasted[0] == session else PasteForm()
    form.auto_id = f"paste_{session.pk}_%s"
    form.fields["links"].label = label
    return {"session": session, "form": form, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def error_links(adminform, formsets):
    """What is wrong in a form of the admin and in its lines, wherever that stands: a list of (id of the input, where,
    message)."""
    forms = [("", adminform.form)]
    for formset in formsets:
        name = capfirst(formset.opts.verbose_name_plural)
        lines = enumerate(formset.formset.forms, start=1)
        forms += [(f"{name}, line {number}: ", form) for number, form in lines]
    return [
        (input_id(form[name]), f"{where}{form[name].label}", message)
        for where, form in forms
        for name, messages in form.errors.items()
        if name in form.fields
        for message in messages
    ]


def input_id(bound):
    """The input's id, of several inputs the first one's."""
    return f"{bound.id_for_label}" if not hasattr(bound.field.widget, "widgets") else f"{bound.auto_id}_0"
