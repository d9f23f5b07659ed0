"""What one pasted line is: a paper, a video, code, slides, a page; read from its address alone, nothing is asked."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from papers import identifiers
from papers.identifiers import YOUTUBE_HOSTS, host, youtube_id
from papers.models import Resource

LONGEST = 2_000
LONGEST_ADDRESS = Resource._meta.get_field("url").max_length

MARKDOWN = re.compile(r"!?\[(?P<title>[^\[\]]{0,500})\]\(\s*<?(?P<url>[^\s<>]+?)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
BULLET = re.compile(r"(?:[-*+•·–—]|\d{1,3}[.)])\s+")
CLOSING = ".,;:!?'’”\"*_`|…"

# Where publishers have a DOI in their addresses, and what they put behind it.
DOI_IN_PATH = re.compile(
    r"/(?:doi|articles?|chapter|book|content|abstract|full|pdf|epdf|document|science)(?:/[\w-]+){0,3}?"
    r"/(?P<doi>10\.\d{4,9}/[^?#\s]+)"
)
BEHIND_DOI = re.compile(r"(?:/(?:full|abstract|pdf|epdf|meta|fulltext|html|summary))+$|(?:\.full)?(?:\.pdf|\.html)$")
PREPRINT_VERSION = re.compile(r"v\d+(?:\.(?:full|abstract|supplementary-material)\S*)?$")
NATURE = re.compile(r"/articles/([a-z]\d{5}-\d{3}-\d{4,5}-\w)")

# Each page there is a paper, and says so in terms that programs can read.
PAPER_HOSTS = {
    "openreview.net",
    "proceedings.neurips.cc",
    "papers.neurips.cc",
    "papers.nips.cc",
    "proceedings.mlr.press",
    "openaccess.thecvf.com",
    "aclanthology.org",
    "jmlr.org",
}
CODE_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org"}
# What huggingface.co has beside models.
NOT_CODE = {"blog", "docs", "learn", "posts", "datasets", "collections", "join", "pricing", "tasks", "chat", "papers"}
NOTEBOOK_HOSTS = {"colab.research.google.com", "nbviewer.org", "nbviewer.jupyter.org"}
SLIDES_HOSTS = {"slideshare.net", "speakerdeck.com", "slides.com"}
VIDEO_HOSTS = {"vimeo.com", "player.vimeo.com", "videolectures.net", "loom.com"}

NOT_A_LINK = "This is no link, and no arXiv id or DOI. Copy the address from your browser’s address bar."
TWO_LINKS = "There is more than one link here. Paste one on each line."
TOO_LONG = f"This is too long for a link: there is room for {LONGEST_ADDRESS} characters."
NO_WEB_ADDRESS = "Only addresses on the web can be added: they begin with https:// or http://."


class NoLinkError(ValueError):
    """Why a text is no link that could be added, in plain words."""


@dataclass(frozen=True)
class Link:
    """`kind` is arxiv, doi, paper (a page of a proceedings), youtube, playlist, video, code, notebook, slides, pdf or
    page; `key` the arXiv id, the DOI, YouTube's id, or what the address has in common with its other spellings; `url`
    a complete address; `text` what was pasted; `title` what a Markdown link calls it."""

    kind: str
    key: str
    url: str
    text: str
    title: str = ""


def recognise(text):
    """The Link that a pasted line is, or None; read() says why."""
    try:
        return read(text)
    except NoLinkError:
        return None


def read(text):
    """The Link that a pasted line is; NoLinkError where it is none.

    >>> read("[Flow matching](https://www.alphaxiv.org/abs/2210.02747v2).").key
    '2210.02747'
    """
    pasted, title = text, ""
    if len(text) > LONGEST:
        raise NoLinkError(TOO_LONG)
    text = bare(text)
    if found := MARKDOWN.search(text):
        text, title = found["url"], " ".join(found["title"].split())
    elif addresses := ADDRESS.findall(text):
        if len({trimmed(address) for address in addresses}) > 1:
            raise NoLinkError(TWO_LINKS)
        text = addresses[0]
    text = trimmed(text)
    if "://" in title or title == text:
        title = ""
    return Link(*identified(text), pasted, title)


def bare(text):
    """Without signs that no eye sees, and without the list's bullet."""
    text = "".join(sign if sign.isprintable() else " " for sign in text if sign not in "\ufeff\u200b\u200c\u200d\u2060")
    return BULLET.sub("", text.strip(), count=1)


