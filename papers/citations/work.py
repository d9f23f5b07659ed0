"""What a citation says about a paper, whatever the format."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from papers import formulas
from papers.citations import names
from papers.letters import plain
from papers.models import Paper

# "JMLR 23, 2022", "Machine Intelligence Research 22(4), 2025", "NeurIPS 2021 Workshop", "ICLR 2021 (Oral)".
VENUE = re.compile(
    r"(?P<name>[^\d(]+?)(?:\s+(?P<volume>\d{1,3})(?:\((?P<number>\d{1,3})\))?)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"\s*(?P<kind>[^(]*?)\s*(?:\((?P<note>[^)]*)\))?"
)
JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|magazine)\b"
    r"|^(?:ieee |acm )?(?:trans\b|nature\b|science\b|(?:pnas|jmlr|tmlr|t?pami|ijcv|tog|tip|jasa|jair|tacl)$)",
    re.IGNORECASE,
)
# Words that say nothing in a key.
SMALL_WORDS = {"a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in", "is", "it"}
SMALL_WORDS |= {"of", "on", "or", "the", "to", "towards", "via", "what", "why", "with"}


@dataclass(frozen=True)
class Work:
    key: str
    kind: str  # "conference", "journal", "preprint" (arXiv alone) or "other"
    title: str  # with its formulas as they were typed
    short_title: str
    authors: tuple  # of names.Name
    container: str  # the conference or journal, or whatever else is known as the venue
    volume: str
    number: str
    note: str
    year: int | None
    published: date | None  # where that is the date of the form cited: of a preprint, not of a later conference
    arxiv_id: str
    arxiv_category: str
    doi: str
    url: str
    abstract: str

    @property
    def plain_title(self):
        return formulas.plain(self.title)


def cite(paper):
    """The Work of one paper. Its key is the one it has in the whole list, for which it asks the database once."""
    before = Paper.objects.filter(pk__lt=paper.pk, published__year=paper.published.year if paper.published else None)
    if not paper.published:
        before = Paper.objects.filter(pk__lt=paper.pk, published=None)
    stem = key_stem(paper)
    twins = sum(key_stem(other) == stem for other in before.only("authors", "published", "title"))
    return describe(paper, numbered(stem, twins))


def cite_all(papers):
    """The Works of all papers there are, in the order given."""
    papers = list(papers)
    seen, keys = {}, {}
    # The first that came keeps the bare key, whatever its place in the list.
    for paper in sorted(papers, key=lambda paper: paper.pk):
        stem = key_stem(paper)
        keys[paper.pk] = numbered(stem, seen.get(stem, 0))
        seen[stem] = seen.get(stem, 0) + 1
    return [describe(paper, keys[paper.pk]) for paper in papers]


def key_stem(paper):
    """Family name, year and first telling word of the title: ho2020denoising. Its year is the first version's, which
    does not change when the paper appears somewhere."""
    first = paper.author_list[:1]
    family = letters(names.parse(first[0]).family) if first else ""
    words = [letters(word) for word in re.split(r"[\s:–—/-]+", formulas.plain(paper.title))]
    word = next((word for word in words if word and word not in SMALL_WORDS), "work")
    year = str(paper.published.year) if paper.published else ""
    return (re.sub(r"\d", "", family) or "anonymous") + year + (word if year else re.sub(r"\d", "", word) or "work")


def letters(text):
    return re.sub(r"[^a-z0-9]", "", plain(text))


def numbered(stem, twins):
    return f"{stem}-{twins + 1}" if twins else stem


def describe(paper, key):
    venue = VENUE.fullmatch(paper.venue.strip())
    parts = {name: value or "" for name, value in venue.groupdict().items()} if venue else {}
    container = f"{parts['name']} {parts['kind']}".strip() if venue else paper.venue
    if not container or re.match(r"arxiv\b", container, re.IGNORECASE):
        kind, container, parts = "preprint" if paper.arxiv_id else "other", "", {}
    elif parts.get("volume") or JOURNAL.search(container):
        kind = "journal"
    else:
        kind = "conference" if venue else "other"
    published = paper.published if kind in ("preprint", "other") else None
    return Work(
        key=key,
        kind=kind,
        title=clean(paper.title),
        short_title=clean(formulas.plain(paper.nickname)),
        authors=tuple(names.parse(clean(author)) for author in paper.author_list),
        container=clean(container),
        volume=parts.get("volume", ""),
        number=parts.get("number", ""),
        note=clean(parts.get("note", "")),
        year=int(parts["year"]) if parts.get("year") else paper.published and paper.published.year,
        published=published,
        arxiv_id=paper.arxiv_id or "",
        arxiv_category=paper.arxiv_category,
        doi=paper.doi or "",
        url=paper.abstract_url,
        abstract=clean(formulas.plain(paper.abstract)),
    )


def clean(text):
    """In one line, without the signs that are no writing."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))
