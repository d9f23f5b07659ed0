"""Addresses as they stand in a document: completed by the place it comes from, or told to be none."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SITE = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:com|org|net|edu|io|ai|gov|uk|de|fr|ch|be|it|es|cn|jp)/)", re.IGNORECASE)
PROGRAMS = {"javascript", "vbscript", "data", "file", "about", "blob"}
LONGEST = 2_000
# “[TBD](TBD)”: what is to be put there one day.
WAITING = re.compile(r"(?:tb[adc]|to-?do|n/?a|none|link|url|x+|\?+|\.{2,})/?", re.IGNORECASE)

REPOSITORY = re.compile(r"https?://(?:www\.)?github\.com/([^/\s]+)/([^/\s#?]+?)(?:\.git)?/?", re.IGNORECASE)
GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/([^/\s]+)/([^/\s]+)/(?:blob|tree|raw|edit)/([^/\s]+)(/.*)?", re.IGNORECASE
)
RAW = re.compile(
    r"https?://raw\.githubusercontent\.com/([^/\s]+)/([^/\s]+)/(?:refs/heads/)?([^/\s]+)(/.*)?", re.IGNORECASE
)
GITLAB = re.compile(r"https?://gitlab\.com/([^/\s]+)/([^/\s]+?)(?:\.git)?/?", re.IGNORECASE)


def is_program(href):
    """Whether opening this would run something, or open a file of the reader's own computer."""
    scheme = SCHEME.match(re.sub(r"[\s\0-\x1f]", "", unquote(href[:200])))
    return bool(scheme) and scheme[1].lower() in PROGRAMS


def is_waiting(href):
    """Whether words stand in the place of an address that nobody knew yet."""
    return bool(WAITING.fullmatch(href.strip()))


def is_relative(url):
    return not SCHEME.match(url) or bool(re.match(r"[\w.-]+\.\w+:\d", url))


class Base:
    """Where the document lies: relative addresses are completed from here."""

    def __init__(self, url=""):
        self.root, self.folder = "", ""
        # What the place is called: the repository and the folders in it, or the path of a page.
        self.words = ""
        url = (url or "").strip()
        if url and is_relative(url):
            url = f"https://{url}"
        if repository := REPOSITORY.fullmatch(url):
            self.root = self.folder = f"https://github.com/{repository[1]}/{repository[2]}/blob/HEAD/"
        elif found := GITHUB.fullmatch(url) or RAW.fullmatch(url):
            self.root = f"https://github.com/{found[1]}/{found[2]}/blob/{found[3]}/"
            self.folder = self.root + folder_of((found[4] or "/").lstrip("/"))
        elif found := GITLAB.fullmatch(url):
            self.root = self.folder = f"https://gitlab.com/{found[1]}/{found[2]}/-/blob/HEAD/"
        elif url:
            parts = urlsplit(url)
            self.root = f"{parts.scheme}://{parts.netloc}/"
            self.folder = self.root + folder_of(parts.path.lstrip("/"))
        if self.folder:
            path = re.sub(r"/(?:-/)?(?:blob|tree|raw|edit)/[^/]+", "", urlsplit(url).path)
            self.words = " ".join(re.split(r"[\W_]+", unquote(path)[:300])).strip()

    def owns(self, href):
        """Whether this leads to a file beside the document."""
        here = self.root.partition("/blob/")[0] + "/" if "/blob/" in self.root else ""
        return is_relative(href) or (
            bool(here) and href.startswith(here) and bool(re.search("/(?:blob|tree|raw)/", href))
        )

    def complete(self, href):
        """The address in full; as it stands where it is relative and nothing tells to what."""
        href = href.strip()
        if href.startswith("//"):
            return f"https:{href}"
        if SITE.match(href):
            return f"https://{href}"
        if not is_relative(href) or not self.folder:
            return href
        href = quote(href, safe="/#?&=%+,;:@!$'()*~[]-._")
        try:
            return urljoin(self.root, href.lstrip("/")) if href.startswith("/") else urljoin(self.folder, href)
        except ValueError:
            return href


def folder_of(path):
    """The folder of a file, or the path itself where it names a folder."""
    folder, _, name = path.rpartition("/")
    if "." in name:
        return f"{folder}/" if folder else ""
    return f"{path.rstrip('/')}/" if path.strip("/") else ""
