"""Authors, venue and year as they stand around a title."""
# ruff: noqa: E501 -- expressions that are easier to read in one line

import re

VENUES = (
    "NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|EACL|COLING|TACL|AAAI|IJCAI|KDD|WWW|SIGIR|WSDM|CHI|UIST|POPL|PLDI|ICFP|OOPSLA|OSDI|SOSP|"
    "NSDI|SIGMOD|VLDB|CIDR|ATC|EuroSys|ASPLOS|ISCA|MICRO|HPCA|JMLR|TMLR|PAMI|TPAMI|IJCV|Nature|Science|Cell|PNAS|Neuron|eLife|PLoS\\s\\w+|"
    "PRL|PRB|PRX|ApJ|MNRAS|A&A|JHEP|bioRxiv|medRxiv|arXiv|WACV|BMVC|MICCAI|ICASSP|Interspeech|CoRL|ICRA|IROS|RSS|UAI|AISTATS|COLT|COLM|CoNLL|"
    "SIGGRAPH|FOCS|STOC|SODA|CRYPTO|CCS|USENIX\\s\\w+|S&P|NDSS|IEEE[\\w\\s]{0,40}|ACM[\\w\\s]{0,40}"
)
VENUE = re.compile(
    rf"\(?\b(?:{VENUES})(?![^\W\d])(?:\s+(?:workshop|oral|findings|spotlight|poster|best paper))?(?:\s*[,’']?\s*(?:19|20)?\d\d\b)?\)?"
)
LONGEST_VENUE = 100
YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b\)?")
ET_AL = re.compile(r"\bet\.?\s+al\b\.?", re.IGNORECASE)
QUOTED = re.compile(r"[\"“«„](?P<title>[^\"“”«»„]{8,300})[\"”»“]")
AUTHOR = r"[^\W\d_][\w’'-]+(?:\s+[^\W\d_][\w’'.-]*){0,3}"
LIST = re.compile(rf"{AUTHOR}(?:\s*,\s*{AUTHOR}){{0,12}}(?:\s*(?:,\s*)?(?:and|&)\s*{AUTHOR})?(?:,?\s*et\.?\s+al\.?)?")
# "Ho et al., 2020: Title", "Smith & Jones (2019). Title"
LEAD = re.compile(
    rf"^(?P<authors>{AUTHOR}(?:\s*,\s*{AUTHOR}){{0,6}}(?:\s*(?:,\s*)?(?:and|&)\s*{AUTHOR}|,?\s*et\.?\s+al\.?)?)\s*,?\s*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?\s*[.:,–—-]\s*(?P<title>\S.{{8,}})$"
)
# As journals have it: “Lovelace, A., & Loom, B. (1843). Notes. *Memoirs*, 3(1)”, “Loom and Rod. 2020. “Notes.” Memoirs.”
FORMAL = re.compile(
    r"^(?P<authors>[^\W\d_][^\d“”\"«»()]{2,300}?)[.,]?\s*(?:"
    r"\((?P<y1>(?:19|20)\d\d)[a-z]?\)\.?\s*(?:[“”\"«](?P<t1>[^“”\"«»]{8,300})[“”\"»]|(?P<t2>[^\W_][^“”\"]{8,300}?(?:[?!]\.?(?=\s)|(?<!\bvs)(?<!\bSt)(?<!\bNo)(?<!\b[A-Z])\.(?=\s+[^\Wa-z])|\.?$)))"
    r"|(?P<y2>(?:19|20)\d\d)[a-z]?\.\s*[“\"«](?P<t3>[^“”\"«»]{8,300})[”\"»])(?P<rest>.*)$"
)
# “Lovelace, Ada, and Bo Loom, "Notes", Memoirs, 1843”
FULL = re.compile(
    r"^[A-ZÀ-Þ][\w’'-]+,\s+[A-ZÀ-Þ][^\d\"“”]{1,200}[\"“][^\"“”]{8,300}[\"”][^\"“”]{0,150}\b(?:19|20)\d\d\b\W*$"
)
# “Notes (1843), A. Lovelace et al. [pdf]”
INITIALED = r"(?:[A-Z]\.[\s-]?)+[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?"
BEHIND = re.compile(
    rf"^(?P<title>.{{3,300}}?)\s*\((?P<year>(?:19|20)\d\d)\)\s*,\s*(?P<authors>{INITIALED}(?:\s*,\s*{INITIALED}){{0,12}}(?:\s*,?\s*(?:and|&)\s*{INITIALED})?(?:,?\s*et\.?\s+al\.?)?)\s*(?:\[\w{{2,12}}\])?\W*$"
)
TURNED = re.compile(r"([^\W\d_][^,&;]*),\s*((?:[A-Z]\.?[\s-]?)+)(?![^\W_])")
BY = re.compile(r"^(?P<title>.{8,}?)[,]?\s+(?:by|von|par|por|di)\s+(?P<authors>[^\W\d_].{2,150})$")
TRAILING = re.compile(r"^(?P<title>.{8,}?)\s*[(\[](?P<inside>[^()\[\]]{2,120})[)\]]\.?$")


