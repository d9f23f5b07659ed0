"""A session while it is being put together: what lines, cells and headings say is added to it, one after another."""

import re
from dataclasses import dataclass, field

from readinggroup.readme.found import Session
from readinggroup.readme.reading.drafts import presenting
from readinggroup.readme.reading.drafts.adding import Adding
from readinggroup.readme.reading.drafts.naming import LONGEST_NOTE
from readinggroup.readme.reading.drafts.placing import MATERIALS
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, times
from readinggroup.readme.reading.words import (
    asides,
    columns,
    lines,
    nothing,
    numbers,
    people,
    references,
    sentences,
    works,
)

SPEAKER = re.compile(
    r"\W{0,3}?(?P<icon>[🎤🗣👤👥🙋👩👨🧑🎙]\S*\s*)?(?P<name>[^\W\d][^·•|—:(\[]{1,80}?)\s*(?:[·•|—(\[,]\W*|$)"
)
# What is a name in these signs only its label tells: “分组、讨论” is what takes place.
EASTERN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]+(?:\s+[\u3040-\u9fff\uac00-\ud7af]+)*")
WEEKDAY = re.compile(rf"\W*(?:{dates.WEEKDAY_NAME})\.?\s*[:：]\s", re.IGNORECASE)
PAPER = re.compile(
    r"\b(?:papers?|articles?|publication|artículos?|artigos?|aufsatz)\b|论文|論文|논문|文献", re.IGNORECASE
)
# Remarks that the group wrote itself.
NOTES = re.compile(
    r"summar|notes?\b|abstract|minutes|takeaway|doc\b|comment|résumé|resumen|zusammenfassung|总结|摘要|要約|요약|정리",
    re.IGNORECASE,
)

# A DOI or an arXiv id, and nothing else.
IDENTIFIER = re.compile(r"\W*(?:(?:doi|arxiv)\W{0,3})?(?:10\.\d{4,9}/\S+|\d{4}\.\d{4,5}(?:v\d+)?)\W*", re.IGNORECASE)
RELATED = re.compile(r"related works?\b", re.IGNORECASE)
# How the work above is cited.
CITED = re.compile(r"\W*(?:full )?(?:citation|reference|cite as|zitat)\W*$", re.IGNORECASE)
# What a line of such words alone says of the list below it.
LISTS = ("reading", "optional", "slides", "recording", "links", "notes", "code", "blog", "people", "notebook")


# Of a title that is said after another.
LONGEST_TITLE = 120
SAID_OF = re.compile(r"\W*discussions?\W*", re.IGNORECASE)
SENTENCES = re.compile(r"\w{2}[.!?]\s+[^\W\d_]")
# What such a label says ends with its line.
SAID = ("title", "date", "number", "venue", "authors", "people", "host", "guest")


