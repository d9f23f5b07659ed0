"""Where a README lies: a file, an address, a repository on GitHub; and what its relative links begin with."""

import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from papers.web import WebError, asked, body

GITHUB, RAW = "https://github.com", "https://raw.githubusercontent.com"
# Larger ones are refused when they are read.
MOST_BYTES = 5_000_001
SECONDS = 60
NAMES = ("README.md", "readme.md", "Readme.md", "README.markdown", "README")
REPOSITORY = re.compile(
    r"https?://(?:www\.)?github\.com/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
    r"(?:(?P<what>blob|tree|raw|edit)/(?P<branch>(?:refs/heads/)?[^/?#]+)(?:/(?P<path>[^?#]*))?)?(?:[?#].*)?",
    re.IGNORECASE,
)
RAW_FILE = re.compile(
    r"https?://raw\.githubusercontent\.com/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)/"
    r"(?:refs/heads/)?(?P<branch>[^/?#]+)/(?P<path>[^?#]+)(?:[?#].*)?",
    re.IGNORECASE,
)


class SourceError(Exception):
    """Why there is no document, in plain words."""


@dataclass(frozen=True)
class Source:
    """`text` is bytes as they came; `name` where they came from, and `base_url` what relative links begin with."""

    text: bytes
    name: str
    base_url: str = ""


def load(where):
    """The document at a path or an address; "-" is standard input."""
    if where == "-":
        return Source(sys.stdin.buffer.read(MOST_BYTES), "")
    if re.match(r"https?://", where, re.IGNORECASE):
        return fetched(where)
    try:
        with Path(where).open("rb") as file:
            return Source(file.read(MOST_BYTES), where)
    except OSError as error:
        raise SourceError(f"{where}: {error.strerror or 'it cannot be read'}.") from error


def fetched(address):
    """The document at an address; of a repository on GitHub its README."""
    problem = None
    for url, base in addresses(address):
        try:
            with asked(url, seconds=SECONDS, headers={"Accept": "text/markdown, text/plain, */*;q=0.5"}) as answer:
                if answer.status == 404:
                    continue
                if answer.status != 200:
                    raise SourceError(f"{address}: the site answered with status {answer.status}.")
                kind = answer.headers.get("Content-Type", "")
                text = body(answer, MOST_BYTES)
        except WebError as error:
            problem = SourceError(f"{address}: {error}.")
            break
        except ValueError as error:  # "http://["
            raise SourceError(f"{address}: it is no web address.") from error
        if kind.lower().startswith("text/html"):
            words = "this is a web page. Give the address of the document itself: on GitHub, “Raw” leads to it."
            raise SourceError(f"{address}: {words}")
        return Source(text, address, base)
    raise problem or SourceError(f"{address}: there is no README.")


def addresses(address):
    """(where to ask, what relative links of the document there begin with), one after the other."""
    place = REPOSITORY.fullmatch(address)
    if not place:
        return [(address, base_of(address))]
    owner, repository, what, branch, path = place.group("owner", "name", "what", "branch", "path")
    branch, path = branch or "HEAD", (path or "").strip("/")
    folder, names = path, NAMES
    if path and what.lower() != "tree":
        folder, _, name = path.rpartition("/")
        names = (name,)
    base = files(owner, repository, branch.removeprefix("refs/heads/"), folder)
    root = f"{RAW}/{owner}/{repository}/{branch}{f'/{folder}' if folder else ''}"
    return [(f"{root}/{name}", base) for name in names]


def base_of(url):
    """What relative links of the document at this address begin with; on GitHub, where people see the files."""
    if place := RAW_FILE.fullmatch(url):
        return files(place["owner"], place["name"], place["branch"], place["path"].rpartition("/")[0])
    with suppress(ValueError):
        return urljoin(url, ".") if urlsplit(url).netloc else ""
    return ""


def completed(base_url):
    """A base address as people give it: that of a repository is the one of its files."""
    base_url = base_url.strip()
    if place := REPOSITORY.fullmatch(base_url):
        path = (place["path"] or "").strip("/")
        folder, _, name = path.rpartition("/")
        is_readme = name.lower().startswith("readme")
        return files(place["owner"], place["name"], place["branch"] or "HEAD", folder if is_readme else path)
    return base_url


def files(owner, name, branch, folder):
    """Where people see the files of a folder of a repository."""
    return f"{GITHUB}/{owner}/{name}/blob/{branch}/{folder}{'/' if folder else ''}"


def repository_of(url):
    """The repository that an address leads into; the address itself where it is none of GitHub's."""
    place = REPOSITORY.fullmatch(url) or RAW_FILE.fullmatch(url)
    return f"{GITHUB}/{place['owner']}/{place['name']}" if place else url
