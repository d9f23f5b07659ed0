from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from papers import formulas

register = template.Library()


@register.filter
def math(text):
    """Text with its formulas (TeX between dollar signs) as MathML; what is broken is shown as it was typed."""
    text = str(text)
    if "$" not in text:
        return text
    return mark_safe(
        "".join(
            (kind and formulas.mathml(part, kind)) or conditional_escape(formulas.typed(kind, part) if kind else part)
            for kind, part in formulas.pieces(text)
        )
    )


@register.filter
def plain(text):
    """Text with its formulas in words, for where no markup can stand: titles of windows, attributes, file formats."""
    return formulas.plain(str(text))
