"""RIS, which EndNote, Zotero, Mendeley and libraries' catalogues read. rispy knows the tags."""

import rispy

TYPES = {"conference": "CONF", "journal": "JOUR", "preprint": "UNPB", "other": "GEN"}


class Writer(rispy.RisWriter):
    def set_header(self, count):
        return ""  # rispy would number the references, which the format does not know


def write(works):
    return rispy.dumps([reference(work) for work in works], implementation=Writer)


def reference(work):
    date = f"{work.published:%Y/%m/%d}/" if work.published else ""
    fields = {
        "type_of_reference": TYPES[work.kind],
        "id": work.key,
        "authors": [author(name) for name in work.authors],
        "title": work.plain_title,
        "short_title": work.short_title,
        "secondary_title" if work.kind != "other" else "type_of_work": work.container,
        "volume": work.volume,
        "number": work.number,
        "year": str(work.year or ""),
        "date": date,
        "doi": work.doi,
        "accession_number": f"arXiv:{work.arxiv_id}" if work.arxiv_id else "",
        "publisher": "arXiv" if work.kind == "preprint" else "",
        "urls": [work.url] if work.url else [],
        "notes": [work.note] if work.note else [],
        "abstract": work.abstract,
    }
    return {name: value for name, value in fields.items() if value}


def author(name):
    """Last, First, Suffix. A comma at the end keeps the words of a group's name together."""
    if name.is_whole:
        return f"{name.family.replace(',', '')}," if " " in name.family else name.family
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, [family, name.given, name.suffix]))