@dataclass
class Draft(Adding):
    session: Session
    number: numbers.Number | None = None
    when: dates.When | None = None
    # What the headings above say of the year: scenes.Scene, the nearest last.
    scene: list = field(default_factory=list)
    source: str = ""
    # A title that was asked for by its own name, in a column or a label.
    has_title: bool = False
    # The title is the words of a link, and nothing besides.
    is_linked_title: bool = False
    recap: list = field(default_factory=list)
    # Recordings in a list of materials, each with a title of its own.
    videos: list = field(default_factory=list)
    refers_last: bool = False
    is_off: bool = False
    # The words before its first link that were taken for who presents.
    lead: str = ""
    # The words that open it, as they stand there.
    words: str = ""
    # The rest of its first line.
    opened: list = field(default_factory=list)
    # The link in whose words its day stands: see heads.Head.
    page: str = ""
    # It is a paragraph or an item that begins with its day and is not counted.
    is_by_day: bool = False
    # Its opening line says its month and no day.
    is_monthly: bool = False
    # Its title is that of a work: names below it are of those who wrote it.
    is_work: bool = False
    # The first of the works of the row that is being added.
    row_start: int = 0
    # The label of the line that is being added says that it is a paper.
    names_paper: bool = False
    # The column whose cell is being added has what was shown.
    shows: bool = False
    # The date as when/days.py works it out.
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_row(self):
        """Whether it is made from the rows of a table."""
        return self.source.startswith("table")

    @property
    def refers(self):
        """Whether it reads what other sessions read."""
        return bool(self.session.refers_to or self.session.refers_to_all or self.refers_last)

    def line(self, pieces, role="", under=None, in_readings=False):
        """Adds one line; gives (the role its words set for what is nested below, the work it is about)."""
        pieces = tree.stripped(pieces)
        if not pieces:
            return role, under
        pieces = self.without_speaker(without_weekday(pieces))
        if not pieces:
            return role, under
        if not role and not self.session.people and not lines.label(pieces)[1]:
            names, title = sentences.without(pieces)
            if title is not pieces:  # “Ada will present [Notes](…)”
                self.session.people.extend(people.persons(names, line=pieces[0].line))
                pieces = tree.stripped(title)
                if not pieces:
                    return role, under
        if not role and (who := presenting.placed(self, pieces)):
            self.add_people(who)
            if place := tree.plain(pieces).removeprefix(who[0].text).strip(" ,()"):
                self.recap.append(place)
            return role, under
        words, named, rest = lines.label(pieces)
        if named in ("title", "date") and not tree.links(rest) and nothing.is_empty(tree.plain(rest)):
            return role, under  # of a form that waits to be filled in
        if named == "date" and not dates.find(tree.plain(rest), "/.-") and not times.find(tree.plain(rest)):
            words, named, rest = "", "", pieces
        said = tree.plain([piece for piece in rest if not piece.url])
        is_long = len(tree.plain(rest)) > LONGEST_TITLE or (SAID_OF.fullmatch(words) and SENTENCES.search(said))
        if named == "title" and self.session.title and is_long:
            self.keep(pieces)  # “Discussion: …” below a title
            return role, under
        if named and not is_label_of(named, rest):
            named, rest = "", pieces
        if named:
            links = tree.links(rest)
            if named == "code" and in_readings and all(kinds.by_address(one.url) == "video" for one in links):
                named = "optional" if links else named  # “Code: (a video)”: about what is read
            if named == "recording" and role == "links" and any(not works.is_label(one)[1] for one in links):
                named = "links"  # “Video: [Looms](…)” among resources
            return self.labelled(words, named, rest, under)
        whole = tree.plain(pieces)
        said = columns.role(whole) if len(whole) < 40 and columns.is_only(whole) and not tree.links(pieces) else ""
        if said in LISTS and not any(references.refers(whole)) and not whole.endswith("?"):
            return said, under
        if role in ("people", "host", "guest"):
            self.add_people(rest, role)
            return role, under
        if not role and not tree.links(pieces) and self.is_people(whole):
            self.add_people([lines.copy(pieces[0], pieces[0].text.lstrip(": ")), *pieces[1:]])
            return role, under
        if role in ("date", "time", "place", "remark", "join", "venue", "authors", "number"):
            self.by_role(words, role, rest, under)
            return role, under
        return role, self.works(pieces, role, under, in_readings or role in ("reading", "optional"))

    def without_speaker(self, pieces):
        """“🎤 Ada Lovelace · [arXiv](…)”: who an icon, or the place before a label, says presents, and the rest."""
        first = pieces[0]
        if first.url or not (found := SPEAKER.match(first.text)):
            return pieces
        name, end = found["name"].strip(" .:*_"), found.end()
        if found["icon"] and people.is_person(both := first.text[found.start("name") :].strip(" .:*_")):
            name, end = both, len(first.text)  # “🎤 Ada Lovelace, Bo Rod”
        known = bool(found["icon"]) or (people.is_full(name) and bool(self.session.title) and not self.session.people)
        if not known or not people.is_person(name) or (not found["icon"] and not asides.only_labels(pieces[1:])):
            return pieces
        if not found["icon"] and any(piece.text == piece.url for piece in tree.links(pieces)):
            return pieces  # “Reward under Attack (https://…)” is what it leads to
        self.add_people([lines.copy(first, name)])
        return tree.stripped([lines.copy(first, first.text[end:]), *pieces[1:]])

    def is_people(self, whole):
        """Whether a line is nothing but names: two at least, or one in two words, or what Jekyll's Markdown defines."""
        if len(whole) > 120 or self.session.people or self.is_work or people.CITED.search(whole):
            return False
        names = people.split(whole.lstrip(": "))
        if not names or not all(people.is_name(name) for name in names) or all(map(EASTERN.fullmatch, names)):
            return False
        return whole.startswith((":", "@")) or (len(names) > 1 and bool(self.session.readings or self.session.title))

    def labelled(self, words, role, rest, under):
        if not rest or (not tree.plain(rest) and not tree.links(rest)):
            return role, under
        if role in ("notes", "links") and asides.is_aside(rest):
            self.keep(rest, words)
            return "", under
        if role in LISTS and not tree.links(rest) and tree.plain(rest).endswith(":"):
            self.keep(rest, words)  # it leads over to what follows
            return role, under
        if role == "optional" and RELATED.match(words) and not tree.links(rest):
            self.keep(rest, words)  # what the paper speaks of
            return "", under
        if role == "reading" and self.session.readings and IDENTIFIER.fullmatch(tree.plain(rest)):
            self.keep(rest, words)  # of the work above
            return "", under
        if role == "reading" and CITED.match(words) and not tree.links(rest) and self.session.readings:
            self.cite(tree.plain(rest))
            return "", under
        if role in ("reading", "optional", "links", "slides", "recording", "notes", "code", "blog", "notebook"):
            self.names_paper = bool(PAPER.search(words))
            under = self.works(rest, role, under, role in ("reading", "optional"))
            self.names_paper = False
            return role, under
        self.by_role(words, role, rest, under)
        return ("" if role in SAID else role), under

    def cite(self, text):
        """“Citation: Lovelace, A. (1843). Notes. Taylor’s Memoirs.” is of the work above."""
        work = self.session.readings[-1]
        if not work.note and len(text) <= LONGEST_NOTE:
            work.note = text
        else:
            self.recap.append(f"Citation: {text}")

    def by_role(self, words, role, pieces, under=None):
        """Adds what stands in a column or after a label of this role."""
        text = tree.plain(pieces)
        if nothing.is_empty(text) and not tree.links(pieces):
            return
        if role in ("people", "host", "guest"):
            _, named, rest = lines.label(pieces)  # “Moderator: Ada” below “Moderator”
            pieces = rest if named in ("people", "host") else pieces
            self.add_people(self.without_date(pieces), role)
        elif role in ("date", "time"):
            self.add_date(pieces, words)
        elif role == "number":
            self.number = self.number or numbers.bare(text)
            for piece in tree.links(pieces):
                self.add_link(piece, "", None, False, label=True, role="links")
        elif role == "title":
            self.add_title(pieces)
        elif role == "authors":
            self.add_authors(text, pieces)
        elif role == "venue":
            self.add_venue(text, words, pieces)
        elif role == "join":
            self.add_join(pieces)
        elif role in ("slides", "recording", "notes", "code", "blog", "notebook", "links", "reading", "optional"):
            self.works(pieces, role, under, role in ("reading", "optional"))
        elif role == "place":
            self.add_place(pieces, words)
        elif (found := tree.links(pieces)) and not lines.clean(tree.plain([p for p in pieces if not p.url])):
            for piece in found:
                self.add_link(piece, "", None, False, label=True, role="notes" if NOTES.search(words) else "links")
        else:
            self.keep(pieces, words)
            for piece in found:
                kind, only = works.is_label(piece)
                kind = kind if only and kind in MATERIALS else kinds.by_address(piece.url)
                if kind in ("slides", "recording"):
                    self.add_material(kind, piece)
                elif kind == "paper" and not self.session.readings:
                    self.works([piece], "reading", None, True)
                else:
                    self.add_material("other", piece)


def without_weekday(pieces):
    """“Mon: [Title](…)” in a week of several meetings."""
    first = pieces[0]
    found = None if first.url else WEEKDAY.match(first.text)
    return tree.stripped([lines.copy(first, first.text[found.end() :]), *pieces[1:]]) if found else pieces


def is_label_of(role, rest):
    """Whether what follows goes with a label: “Data:” is a date in some languages only."""
    # “To generate text: `python run.py`”
    is_command = role in ("reading", "optional") and all(piece.code or not piece.text.strip() for piece in rest)
    return not is_command and not (role == "title" and not tree.plain(rest))
