"""What a link with a title of its own is: something to read, or what the session produced."""

import re

from readinggroup.readme.reading.drafts.placing import MATERIALS
from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.words import lines, people

# "Slides - EDM paper", "Recording of the talk": what a session produced, whatever stands around it.
PRODUCED = re.compile(
    r"\W*(?:session\s+|meeting\s+|our\s+|the\s+|talk\s+|video\s+|lecture\s+|zoom\s+|presentation\s+|discussion\s+|watch\s+(?:the\s+)?)?"
    r"(?:slides?|recordings?|video|notebook|deck|presentation|notes|minutes|präsentation|présentation)\b"
    r"(?:\s*(?:-(?!\w)|(?<=\s)-|[–—:,(/+&|]|for|of|from|by|on youtube|here|link|pdf|\d+$|$)|\Z)",
    re.IGNORECASE,
)
LAST_WORD = re.compile(
    r"\b(slides|deck|notebook|codebase|repository|blog(?:\s*post)?|video|recording|implementation|code)\W*$",
    re.IGNORECASE,
)
# Of a file of the group's own: “Looms presentation”.
SHOWN = re.compile(r"\w\W+(?:presentation|présentation|präsentation|presentación)\W*$", re.IGNORECASE)
# What no file of a paper is, whatever word its title ends with.
NO_PAPERS = ("code", "notebook", "recording", "video")
BLOG = re.compile(r"\bblog\b|\bblog ?post\b", re.IGNORECASE)
DECK = re.compile(r"\.(?:pptx?|ppsx?|odp|key)\b|docs\.google|slideshare|speakerdeck", re.IGNORECASE)
SLIDES = re.compile(r"(?:^|[/_\W])(?:slides?|ppts?|decks?|folien)(?=[/_\W\d]|$)", re.IGNORECASE)
# What words of a title say that is no paper, where its address does not tell.
GUIDE = re.compile(
    r"\b(?:tutorials?|online course|website|documentation)\W*$"
    r"|\b(?:ch(?:apter|\.)?|part|lecture|lesson)\s?\d{1,2}\s?[:.–-]\s",
    re.IGNORECASE,
)
GUIDED = re.compile(r"//[^/]+/(?:[^?#]*/)?(?:tutorials?|get[-_]started|courses?|documentation)(?:/|$)", re.IGNORECASE)
OURS = re.compile(r"(?i)\b(?:sessions?|meet\w*|week|our|record\w*|watch|stream|replay|discussion|presentation|part)\b")


def kind_of(draft, work, address, role, in_readings):
    """The kind of a work with a title: its first or last word says it, else its address, else where it stands."""
    if not work.link:
        return "paper"
    is_deck = address == "slides" and DECK.search(work.link.url)
    if not is_deck and (address != "paper" or not sites.is_publisher(work.link.url)):
        if BLOG.search(work.title):
            return "blog"
        last = LAST_WORD.search(work.title)
        kind = kinds.by_words(last[1])[0] if last else ""
        if kind and not (address == "paper" and kind in NO_PAPERS):  # “Embedding foreign code”
            return kind
    if work.link.own and SHOWN.search(work.title) and not role:
        return "slides"
    if (match := PRODUCED.match(work.title)) and (kind := kinds.by_words(match[0])[0]) in MATERIALS:
        return kind
    if role == "title" and address == "code" and work.link.own:  # the group's own folder for it
        return "paper"
    if role == "reading" and address == "code" and draft.is_row and "/tree/" in work.link.url:
        return "paper"  # what the group keeps of it
    if role == "reading" and address in ("", "other") and draft.names_paper:
        return "paper"
    if role == "title" and draft.shows and work.link.own and address in ("paper", "slides"):
        return "slides"
    if address == "slides" and not DECK.search(work.link.url):
        # Words make a title, the folder of the file is only where it was put.
        if role == "reading" and draft.is_row:
            return "paper"
        if role == "title" and not SLIDES.search(work.link.url):
            return "paper"
    if address:
        return address
    if not draft.is_row and (GUIDE.search(work.title) or GUIDED.search(work.link.url)):
        return "other"
    return (
        "paper"
        if role == "title" or (role in ("reading", "optional") and draft.is_row)
        else "other"
        if in_readings or role
        else "paper"
        if not draft.session.readings
        else "other"
    )


def is_said(title, in_readings):
    """Whether a title begins as that of slides, a recording or notes of the session does."""
    # "Video: a talk of someone else" among the readings is one of them.
    is_read = in_readings and re.match(r"video\s*[:–—-]\s*\S", title, re.IGNORECASE)
    return bool(PRODUCED.match(title)) and not is_read


def is_material(draft, work, kind, address, role, in_readings):
    """Whether a link with a title of its own is what the session produced, and nothing to read."""
    if role in ("slides", "recording", "notes") and sites.is_paper(work.link.url) and not PRODUCED.match(work.title):
        return False
    if role in ("slides", "recording", "notes"):
        return True
    if role in ("code", "notebook") and not in_readings:
        return kind in ("code", "notebook", "notes", "other", "slides") and not draft.session.readings
    if in_readings or role in ("reading", "optional"):
        return False
    if kind in ("slides", "notebook", "notes"):
        return role == "links" or kind != "notes" or bool(draft.session.readings) or address == "notes"
    if kind in ("video", "recording"):
        return role == "links" or kind == "recording" or is_ours(draft, work.title, role)
    return kind in ("join", "playlist")


def is_ours(draft, title, role):
    """Whether the words of a video beside a paper say that it is of the meeting, and not what someone else made."""
    if not any(one.kind == "paper" for one in draft.session.readings):
        return role == "title"
    return bool(OURS.search(title)) or people.is_person(title) or lines.clean(title) == draft.session.title
