"""One spelling for each identifier: arXiv ids, DOIs and web addresses as people paste them."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
DOI = re.compile(r"10\.\d{4,9}/[^\s\0]+")  # no database keeps a NUL

ARXIV_PREFIX = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:arxiv\.org|alphaxiv\.org|ar5iv\.org|arxiv-vanity\.com|huggingface\.co|hf\.co)/"
    r"(?:abs|pdf|html|format|e-print|ps|src|tex|papers|overview)/"
    r"|arxiv:\s*"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.",
    re.IGNORECASE,
)
ARXIV_ENDING = re.compile(r"(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?$", re.IGNORECASE)
DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*", re.IGNORECASE)

YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
YOUTUBE_PATH = re.compile(r"/(?:embed|live|shorts|v|e)/([\w-]{11})(?:/|$)")
YOUTUBE_ID = re.compile(r"[\w-]{11}")

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref_src|si")


def arxiv_id(text):
    """The bare id in any spelling of one ("2006.11239", "math.GT/0309136"), or None where there is none.

    >>> arxiv_id("http://www.arxiv.org/pdf/2006.11239v2.pdf")
    '2006.11239'
    """
    text = text.strip()
    prefix = ARXIV_PREFIX.match(text)
    bare = ARXIV_ENDING.sub("", text[prefix.end() :] if prefix else text)
    return bare if ARXIV_ID.fullmatch(bare) else None


def doi(text):
    """The bare DOI in lower case (they ignore case), or None where there is none.

    >>> doi("https://doi.org/10.1109/TPAMI.2022.3204461")
    '10.1109/tpami.2022.3204461'
    """
    text = text.strip()
    if prefix := DOI_PREFIX.match(text):
        text = unquote(text[prefix.end() :])
    return text.lower() if DOI.fullmatch(text) else None


def host(url):
    """The site that an address is on, without "www."; nothing where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[": loaddata checks nothing
        return ""


def is_youtube(url):
    return host(url) in {*YOUTUBE_HOSTS, "youtu.be"}


def youtube_id(url):
    """The eleven signs that name a YouTube video in any spelling of its address, or None where it is something else.

    >>> youtube_id("https://youtu.be/gTYsWQPeg5s?si=x&t=60"), youtube_id("https://www.youtube.com/live/gTYsWQPeg5s")
    ('gTYsWQPeg5s', 'gTYsWQPeg5s')
    """
    try:
        parts = urlsplit(url.strip())
        site = host(url.strip())
    except ValueError:
        return None
    found = None
    if site == "youtu.be":
        found = parts.path.strip("/")
    elif site in YOUTUBE_HOSTS and parts.path.rstrip("/") == "/watch":
        found = dict(parse_qsl(parts.query)).get("v", "")
    elif site in YOUTUBE_HOSTS:
        path = YOUTUBE_PATH.match(parts.path)
        found = path and path[1]
    return found if found and YOUTUBE_ID.fullmatch(found) else None


def url_key(url):
    """What two addresses of one page have in common: no scheme, "www.", fragment, tracking or closing slash.

    >>> url_key("http://www.Example.org/post/?utm_source=x#part")
    'example.org/post'
    """
    if video := youtube_id(url):
        return f"youtube.com/watch?v={video}"
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # "http://[": not an address; the field's own validator says so
        return url.strip()
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k)])
    path = unquote(parts.path).replace("\0", "%00")  # no database keeps one
    return host(url.strip()) + port + path.rstrip("/") + (f"?{query}" if query else "")
