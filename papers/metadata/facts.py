"""What a service tells about a work, in fields of ours, and fit to be kept."""

import html
import re
import unicodedata
from dataclasses import dataclass, field

TAG = re.compile(r"<[^<>]*>")
# What most conferences of this field are called for short, with a year: "ICLR 2021", "NeurIPS'22 (Oral)".
CONFERENCE = re.compile(
    r"\b(?P<name>NeurIPS|NIPS|ICLR|ICML|CVPR|ICCV|ECCV|WACV|BMVC|3DV|ACL|EMNLP|NAACL|EACL|COLING|AAAI|IJCAI|AISTATS|UAI"
    r"|COLT|KDD|SIGIR|SIGGRAPH Asia|SIGGRAPH|ICASSP|Interspeech|CoRL|RSS|ICRA|IROS|MICCAI|MIDL|COLM|LoG|TMLR|JMLR)"
    r"(?:\s*,?\s*|\s?['’])(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)\b"
    r"(?P<workshop>[\s,-]*(?:[A-Z][\w&-]*\s+){0,3}?workshop)?(?:\s*[(,]?\s*(?P<note>oral|spotlight)\b)?",
    re.IGNORECASE,
)
NOT_YET = re.compile(r"\b(?:submitted|under (?:review|submission)|to be submitted|rejected|in review)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """`values` by the names of Paper's or Resource's fields; `source` is whom they come from."""

    source: str
    values: dict = field(default_factory=dict)


def line(text, most=None):
    """In one line, without the signs that are no writing, cut at a word where it is longer than `most`."""
    text = unicodedata.normalize("NFC", str(text or ""))
    text = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs", "Cn"))
    text = " ".join(text.split())
    if most is None or len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut}…".replace(" …", "…")


def plain(text, most=None):
    """The words of a piece of XML or HTML."""
    return line(html.unescape(TAG.sub("", str(text or ""))), most)


def venue_in(text):
    """The conference that a remark names ("Accepted at ICLR 2021 (Oral)"), as the site writes it; or nothing.

    >>> venue_in("Published as a conference paper at ICLR 2023; 12 pages")
    'ICLR 2023'
    """
    found = CONFERENCE.search(text)
    if not found or NOT_YET.search(text):
        return ""
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    note = f" ({found['note'].capitalize()})" if found["note"] else ""
    return f"{found['name']} {year}{' Workshop' if found['workshop'] else ''}{note}"
