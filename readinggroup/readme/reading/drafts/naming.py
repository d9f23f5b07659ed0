"""The works that a line names, each with its kind, and whether it is to be read or was produced by the session."""

import re
from urllib.parse import unquote

from readinggroup.readme.found import Work
from readinggroup.readme.reading.drafts import produced
from readinggroup.readme.reading.drafts.placing import MATERIALS, Placing, material_title
from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import asides, citations, columns, lines, nothing, people, references, works

# Kinds of links as kinds of things to read.
READ = {
    "recording": "video",
    "video": "video",
    "notes": "other",
    "playlist": "video",
    "join": "other",
    "link": "other",
    "": "other",
}
# Identifiers that stand there without an address.
ARXIV = re.compile(r"\barxiv\s?[:/]?\s?(\d{4}\.\d{4,5})(?:v\d+)?\b", re.IGNORECASE)
DOI = re.compile(r"\bdoi\s?:?\s?(10\.\d{4,9}/[^\s,;\])}<>\"]{2,200})", re.IGNORECASE)
LONGEST_NOTE = 200
# Of words that are a work: with all its authors, or without.
LONGEST_TITLE, LONGEST_CITED = 300, 800


class Naming(Placing):
    """The part of a draft that takes the works out of lines."""

    def works(self, pieces, role, under, in_readings):
        """Adds the works and links of a line; gives the index of the work that what is nested below is about."""
        for line in tree.lines(pieces, soft=False):
            under = self.add_line(works.read(line), role, under, in_readings)
        return under

    def add_line(self, line, role, under, in_readings):
        before, about = line.before, None
        optional = role == "optional" or bool(re.match(r"\W*\(?optional\b", before, re.IGNORECASE))
        last = under
        for kind, piece in line.loose:
            last = self.add_link(piece, kind if kind != "link" else "", last, in_readings, role=role, label=True)
        for work in line.works:
            if (
                not work.is_linked
                and not work.link
                and not in_readings
                and role in ("", "links")
                and not any(kind in ("paper", "blog", "code") for kind, _ in work.beside)
            ):
                self.add_talk(work)
                continue
            index = self.add_work(work, role, under, in_readings, optional or work.is_optional)
            about = index if index is not None else about
            last = index if index is not None else last
        if before:
            self.add_words(before, line, role, in_readings, last if line.works else None)
        return last

    def add_talk(self, work):
        """Words with slides or a recording beside them, and no work to read: a title, or a sentence."""
        names, title, _ = people.around(work.title)
        self.session.people.extend(people.persons(names, line=work.line))
        if not self.session.title:
            self.session.title = title
        else:
            self.recap.append(title)
        for kind, piece in work.beside:
            self.add_link(piece, kind, None, False, label=True)
        if rest := lines.clean(work.tail):
            self.recap.append(rest)

    def add_words(self, before, line, role, in_readings, index):
        """The words of a line that are no link's: a reference, a title without a link, people, or words to keep."""
        found, rest = people.pull(before, line_of(line), self.title_of(index))
        self.session.people.extend(found)
        rest = lines.clean(rest)
        if not rest or nothing.is_empty(rest):
            return
        if not line.works and not line.loose and nothing.is_rest(rest):
            self.recap.append(rest)
            return
        if not line.works and not line.loose:
            numbers_, all_, last = references.refers(rest)
            if (numbers_ or all_ or last) and (in_readings or role in ("reading", "optional")):
                self.session.refers_to.extend(numbers_)
                self.session.refers_to_all |= all_
                self.refers_last |= last
                self.session.readings_note = self.session.readings_note or rest
                return
            if any(is_named(one.url, rest) for one in self.session.readings):
                self.recap.append(lines.clean(before))  # of the work above
                return
            if role in ("reading", "optional") and references.ELSEWHERE.fullmatch(rest):
                self.recap.extend([rest] if len(rest.split()) > 1 else [])
                return
            is_read = role in ("reading", "optional") and not asides.REQUEST.match(rest)
            longest = LONGEST_CITED if citations.is_formal(rest) else LONGEST_TITLE
            if (is_read or identified(rest)) and len(rest) <= longest and not nothing.is_off(rest):
                title, authors, venue, note = citations.split(rest)
                self.session.readings.append(
                    Work(
                        title,
                        identified(rest),
                        authors=authors,
                        venue=venue,
                        note=note,
                        line=self.session.line,
                        is_optional=role == "optional",
                    )
                )
                return
        elif (
            index is not None
            and role in ("reading", "optional")
            and not self.session.readings[index].authors
            and citations.is_authors(rest)
        ):
            self.session.readings[index].authors = citations.names(rest)
            return
        # “Discuss which papers to read” names none, and is no label of what follows.
        is_label = columns.role(rest) in ("reading", "optional", "links") and (line.works or len(rest.split()) <= 4)
        if is_label or (line.works and works.NEXT.match(rest)):
            return
        # “*Title*, by Ada” below who presents names who wrote it.
        is_work = bool(self.session.people)
        names, _, _ = people.around(rest, is_work) if not line.works and not role else ([], "", "")
        known = {person.name for person in self.session.people}
        new = [name for name in names if name not in known]
        self.session.people.extend(people.persons(new, line=self.session.line))
        self.recap.append(before.strip(" ,;") if len(before) > 1 else before)

    def name_work(self):
        """Gives the one paper of a session whose title is that of a work this title: “[Looms article](…)” below it."""
        papers = [work for work in self.session.readings if work.kind == "paper"]
        if len(papers) == 1 and self.session.title:
            papers[0].title = self.session.title

    def title_of(self, index):
        return self.session.readings[index].title if index is not None and index < len(self.session.readings) else ""

    def add_work(self, work, role, under, in_readings, optional):
        """A work with its links; the index of the reading that it became, or None."""
        address = kinds.by_address(work.link.url) if work.link else ""
        kind = produced.kind_of(self, work, address, role, in_readings)
        found, tail = people.pull(work.tail, work.line, work.title)
        # “Slides, part 2 (https://…)” is as good as a link with these words.
        is_linked = work.is_linked or bool(work.link and work.link.text == work.link.url)
        if is_linked and (
            (kind in MATERIALS | {"video"} and produced.is_said(work.title, in_readings))
            or produced.is_material(self, work, kind, address, role, in_readings)
        ):
            kind = {"video": "recording", "playlist": "recording", "join": "other", "blog": "other"}.get(kind, kind)
            if role in ("slides", "recording", "notes"):
                named = kinds.by_words(work.title)[0]
                kind = named if named in ("slides", "recording", "notebook", "code") else role
            self.add_material(kind if kind in MATERIALS else "other", work.link, title=work.title)
            if kind == "recording" and role == "links" and not self.is_row and not produced.OURS.search(work.title):
                self.videos.append(self.session.materials[-1])
            about = self.session.materials[-1].about or material_title(work.title) or work.link.url
            for person in found:
                person.about = about
            self.session.people.extend(found)
            rest = lines.clean(tail)
            if rest and not nothing.is_empty(rest):
                self.recap.append(f"{work.title}: {rest}")
            for said, piece in work.beside:
                self.add_link(piece, said if said != "link" else "", None, in_readings, label=True)
            return None
        names = []
        if not work.is_linked:
            names, work.title, _ = people.around(work.title, is_work=True)
            if not are_authors(names, work):
                self.session.people.extend(people.persons(names, about=work.title, line=work.line))
                names = []
        title, authors, venue, note = (
            citations.split(work.title) if not work.is_linked else (lines.clean(work.title) or work.title, [], "", "")
        )
        authors = authors or names
        kind = "paper" if kind == "paper" else READ.get(kind, kind)
        if kind not in ("paper", "blog", "code", "notebook", "slides", "video", "other"):
            kind = "other"
        url = work.link.url if work.link else ""
        same = next((i for i, one in enumerate(self.session.readings) if url and is_same(one, title, url)), None)
        if same is not None:
            index = same
            if title.casefold().startswith(self.session.readings[same].title.casefold()):
                self.session.readings[same].title = title
        else:
            parent = under if under is not None and kind != "paper" and under < len(self.session.readings) else None
            self.session.readings.append(
                Work(
                    title, url, kind, authors, venue, note, optional, under=parent, line=work.line or self.session.line
                )
            )
            index = len(self.session.readings) - 1
        self.session.people.extend(found)
        self.tail(index, tail, may_present=not in_readings and role in ("", "links", "title"))
        for label, piece in work.beside:
            self.add_link(piece, label if label != "link" else "", index, in_readings, label=True, role=role)
        return index

    def tail(self, index, tail, may_present=False):
        """What stands after a title: authors, venue, a name, a note."""
        rest = lines.clean(tail)
        if not rest or nothing.is_empty(rest) or works.NEXT.match(rest):
            return
        work = self.session.readings[index]
        _, role, named = lines.label([tree.Piece(rest, line=work.line)])
        if role in ("people", "host") and tree.plain(named):
            self.add_people(named, role, work.title)
            return
        if may_present and re.match(r"\s*(?:[-–—|(]|\[)", tail) and people.is_person(rest):
            self.add_people([tree.Piece(rest, line=work.line)], about=work.title)
            return
        authors, venue, note = citations.tail(rest)
        work.authors = work.authors or authors
        work.venue = work.venue or venue
        if note and len(note) <= LONGEST_NOTE and not work.note:
            work.note = note
        elif note:
            self.recap.append(note)


