"""Which row of the README is which row here."""

import re
from collections import defaultdict

from papers.identifiers import url_key
from papers.titles import alike, title_key

GITHUB_FILE = re.compile(r"^(github\.com/[^/]+/[^/]+)/(?:blob|raw)/[^/]+/")


class Keys:
    """Ways to tell two rows the same, strongest first. Each takes a row's facts, a dict, and yields what they are
    told by. Those in `whole` must be the only one of all, and not just of what is left; by those in `in_order`, several
    are paired one after the other."""

    def __init__(self, *keys, whole=(), in_order=()):
        self.keys, self.whole, self.in_order = keys, set(whole), set(in_order)


def pairs(wanted, there, keys, fits=lambda one, other: True):
    """A dict from each of `wanted` to one of `there`; both are lists of pairs of a thing and its facts. No thing is
    in two pairs, and none is paired where several could be meant."""
    found, taken = {}, set()
    for key in keys.keys:
        left = [(one, facts) for one, facts in wanted if key in keys.whole or one not in found]
        right = [(one, facts) for one, facts in there if key in keys.whole or one not in taken]
        by_key = [index(left, key), index(right, key)]
        for name, ones in by_key[0].items():
            others = by_key[1].get(name, [])
            if key not in keys.in_order and (len(ones) != 1 or len(others) != 1):
                continue
            for (one, mine), (other, yours) in zip(ones, others, strict=False):
                if one not in found and other not in taken and fits(mine, yours):
                    found[one] = other
                    taken.add(other)
    return found


def index(things, key):
    found = defaultdict(list)
    for thing, facts in things:
        for name in dict.fromkeys(key(facts)):
            found[name].append((thing, facts))
    return found


def name_key(text):
    """A title's key, also of one without letters."""
    return title_key(text) or " ".join(text.split()).casefold()


def title(facts):
    return [key] if (key := name_key(facts.get("title") or "")) else []


def titles(facts):
    return [key for text in facts.get("titles") or [facts.get("title") or ""] if (key := name_key(text))]


def titles_in_order(facts):
    return titles(facts)


def everything(facts):
    return [(*number(facts), *start(facts), *title(facts))]


def number(facts):
    return [facts["number"]] if facts.get("number") is not None else []


def start(facts):
    return [facts["start"]] if facts.get("start") else []


def numbered_title(facts):
    return [(one, other) for one in number(facts) for other in title(facts)]


def dated_title(facts):
    return [(one, other) for one in start(facts) for other in title(facts)]


def value(name):
    return lambda facts: [facts[name]] if facts.get(name) else []


def address_key(url):
    """What two addresses of one page have in common; of a file on GitHub, its branch says nothing: HEAD may be main."""
    return GITHUB_FILE.sub(r"\1/blob/", url_key(url))


def address(facts):
    return [address_key(facts["url"])] if facts.get("url") else []


def folded(name):
    return lambda facts: [facts[name].casefold().lstrip("@")] if facts.get(name) else []


SESSIONS = Keys(numbered_title, dated_title, title, number, start, everything, whole=[title], in_order=[everything])
PAPERS = Keys(value("arxiv_id"), value("doi"), address, titles, titles_in_order, in_order=[titles_in_order])
RESOURCES = Keys(address)
NAMES = folded("name")
PRESENTERS = Keys(folded("handle"), NAMES, value("slug"), in_order=[NAMES])
MATERIALS = Keys(address)
MATERIALS_MOVED = Keys(lambda facts: [(facts["kind"], facts.get("title") or "")] if facts.get("kind") else [])


class Likes:
    """Papers whose titles differ by a slip, found without comparing each with each."""

    def __init__(self, papers):
        self.papers = [(paper, title_key(text)) for paper in papers for text in paper.titles]
        self.by_kind = defaultdict(list)
        for paper, key in self.papers:
            self.by_kind[kind_of(key)].append((paper, key))

    def like(self, paper):
        """Those before it that are like it and have no id that tells the two apart."""
        found = []
        for text in paper.titles:
            key = title_key(text)
            for other, theirs in self.by_kind[kind_of(key)]:
                if other is paper:
                    break
                # A slip changes a letter or two of a title, not its length.
                may_be = abs(len(key) - len(theirs)) <= 4 and other not in found and alike(key, theirs)
                if may_be and not paper.is_told_apart_from(other):
                    found.append(other)
        return found


def kind_of(key):
    """Titles with other numbers are never alike."""
    return tuple(re.findall(r"\d+|\++", key))
