"""arXiv's API: https://info.arxiv.org/help/api/user-manual.html."""

import re
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.conf import settings

from papers.identifiers import arxiv_id
from papers.metadata.ask import AbsentError, OddAnswerError, Service, get
from papers.metadata.facts import Facts, line, venue_in

# To an id that it cannot read it answers 400.
ARXIV = Service("arXiv", absent=frozenset({400, 404, 410}))
NAMES = {"atom": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}
# As many as one question may hold.
AT_ONCE = 100
LONGEST_VENUE = 120
NONSENSE = "arXiv answered with something that makes no sense."
UNKNOWN = "arXiv knows no paper {}. Check the number; a paper of today may take a day to be known."


class NoDoctype(ElementTree.TreeBuilder):
    """Feeds have none; a DTD could define entities that grow without end."""

    def doctype(self, name, pubid, system):
        raise ElementTree.ParseError("a feed has no DTD")


def fetch(key, patience):
    """The Facts about one paper; AbsentError where there is no such paper."""
    try:
        return fetch_many([key], patience)[canonical(key)]
    except (KeyError, AbsentError):
        raise AbsentError(UNKNOWN.format(key)) from None


def fetch_many(keys, patience):
    """The Facts about those of up to AT_ONCE papers that arXiv knows: a dict by canonical() id."""
    wanted = dict.fromkeys(map(canonical, keys))
    query = urlencode({"id_list": ",".join(wanted), "max_results": len(wanted)})
    answer = get(ARXIV, f"{settings.ARXIV_API}?{query}", patience, accept="application/atom+xml")
    return {key: facts for key, facts in entries(answer.content) if key in wanted}


def canonical(key):
    """As arXiv itself names it: of an old id the archive alone, math/0309136 for math.GT/0309136."""
    return re.sub(r"\.[A-Z]{2}/", "/", key)


def entries(content):
    """The papers of a feed, each a pair of its id and its Facts. In what order they come is up to arXiv; of one that
    does not exist there is no entry, an entry without an id, or one that is titled "Error"."""
    try:
        feed = ElementTree.fromstring(content, ElementTree.XMLParser(target=NoDoctype()))
    except (ElementTree.ParseError, ValueError, LookupError):  # LookupError: an encoding that there is not
        raise OddAnswerError(NONSENSE) from None
    if feed.tag != f"{{{NAMES['atom']}}}feed":
        raise OddAnswerError(NONSENSE)
    for entry in feed.iterfind("atom:entry", NAMES):
        key = arxiv_id(text(entry, "atom:id"))
        if key and text(entry, "atom:title"):
            yield canonical(key), Facts("arXiv", dict(values(entry)))


def text(entry, path):
    return line(entry.findtext(path, "", NAMES))


def values(entry):
    yield "title", text(entry, "atom:title")
    names = (line(name.text) for name in entry.iterfind("atom:author/atom:name", NAMES))
    yield "authors", "\n".join(filter(None, names))
    yield "abstract", text(entry, "atom:summary")
    category = entry.find("arxiv:primary_category", NAMES)
    yield "arxiv_category", "" if category is None else line(category.get("term"))
    yield "doi", text(entry, "arxiv:doi")
    # The authors write both as they please. What is sure to be a venue is a conference with its year, or a reference.
    reference = text(entry, "arxiv:journal_ref")
    venue = venue_in(reference) or venue_in(text(entry, "arxiv:comment"))
    yield "venue", venue or (reference if len(reference) <= LONGEST_VENUE else "")
    with suppress(ValueError):
        yield "published", date.fromisoformat(text(entry, "atom:published")[:10])
