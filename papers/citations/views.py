from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter
from django.views.decorators.http import require_safe

from papers.citations import FORMATS, cite, cite_all
from papers.models import Paper
from papers.slugs import named


class EndingConverter:
    regex = "|".join(ending.replace(".", r"\.") for ending in FORMATS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(EndingConverter, "citation")


def answer(works, name, ending):
    write, content_type = FORMATS[ending]
    # Shown where a browser can; a link with `download` saves it under this name.
    headers = {"Content-Disposition": f'inline; filename="{name}.{ending}"'}
    return HttpResponse(write(works), content_type=f"{content_type}; charset=utf-8", headers=headers)


@require_safe
def papers(request, ending):
    """The whole list, in its order."""
    return answer(cite_all(Paper.objects.all()), "papers", ending)


@require_safe
def paper(request, slug, ending):
    found = named(Paper.objects.all(), slug)
    if found.slug != slug:
        return redirect("papers:citation", slug=found.slug, ending=ending, permanent=True)
    work = cite(found)
    return answer([work], work.key, ending)