def is_full(text):
    """Whether a line is how a work is cited, with all that belongs to it."""
    return bool(FORMAL.match(text) or BEHIND.match(text))


def is_formal(text):
    """Whether a text is a work as journals cite it, its authors with the family name first; “Loom, A. (2019) says
    that …” is none."""
    first, found = TURNED.match(text), FORMAL.match(text[:800])
    title = next(filter(None, found.group("t1", "t2", "t3"))) if found else ""
    return bool(first and title) and len(first[1].split()) <= 3 and not title[0].islower()


def split(text):
    """(title, authors, venue, note) of a work that is named in words alone."""
    text = text.strip()
    if formal := FORMAL.match(text[:800]):
        title = next(filter(None, formal.group("t1", "t2", "t3"))).strip(" .,")
        who = text[: formal.end("authors") + 1]
        turned = [f"{one[2].strip()} {one[1].strip()}" for one in TURNED.finditer(who)]
        note = f"{formal['y1'] or formal['y2']} {formal['rest'].strip(' .,')}".strip()
        return title, turned or names(formal["authors"]), "", note
    if behind := BEHIND.match(text[:800]):
        return behind["title"].strip(" ."), names(behind["authors"]), "", behind["year"]
    if quoted := QUOTED.search(text[:500]):
        rest = (text[: quoted.start()] + " " + text[quoted.end() :]).strip(" ,.;:–—-")
        if len(quoted["title"]) >= len(rest) / 2:
            authors, venue, note = tail(rest)
            return quoted["title"].strip(" ,."), authors, venue, note
    if lead := LEAD.match(text[:500]):
        return lead["title"].strip(" ."), names(lead["authors"]), "", lead["year"]
    if (inside := TRAILING.match(text[:500])) and (
        ET_AL.search(inside["inside"]) or VENUE.search(inside["inside"]) or YEAR.search(inside["inside"])
    ):
        authors, venue, note = tail(inside["inside"])
        return inside["title"], authors, venue, note
    if (by := BY.match(text[:500])) and is_authors(by["authors"]):
        return by["title"], names(by["authors"]), "", ""
    return text, [], "", ""


def tail(text):
    """(authors, venue, note) of what stands after or around a title."""
    text = text.strip(" ,.;:–—-")
    original = text
    venue = VENUE.search(text[:300])
    year = YEAR.search(text[:300])
    authors = []
    rest = text
    if by := re.match(r"^by\s+", rest, re.IGNORECASE):
        rest = rest[by.end() :]
    if venue:
        rest = rest.replace(venue[0], " ", 1)
    elif year:
        rest = rest.replace(year[0], " ", 1)
    rest = rest.strip(" ,.;:–—-()[]")
    if (ET_AL.search(rest) and len(rest) <= 120) or (by and is_authors(rest)):
        authors, rest = names(rest), ""
    if rest:
        return [], "", original
    said = venue[0].strip("() ") if venue else year[0].strip("() ") if year else ""
    return authors, said, ""


def is_authors(text):
    """Whether this is a list of people who wrote something."""
    text = text.strip()
    return len(text) <= 200 and bool(
        ET_AL.search(text)
        or (
            LIST.fullmatch(text)
            and all(
                part[0].isupper()
                for part in re.findall(r"[^\W\d_][\w’'-]*", text)
                if part.lower() not in ("and", "et", "al", "de", "van", "von", "der", "la", "del")
            )
        )
    )


def names(text):
    text = YEAR.sub(" ", text[:1_000])
    parts = re.split(r"\s*(?:[,;]|\s&\s|\band\b|\bet\.?\s+al\b\.?)\s*", text)
    found = [part.strip(" .()[]*_") for part in parts]
    found = [part for part in found if part and any(sign.isalpha() for sign in part)]
    if found and ET_AL.search(text):
        found[-1] += " et al."
    return found[:50]