def are_authors(names, work):
    """Whether the names behind a title are in the address of the paper: “Looms (Loom and Rod): https://…/LoomRod.pdf”."""
    url = work.link.url.casefold() if work.link and not work.link.own else ""
    lasts = [name.split()[-1].casefold() for name in names]
    return kinds.by_address(url) == "paper" and all(len(last) > 3 and last in url for last in lasts)


def is_same(work, title, url):
    """Whether a work is named again: in the same words, or, where its address has one paper, in more or fewer."""
    ours, theirs = work.title.casefold(), title.casefold()
    return work.url == url and (ours in (theirs, "") or (sites.is_paper(url) and (ours in theirs or theirs in ours)))


def identified(text):
    """The address of a work that is named by its arXiv id or DOI alone."""
    if arxiv := ARXIV.search(text):
        return f"https://arxiv.org/abs/{arxiv[1]}"
    return f"https://doi.org/{doi[1].rstrip('.')}" if (doi := DOI.search(text)) else ""


def is_named(url, text):
    """Whether an address has the identifier that a text names, as that of a publisher has the DOI."""
    found = ARXIV.search(text) or DOI.search(text)
    return bool(found) and found[1].rstrip(".").casefold() in unquote(url).casefold()


def line_of(line):
    return line.works[0].line if line.works else 0
