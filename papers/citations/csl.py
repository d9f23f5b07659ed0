"""CSL-JSON, which pandoc, Zotero and citation processors read: https://github.com/citation-style-language/schema."""

import json

TYPES = {"conference": "paper-conference", "journal": "article-journal", "preprint": "article", "other": "document"}


def write(works):
    return json.dumps([item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def item(work):
    if work.published:
        issued = [work.published.year, work.published.month, work.published.day]
    else:
        issued = [work.year] if work.year else []
    fields = {
        "id": work.key,
        "type": TYPES[work.kind],
        "title": work.plain_title,
        "title-short": work.short_title,
        "author": [author(name) for name in work.authors],
        "issued": {"date-parts": [issued]} if issued else None,
        "container-title": work.container if work.kind != "other" else "",
        "genre": work.container if work.kind == "other" else "",
        "volume": work.volume,
        "issue": work.number,
        "publisher": "arXiv" if work.kind == "preprint" else "",
        "number": f"arXiv:{work.arxiv_id}" if work.kind == "preprint" else "",
        "DOI": work.doi,
        "URL": work.url,
        "note": work.note,
        "abstract": work.abstract,
    }
    return {name: value for name, value in fields.items() if value}


def author(name):
    if name.is_whole:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