def trimmed(text):
    """Without what stands around a link in a sentence; a bracket that opens in the link stays closed."""
    text = text.strip().strip("<>").lstrip("([{\"'“‘`*_").rstrip(CLOSING)
    for opening, closing in ("()", "[]", "{}"):
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip(CLOSING)
    return text


def identified(text):
    """Its kind, key and address."""
    if key := identifiers.arxiv_id(text):
        return "arxiv", key, f"https://arxiv.org/abs/{key}"
    if key := identifiers.doi(text):
        return "doi", key, f"https://doi.org/{key}"
    url = address(text)
    if key := doi_in(url):
        return "doi", key, f"https://doi.org/{key}"
    if key := youtube_id(url):
        return "youtube", key, f"https://www.youtube.com/watch?v={key}"
    kind, url = kind_of(url)
    return kind, identifiers.url_key(url), url


def address(text):
    """A complete address that the site can keep."""
    if not text:
        raise NoLinkError(NOT_A_LINK)
    if not ADDRESS.match(text):
        if scheme := SCHEME.match(text):
            raise NoLinkError(NOT_A_LINK if scheme[0].lower() in ("http:", "https:") else NO_WEB_ADDRESS)
        text = f"https://{text}"
    scheme, _, rest = text.partition("://")
    text = f"{scheme.lower()}://{rest}"
    if len(text) > LONGEST_ADDRESS:
        raise NoLinkError(TOO_LONG)
    try:
        URLValidator(schemes=["http", "https"])(text)
        user = urlsplit(text).username
    except (ValidationError, ValueError):
        raise NoLinkError(NOT_A_LINK) from None
    if user is not None:
        raise NoLinkError("There is a name or a password in this address. Paste it without.")
    return text


def doi_in(url):
    """The DOI in a publisher's address, or None."""
    parts, site = urlsplit(url), host(url)
    path = unquote(parts.path)
    if found := DOI_IN_PATH.search(path):
        key = BEHIND_DOI.sub("", found["doi"].rstrip("/"))
        if site in ("biorxiv.org", "medrxiv.org"):
            key = PREPRINT_VERSION.sub("", key)
        return identifiers.doi(key)
    if site == "journals.plos.org":
        return identifiers.doi(parse_qs(parts.query).get("id", [""])[0])
    if site == "nature.com" and (found := NATURE.match(path)):
        return f"10.1038/{found[1]}"
    return None


def kind_of(url):
    """What is at an address, and the address of the thing itself."""
    parts, site = urlsplit(url), host(url)
    path = unquote(parts.path).rstrip("/").lower()
    steps = path.strip("/").split("/")
    if site in PAPER_HOSTS:
        return "paper", paper_page(url, parts, site)
    if site in YOUTUBE_HOSTS and path == "/playlist":
        return "playlist", url
    if site in VIDEO_HOSTS:
        return "video", url
    if site in NOTEBOOK_HOSTS or path.endswith(".ipynb"):
        return "notebook", url
    if site in SLIDES_HOSTS or (site == "docs.google.com" and path.startswith("/presentation")):
        return "slides", url
    if path.endswith((".pptx", ".ppt", ".odp", ".key")):
        return "slides", url
    if path.endswith(".pdf"):
        return "pdf", url
    if (site in CODE_HOSTS and len(steps) > 1) or site == "gist.github.com":
        return "code", url
    if site in ("huggingface.co", "hf.co") and len(steps) > 1 and steps[0] not in NOT_CODE:
        return "code", url
    return "page", url


def paper_page(url, parts, site):
    """The page about the paper where the link leads to its PDF."""
    paper = parse_qs(parts.query).get("id", [""])[0]
    if site == "openreview.net" and parts.path in ("/pdf", "/forum", "/attachment") and re.fullmatch(r"[\w-]+", paper):
        return f"https://openreview.net/forum?id={paper}"
    if site == "aclanthology.org":
        return f"https://aclanthology.org/{parts.path.strip('/').removesuffix('.pdf')}/"
    return url
