"""The title of a page, and who wrote it; of a video, as YouTube tells it."""

import codecs
import html
import json
import re
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from django.conf import settings

from papers.identifiers import doi, host, is_youtube
from papers.metadata.ask import AbsentError, NoAnswerError, OddAnswerError, Service, get
from papers.metadata.facts import Facts, line

MOST = 512 * 1024
# It says 401 where the owner does not let others show the video, 403 where it is private.
YOUTUBE = Service("YouTube", absent=frozenset({400, 401, 403, 404, 410}))
NO_VIDEO = "YouTube tells nothing about this video: it is private, gone, or not to be shown elsewhere. Type its title."
NO_TITLE = "{} has no title to fetch. Type one."

# Possessive, so that a hostile page is read in one go; a tag with a < in an attribute is passed over.
META = re.compile(r"<meta\b((?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)>", re.IGNORECASE)
TITLE = re.compile(r"<title\b[^<>]*+>([^<]*+)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
CHARSET = re.compile(rb"<meta\b[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
# What a page is called by whoever does not let programs in, and by a site that has one title for all of its pages.
USELESS = re.compile(
    r"(?:just a moment|attention required|access denied|are you a robot|403 forbidden|404 not found|sign in|log in"
    r"|login|loading|untitled|google colab|google docs|google drive|youtube)\b[\s.!…|·-]*(?:cloudflare)?",
    re.IGNORECASE,
)
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "citation_author")


def fetch(url, patience):
    """The Facts about a Resource at this address: its title, and its author where it says so."""
    if is_youtube(url):
        return video(url, patience)
    site, text = read(url, patience)
    meta = dict(reversed(metas(text)))  # the first of a name counts
    title = line(meta.get("og:title") or meta.get("twitter:title") or titled(text))
    title = re.sub(r"^GitHub - (?=[\w.-]+/)", "", without_site(title, meta.get("og:site_name"), site))
    if not title or USELESS.fullmatch(title):
        raise AbsentError(NO_TITLE.format(site))
    authors = (line(meta.get(name)) for name in AUTHOR_NAMES)
    author = next((name for name in authors if name and "://" not in name and not name.startswith("@")), "")
    return Facts(site, {"title": title, "author": author})


def fetch_paper(url, patience):
    """The Facts about a Paper that a page of proceedings tells programs, in the terms that Google Scholar asks for."""
    site, text = read(url, patience)
    found = metas(text)
    meta = dict(reversed(found))
    title = line(meta.get("citation_title"))
    if not title:
        raise AbsentError(NO_TITLE.format(site))
    day = re.match(r"(\d{4})[/-](\d\d?)[/-](\d\d?)$", line(meta.get("citation_publication_date")))
    facts = {
        "title": title,
        "authors": "\n".join(first_name_first(line(value)) for name, value in found if name == "citation_author"),
        "abstract": line(meta.get("citation_abstract")),
        "doi": doi(meta.get("citation_doi", "")),
        "venue": line(meta.get("citation_conference_title") or meta.get("citation_journal_title")),
    }
    with suppress(ValueError):
        facts["published"] = date(*map(int, day.groups())) if day else None
    return Facts(site, facts)


def video(url, patience):
    query = urlencode({"url": url, "format": "json"})
    try:
        answer = get(YOUTUBE, f"{settings.YOUTUBE_API}?{query}", patience, "application/json", MOST)
    except AbsentError:
        raise AbsentError(NO_VIDEO) from None
    if answer.content.strip() in (b"Forbidden", b"Unauthorized", b"Not Found"):  # with the status 200
        raise AbsentError(NO_VIDEO)
    try:
        told = json.loads(answer.content)
        facts = {"title": line(told["title"]), "author": line(told.get("author_name"))}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OddAnswerError("YouTube answered with something that makes no sense.") from None
    if not facts["title"]:
        raise AbsentError(NO_VIDEO)
    return Facts("YouTube", facts)


def read(url, patience):
    """The site that a page is on, and the beginning of its HTML."""
    site = host(url)
    try:
        answer = get(
            Service(site), url, patience, "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", MOST, whole=False
        )
    except NoAnswerError as problem:
        problem.counts = True  # a service comes back, a page may not
        raise
    kind = answer.content_type.partition(";")[0].strip().lower()
    if kind not in ("", "text/html", "application/xhtml+xml"):
        raise AbsentError(NO_TITLE.format("This file" if kind else site))
    return site, decoded(answer)


def decoded(answer):
    """As the server says, else as the page itself does, else as most do."""
    said = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", answer.content_type, re.IGNORECASE)
    inside = CHARSET.search(answer.content[:4096])
    names = [said and said[1], inside and inside[1].decode(), "utf-8"]
    if answer.content.startswith(codecs.BOM_UTF8):
        names = ["utf-8-sig"]
    for name in filter(None, names):
        try:
            return answer.content.decode(name)
        except UnicodeDecodeError as error:
            if error.start >= len(answer.content) - 4:  # what is cut off may end within a letter
                return answer.content[: error.start].decode(name, errors="replace")
        except (LookupError, ValueError):  # no such encoding, or one of something else than text
            continue
    return answer.content.decode("cp1252", errors="replace")


def metas(text):
    """The page's <meta> tags in order, each a pair of name and content."""
    pairs = []
    for tag in META.finditer(text):
        found = {name.lower(): next(filter(None, values), "") for name, *values in ATTRIBUTE.findall(tag[1])}
        name = found.get("property") or found.get("name")
        if name and found.get("content"):
            pairs.append((html.unescape(name).strip().lower(), html.unescape(found["content"])))
    return pairs


def titled(text):
    found = TITLE.search(text)
    return html.unescape(found[1]) if found else ""


def without_site(title, *names):
    """The page's own title, where the site's name stands behind it."""
    for name in filter(None, map(line, names)):
        title = re.sub(rf"\s+[|·•–—-]\s+{re.escape(name)}$", "", title, flags=re.IGNORECASE)
    return re.sub(r"\s+[·|-]\s+(?:Hugging Face|GitHub|Google Slides|Medium)$", "", title)


def first_name_first(name):
    """Names are told as "Ho, Jonathan" or as "Jonathan Ho"."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given else name
