"""What the meetings of a document read in which nobody presents."""

import re

from readinggroup.readme.found import Work
from readinggroup.readme.reading.drafts.produced import GUIDE, GUIDED, OURS
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.words import lines, nothing, people

BOOK = re.compile(r"\b(?:hand|text)?books?\b|\bencyclop", re.IGNORECASE)
# Of a line: a label, a link, a heading, or the end of a sentence.
TOPICLESS = re.compile(r"[:：]|\]\(|://|^#|[.!?。]\W*$|\n")

SPEAKS = re.compile(r"(?P<who>[^\W\d][^,.:;()\n]{1,40})(?:,\s+(?:on|about)\s+(?P<what>[^\n]{4,160}?)\.?)?")
PRESENTED = re.compile(r"\b(?:presentation|talk)s?\b", re.IGNORECASE)


def watched(drafts):
    """Where nobody presents in all of a document, videos with titles of their own are by others, and to be watched."""
    found = [(draft, one) for draft in drafts for one in draft.session.materials if one.kind == "recording"]
    if len({id(draft) for draft, _ in found}) < 3 or any(draft.session.people for draft in drafts):
        return
    if any(draft.is_row or one.title in ("", draft.session.title) or OURS.search(one.title) for draft, one in found):
        return
    for draft, one in found:
        draft.session.materials.remove(one)
        draft.session.readings.append(Work(one.title, one.url, "video", line=one.line))


def quoted(drafts):
    """Where nobody presents in all of a document and meetings have titles in quotation marks, these are what is read:
    a talk has its speaker beside."""
    if len(drafts) < 3 or any(draft.session.people or draft.session.readings for draft in drafts):
        return
    found = [draft for draft in drafts if is_quoted(draft)]
    if len(found) * 5 >= len(drafts) * 4:
        for draft in found:
            draft.session.readings.append(Work(draft.session.title, line=draft.session.line))


def spoken(drafts):
    """“Ada, on looms of glass” below “Week 1”, “Bo” below “Week 2”: a line of each that is a name presents, where some
    of them say of what, and a presentation is spoken of."""
    found = [draft for draft in drafts if not draft.is_row and not draft.session.title]
    said = [[(part, speaks) for part in draft.recap if (speaks := SPEAKS.fullmatch(part))] for draft in found]
    said = [
        [(part, speaks) for part, speaks in one if people.is_name(speaks["who"].removeprefix("An "), most=3)]
        for one in said
    ]
    topics = sum(bool(speaks["what"]) for one in said for _, speaks in one)
    is_told = any(PRESENTED.search(part) for draft in found for part in draft.recap)
    if len(found) < 3 or topics < 2 or not is_told or any(len(one) != 1 for one in said):
        return
    if any(draft.session.people for draft in drafts):
        return
    for draft, [(part, speaks)] in zip(found, said, strict=True):
        draft.recap.remove(part)
        draft.session.people.extend(people.persons([speaks["who"]], line=draft.session.line))
        draft.session.title = lines.clean(speaks["what"] or "")


def topics(drafts):
    """Where most meetings of a document are a number over lines, the first of these is the topic: “- Looms” below
    “### Week 3”."""
    found = [draft for draft in drafts if draft.number and not draft.is_row and not draft.session.title]
    told = [draft for draft in found if draft.recap and is_topic(draft.recap[0])]
    if len(told) < 3 or len(told) < len(found) or len(told) * 2 < len(drafts):
        return
    for draft in told:
        draft.session.title = lines.clean(draft.recap.pop(0))


def is_topic(text):
    return len(text) <= 60 and not TOPICLESS.search(text) and bool(lines.clean(text)) and not nothing.is_empty(text)


def alike(drafts):
    """Where all of a document reads papers, an address that does not tell leads to one as well, though its title ends
    with “source code”."""
    works = [work for draft in drafts for work in draft.session.readings if work.url and work.under is None]
    papers = [work for work in works if work.kind == "paper"]
    if len(papers) < 5 or len(papers) * 10 < len(works) * 8:
        return
    for work in works:
        if work.kind in ("other", "code") and is_open(work):
            work.kind = "paper"


def is_open(work):
    """Whether neither the title of a work nor its address says what it is, and it is no whole site and no book."""
    is_known = GUIDE.search(work.title) or GUIDED.search(work.url) or BOOK.search(f"{work.title} {work.url}")
    is_page = bool(work.url.partition("://")[2].partition("/")[2])
    return is_page and len(work.title.split()) > 3 and not kinds.by_address(work.url) and not is_known


def is_quoted(draft):
    title = draft.session.title
    return len(title) > 8 and bool(re.search(rf"[\"“„«]\s*{re.escape(title)}[\s.]*[\"”“»]", draft.words))
