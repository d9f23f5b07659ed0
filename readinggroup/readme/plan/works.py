"""The papers and resources of a README, each once, however often and by whatever address it stands there."""

from papers.identifiers import arxiv_id, doi, url_key
from papers.metadata.links import kind_of
from papers.models import Paper, Resource
from papers.titles import alike, title_key
from readinggroup.readme.found import Remark
from readinggroup.readme.plan.entries import Wanted
from readinggroup.readme.plan.match import name_key

PAPER = "paper"
# A title of fewer words may be what people call a work, and not its title.
FEW_WORDS = 4


class Works:
    """`papers` and `resources` are lists of Wanted, in the order of the document, those on the list first."""

    def __init__(self, remarks):
        self.remarks = remarks
        self.papers, self.resources = [], []
        self.by_id, self.by_address, self.by_title = {}, {}, {}
        self.listed = []
        # Those whose title stood on a link to the paper, where it is rather copied than typed.
        self.linked = set()

    def add_listed(self, listed):
        """An entry of the list; None where the list has it already."""
        found = self.add(listed.work, PAPER)
        if found is None or found.model is not Paper:
            return found
        if found in self.listed:
            self.remarks.append(Remark(listed.work.line, f"“{listed.work.title}” is on the list twice; once is kept."))
            return found
        self.listed.append(found)
        found.values["reason"] = listed.work.note
        found.values["dropped_reason"] = listed.dropped_reason
        return found

    def add(self, work, kind=None):
        """The Wanted that this is; None where it can be none."""
        kind = kind or work.kind
        addresses = [link for link in (work.url, *(link.url for link in work.also)) if link]
        key = next(filter(None, map(arxiv_id, addresses)), None)
        if kind != PAPER and not key:
            return self.resource(work, kind)
        return self.paper(work, addresses, key)

    # Papers

    def paper(self, work, addresses, arxiv):
        known_doi = next((key for key in map(doi, addresses) if key and not arxiv_id(f"https://doi.org/{key}")), None)
        ids = [("arxiv_id", arxiv), ("doi", known_doi)]
        rest = [url for url in addresses if not arxiv_id(url) and not doi(url)]
        found = self.known(work, ids, rest)
        if found is not None and found.model is Resource:
            return found
        if found is None:
            found = Wanted(Paper, {"title": work.title}, work.line)
            self.papers.append(found)
        self.fill(found, work, ids, rest)
        self.remember(found)
        return found

    def known(self, work, ids, rest):
        """What is in the document already under one of its ids or addresses, else under its title."""
        for index, (name, key) in enumerate(ids):
            found = self.by_id.get((name, key)) if key else None
            if found and not one_title(found.values["title"], work.title):
                words = (
                    f"“{found.values['title']}” and “{work.title}” both have the {'arXiv id' if not index else 'DOI'}"
                )
                words = f"{words} {key}. They are kept as two; the id stays with the first."
                self.remarks.append(Remark(work.line, words, work.url))
                rest.extend(url for url in (work.url,) if url and url not in rest)
                ids[index] = (name, None)
            elif found:
                return found
        for url in rest:
            if found := self.by_address.get(url_key(url)):
                return found
        found = self.by_title.get(name_key(work.title))
        if found and any(key and found.values.get(name) not in (None, key) for name, key in ids):
            return None  # two works may share a title; their ids tell them apart
        return found

    def called(self, text):
        """The paper that a title or an address means; None where it is none of the document's."""
        found = self.by_title.get(name_key(text)) or self.by_id.get(("arxiv_id", arxiv_id(text)))
        return found or self.by_address.get(url_key(text))

    def fill(self, found, work, ids, rest):
        values = found.values
        self.name(found, work.title, any(key for _, key in ids))
        for name, key in ids:
            values[name] = values.get(name) or key
        for name, value in (("authors", "\n".join(work.authors)), ("venue", work.venue)):
            values[name] = values.get(name) or value
        values.setdefault("url", "")
        values.setdefault("code_url", "")
        for url in rest:
            known = {url_key(values[name]) for name in ("url", "code_url") if values[name]}
            if url_key(url) in known:
                continue
            name = "code_url" if kind_of_address(url) == "code" and url != work.url else "url"
            if values[name]:
                words = f"“{work.title}” has one more address, for which there is no place: {url}"
                self.remarks.append(Remark(work.line, words, url))
            else:
                values[name] = url

    def name(self, found, title, is_linked):
        """The paper is known by one more title, or by the same."""
        known, values = found.values["title"], found.values
        is_same = title_key(title) == title_key(known)
        if not title or title == known:
            pass
        elif is_same and is_linked and found not in self.linked:
            values["title"] = title
        elif not is_same:
            # "DDPM" is what people call it.
            is_whole = len(known.split()) < FEW_WORDS and len(title.split()) > len(known.split())
            values["title"], other = (title, known) if is_whole else (known, title)
            others = [*values.get("alternative_titles", "").splitlines(), other]
            others = {title_key(text): text for text in others if title_key(text) != title_key(values["title"])}
            values["alternative_titles"] = "\n".join(others.values())
        if is_linked and is_same:
            self.linked.add(found)

    def remember(self, found):
        values = found.values
        for name in ("arxiv_id", "doi"):
            if values.get(name):
                self.by_id.setdefault((name, values[name]), found)
        for name in ("url",):
            if values.get(name):
                self.by_address.setdefault(url_key(values[name]), found)
        if key := name_key(values["title"]):
            self.by_title.setdefault(key, found)

    # What is no paper

    def resource(self, work, kind):
        if not work.url:
            words = f"“{work.title}” has no address, and without one only a paper can be read."
            self.remarks.append(Remark(work.line, words))
            return None
        found = self.by_address.get(url_key(work.url))
        listed = self.by_title.get(name_key(work.title))
        if found is None and listed in self.listed and not any(map(listed.values.get, ("arxiv_id", "doi", "url"))):
            # An item of the list that is no paper: a repository.
            listed.values["url"] = work.url
            self.remember(listed)
            return listed
        if found is None:
            values = {"kind": kind, "title": work.title or url_key(work.url), "author": "", "url": work.url}
            found = Wanted(Resource, {**values, "paper": None}, work.line)
            self.resources.append(found)
            self.by_address[url_key(work.url)] = found
        if found.model is Resource:
            found.values["author"] = found.values["author"] or ", ".join(work.authors)
        for link in work.also:
            if url_key(link.url) != url_key(work.url):
                words = f"“{work.title}” has one more address, for which there is no place: {link.url}"
                self.remarks.append(Remark(link.line or work.line, words, link.url))
        return found


def kind_of_address(url):
    try:
        return kind_of(url)[0]
    except ValueError:  # "http://["
        return ""


def one_title(title, other):
    """Whether two titles under one id may be one work's: alike, or one of them is a short name of the other."""
    keys = [title_key(title), title_key(other)]
    if alike(*keys) or keys[0] in keys[1] or keys[1] in keys[0]:
        return True
    if any(len(text.split()) < FEW_WORDS or "et al" in text for text in (title, other)):
        return True
    words = [{title_key(word) for word in text.split() if len(word) > 3} for text in (title, other)]
    return len(words[0] & words[1]) * 2 >= max(min(map(len, words)), 1)
