"""What stands in a column or behind a label of some role, added to a draft: people, dates, titles, places."""

import re
from dataclasses import replace

from readinggroup.readme.reading.drafts.naming import Naming
from readinggroup.readme.reading.drafts.placing import MATERIALS
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates, scenes, times
from readinggroup.readme.reading.words import citations, guests, heads, lines, people, works

# Longer words beside a link say what was published, and not only where.
LONGEST_VENUE = 40
ALONE = re.compile(r"\s(?:or|and|oder|und|ou|et)\s*$", re.IGNORECASE)


class Adding(Naming):
    """The part of a draft that knows what each role adds."""

    def add_people(self, pieces, role="people", about=""):
        role = {"people": "presenter"}.get(role, role)
        pieces = guests.without_label(pieces)
        known = {person.name for person in self.session.people}
        if life := guests.LIFE.match(tree.plain(pieces)):
            self.keep(pieces)
            names = people.split(life["who"]) if people.is_person(life["who"]) else []
            new = [name for name in names if name not in known]
            self.session.people.extend(people.persons(new, role, about=about, line=pieces[0].line))
            return
        for piece in tree.links(pieces):
            kind, only = works.is_label(piece)
            if only and kind not in MATERIALS and "paper" not in piece.text.casefold():
                kind = kinds.shown(piece)
            if only and kind in MATERIALS:
                self.add_material(kind, piece)
            elif only and kind == "paper":
                self.add_link(piece, kind, None, False, label=True)
        found = works.unlabelled(pieces)
        for at, piece in enumerate(found):
            if kind := kinds.shown(piece):
                self.add_material(kind, lines.copy(piece, ""))
                found[at] = replace(piece, url="")
        for person in people.named(found, role, about):
            if person.name not in known:
                self.session.people.append(person)

    def without_date(self, pieces):
        """“Presenter: Ada, 2022-04-12, 6pm UTC” says when, too."""
        found = heads.read(pieces, "")
        if found.when and found.when.has_day and not self.when:
            self.when = found.when
            if found.clock:
                self.add_clock(found.clock)
            return found.pieces
        return pieces

    def add_date(self, pieces, words=""):
        text = tree.plain(pieces)
        when = dates.find(text, "/.-")
        clock = times.find(text if not when else text[: when.start] + " , " + text[when.end :])
        if when and (early := times.find(text)) and early.start < when.end and when.start < early.end:
            # "1-2 p.m., 12/04/2023": hours that look like a day
            later = dates.find(text, "/.-", early.end)
            when, clock = (later, early) if later and later.has_day else (when, clock)
        if when and not self.when:
            self.when = when
        if clock:
            self.add_clock(clock)
        for piece in tree.links(pieces):
            # Of a date that leads to a file of the group's own: what was shown on that day.
            kind = "slides" if piece.own and kinds.by_address(piece.url) == "paper" else ""
            if when and dates.find(piece.text) and kinds.by_address(piece.url) == "join":
                kind = "other"  # the page of this one meeting
            self.add_link(piece, kind, None, False)
        if not when and not clock and not dates.find_month(text):
            self.keep(pieces, words)
        elif not self.when and (month := dates.find_month(text)):
            self.scene = [*self.scene, scenes.of_month(month)]
            self.keep(pieces, words)

    def add_clock(self, clock):
        if self.session.time is None:
            self.session.time, self.session.zone, self.session.minutes = clock.time, clock.zone, clock.minutes

    def add_title(self, pieces):
        """A title or topic: its words are the session's, its links are what is read."""
        line = works.read(pieces)
        text = title_words(pieces)
        if text and not self.has_title:
            self.session.title, self.has_title = text, True
        elif text and text != self.session.title:
            self.recap.append(lines.markdown(pieces))
        line.before = ""  # a part of the title by now
        self.add_line(line, "title", None, False)

    def add_authors(self, text, pieces):
        if self.session.readings and not self.session.readings[-1].authors:
            self.session.readings[-1].authors = citations.names(text)
        else:
            self.keep(pieces, "Authors")
        for piece in tree.links(pieces):
            self.note_link(piece)

    def add_venue(self, text, words, pieces):
        work = self.session.readings[-1] if self.session.readings else None
        is_cited = len(tree.plain([piece for piece in pieces if not piece.url])) > LONGEST_VENUE
        if not work and is_cited and any(kinds.by_address(piece.url) == "paper" for piece in tree.links(pieces)):
            self.works(pieces, "reading", None, True)  # “Source: Ada Lovelace, Looms (arXiv)”
            return
        if work and len(text) <= 100 and (not work.venue or text not in work.venue):
            work.venue = f"{work.venue} {text}".strip()
        else:
            self.keep(pieces, words)
        for piece in tree.links(pieces):
            self.add_material("other", piece)

    def add_join(self, pieces):
        found = tree.links(pieces)
        if found and not self.session.join_url:
            self.session.join_url = found[0].url
            found = found[1:]
        for piece in found:
            self.add_material("other", piece)

    def add_place(self, pieces, words):
        """Where it is: a map is nothing that the session produced, and a room online is how to join."""
        self.keep(pieces, words)
        join = next((piece for piece in tree.links(pieces) if kinds.by_address(piece.url) == "join"), None)
        self.session.join_url = self.session.join_url or (join.url if join else "")


def title_words(pieces):
    """The words of a title: those of links that are only labels left out, and the people with them."""
    _, text = people.pull(tree.plain(works.unlabelled(pieces)))
    # “Chapter 1 or [notes](…)”
    return lines.clean(ALONE.sub("", text) if len(works.unlabelled(pieces)) < len(pieces) else text)
