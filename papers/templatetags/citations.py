from django import template

from papers.citations import FORMATS, bibtex, cite

register = template.Library()


@register.simple_tag
def citation(paper):
    """What the box "Cite" holds: the `bibtex`, and the `files` to take away as pairs of ending and name."""
    work = cite(paper)
    names = ["BibTeX", "RIS", "CSL-JSON"]
    return {"bibtex": bibtex.write([work]).strip(), "key": work.key, "files": list(zip(FORMATS, names, strict=True))}
