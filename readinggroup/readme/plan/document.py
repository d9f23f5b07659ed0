"""What a README wants there to be: Found, in which works and people stand many times, as rows that stand once."""

import datetime
import re
from urllib.parse import unquote

from papers.identifiers import arxiv_id, url_key
from papers.models import Paper, Resource
from papers.titles import title_key
from readinggroup.readme.found import Remark
from readinggroup.readme.plan.entries import Wanted
from readinggroup.readme.plan.fields import writing
from readinggroup.readme.plan.source import repository_of
from readinggroup.readme.plan.works import Works
from sessions.models import Group, Material, Presentation, Presenter, Reading, Session
from sessions.models.group import zone_named
from sessions.planning import at

MIDNIGHT = datetime.time()
GENERIC = re.compile(r"\W*(?:paper|pdf|arxiv|link|here|abs|abstract)?\W*", re.IGNORECASE)


class Document:
    """Wanted rows of each kind, in the order of the document. Problems go to `remarks`."""

    def __init__(self, found, group, remarks):
        self.found, self.remarks = found, remarks
        self.usual_time = group.time
        self.zone = zone_named(found.group.time_zone) if found.group.time_zone and not group.exists else group.zone
        self.works = Works(remarks)
        self.group = self.group_wanted()
        self.people = {}
        self.lines = []
        self.struck = []
        self.read_works()
        self.sessions = self.read_sessions()
        self.read_references()
        self.name_the_nameless()

    @property
    def papers(self):
        return self.works.papers

    @property
    def resources(self):
        return self.works.resources

    @property
    def presenters(self):
        return list(dict.fromkeys(self.people.values()))

    def group_wanted(self):
        group = self.found.group
        names = ["name", "introduction", "session_word", "join_url", "join_label", "channel", "playlist_url"]
        values = {name: getattr(group, name) for name in [*names, "time_zone"]}
        values["repository_url"] = repository_of(group.source_url)
        if values["time_zone"] and zone_named(values["time_zone"]) is None:
            self.remark(group.line, f"“{values['time_zone']}” is no time zone that is known here.")
            values["time_zone"] = ""
        return Wanted(Group, {name: value for name, value in values.items() if writing(value, True)}, group.line)

    def remark(self, line, text, url=""):
        self.remarks.append(Remark(line, text, url))

    # Works

    def read_works(self):
        for listed in self.found.papers:
            wanted = self.works.add_listed(listed)
            if wanted and wanted.model is Paper:
                self.struck.append((wanted, listed))
        self.read = {}
        for session in self.found.sessions:
            for work in session.readings:
                self.read[id(work)] = self.works.add(work)
        for session in self.found.sessions:
            for work in session.readings:
                wanted = self.read[id(work)]
                if wanted and wanted.model is Resource and wanted.values["paper"] is None and work.under is not None:
                    wanted.values["paper"] = self.paper_of(session, work)

    def paper_of(self, session, work):
        """The paper that a reading of this session is, or is about."""
        wanted = self.read.get(id(work))
        if wanted is not None and wanted.model is Paper:
            return wanted
        if work.under is not None and 0 <= work.under < len(session.readings):
            above = session.readings[work.under]
            # Nothing is about itself, whatever the document says.
            return self.read.get(id(above)) if self.is_paper(above) else None
        return wanted.values["paper"] if wanted else None

    def is_paper(self, work):
        wanted = self.read.get(id(work))
        return wanted is not None and wanted.model is Paper

    def paper_about(self, session, about):
        """The paper that somebody or something is tied to by a title or an address: one of the session's, else one of
        the list; None where it is none of these."""
        if not about:
            return None
        key, arxiv = title_key(about), arxiv_id(about)
        for work in session.readings:
            addresses = [work.url, *(link.url for link in work.also)]
            is_meant = about in addresses or (key and title_key(work.title) == key)
            if is_meant or (arxiv and arxiv in map(arxiv_id, addresses)):
                return self.paper_of(session, work)
        found = self.works.called(about)
        return found if found and found.model is Paper else None

    def name_the_nameless(self):
        """A paper whose link says no more than “paper” is called by its id until its title is fetched."""
        for wanted in self.papers:
            values = wanted.values
            wanted.stands_in = GENERIC.fullmatch(values["title"]) is not None
            if wanted.stands_in:
                names = [values.get("arxiv_id") and f"arXiv:{values['arxiv_id']}"]
                names += [values.get("doi") and f"doi:{values['doi']}", values["url"] and url_key(values["url"])]
                values["title"] = next(filter(None, names), values["title"])

    # Sessions

    def read_sessions(self):
        wanted, numbers = [], {}
        for session in self.found.sessions:
            one = Wanted(Session, self.session_values(session), session.line)
            self.settle_number(one, session, numbers)
            wanted.append(one)
            self.add_readings(one, session)
            self.add_people(one, session)
            self.add_materials(one, session)
        return wanted

    def session_values(self, session):
        return {
            "number": session.number,
            "last_number": session.last_number,
            "title": session.title or self.title_for(session),
            **self.moment(session),
            "length": datetime.timedelta(minutes=session.minutes) if session.minutes else None,
            "status": Session.Status.CANCELLED if session.is_cancelled else Session.Status.SCHEDULED,
            "join_url": "" if session.join_url == self.found.group.join_url else session.join_url,
            "recap": session.recap,
            "readings_from": [],
            "readings_note": session.readings_note,
            "expects_recording": session.expects_recording,
            "expects_slides": session.expects_slides,
        }

    def title_for(self, session):
        """A title is needed: the first work's, else the day."""
        if session.readings:
            return session.readings[0].title
        if session.date:
            return f"{session.date.day} {session.date:%B %Y}"
        return "Untitled"

    def moment(self, session):
        if session.date is None:
            return {"start": None, "has_time": True, "when": ""}
        zone = self.zone
        if session.zone:
            zone = zone_named(session.zone) or zone
            if zone_named(session.zone) is None:
                self.remark(session.line, f"“{session.zone}” is no time zone that is known here.")
        time = session.time or self.usual_time
        said = [session.date.isoformat(), session.time and session.time.isoformat("minutes"), session.zone]
        try:
            start = at(session.date, time or MIDNIGHT, zone)
        except OverflowError:
            self.remark(session.line, f"The day {session.date} is left out.")
            return {"start": None, "has_time": True, "when": ""}
        return {"start": start, "has_time": time is not None, "when": " ".join(filter(None, said))}

    def settle_number(self, wanted, session, numbers):
        """No two sessions have one number: the later one goes without."""
        values = wanted.values
        first, last = values["number"], values["last_number"]
        if first is None or (last is not None and not first < last < first + 100):
            values["last_number"] = None
            if first is None:
                return
            last = None
        span = range(first, (last or first) + 1)
        taken = next((numbers[number] for number in span if number in numbers), None)
        if taken is not None:
            words = f"Number {first} is that of “{taken.values['title']}” already; “{values['title']}” goes without."
            self.remark(session.line, words)
            values["number"] = values["last_number"] = None
        else:
            numbers.update(dict.fromkeys(span, wanted))

    def read_references(self):
        """Readings of other sessions: of those that are named, or of all before that have readings of their own."""
        by_number = {one.values["number"]: one for one in self.sessions if one.values["number"] is not None}
        pairs = list(zip(self.sessions, self.found.sessions, strict=True))
        reading = {wanted for wanted, session in pairs if session.readings}
        for place, (wanted, session) in enumerate(pairs):
            others = []
            for number in session.refers_to:
                if number in by_number and by_number[number] is not wanted:
                    others.append(by_number[number])
                elif number not in by_number:
                    self.remark(session.line, f"It refers to session {number}, which is not in the document.")
            if session.refers_to_all:
                before = [one for at, one in enumerate(self.sessions) if is_before(one, wanted, at < place)]
                others += [one for one in before if one in reading]
            wanted.values["readings_from"] = list(dict.fromkeys(others))

    # Lines

    def add_readings(self, wanted, session):
        seen = set()
        for work in session.readings:
            of = self.read[id(work)]
            if of is None:
                continue
            if of in seen:
                self.remark(
                    work.line, f"“{work.title}” stands twice in “{wanted.values['title']}”; once is kept.", work.url
                )
                continue
            seen.add(of)
            values = {"position": len(seen), "is_optional": work.is_optional, "note": work.note}
            name = "paper" if of.model is Paper else "resource"
            self.lines.append(Wanted(Reading, {name: of, **values}, work.line, wanted))

    def add_people(self, wanted, session):
        seen = set()
        for person in session.people:
            one = self.person(person)
            paper = self.paper_about(session, person.about)
            if one is None or (one, person.role, paper) in seen:
                continue
            seen.add((one, person.role, paper))
            values = {"presenter": one, "role": person.role, "paper": paper}
            self.lines.append(Wanted(Presentation, values, person.line or session.line, wanted))

    def person(self, person):
        name = " ".join(person.name.split()) or person.handle
        if not name:
            return None
        keys = [key.casefold().lstrip("@") for key in (person.handle, name) if key]
        one = next((self.people[key] for key in keys if key in self.people), None)
        if one is None:
            one = Wanted(Presenter, {"name": name, "handle": person.handle, "homepage": person.url}, person.line)
        for field, value in (("handle", person.handle), ("homepage", person.url)):
            one.values[field] = one.values[field] or value
        self.people.update({key: one for key in keys if key not in self.people})
        return one

    def add_materials(self, wanted, session):
        kept = {}
        for position, material in enumerate(session.materials, start=1):
            key = url_key(material.url)
            other = kept.get(key)
            if other is None or fit_of_name(material) > fit_of_name(other[1]):
                kept[key] = position, material
            if other is not None:
                loser, winner = (material, other[1]) if kept[key] is other else (other[1], material)
                words = f"“{loser.title or loser.kind}” has the same link as “{winner.title or winner.kind}” in “"
                self.remark(loser.line, f"{words}{wanted.values['title']}”; it is left out.", loser.url)
        for position, material in sorted(kept.values(), key=lambda pair: pair[0]):
            values = {
                "kind": material.kind,
                "title": material.title,
                "url": material.url,
                "paper": self.paper_about(session, material.about),
                "chapters": material.chapters,
                "position": position,
            }
            self.lines.append(Wanted(Material, values, material.line, wanted))


def fit_of_name(material):
    """How much of a title the name of its file says: which of two a link that stands twice belongs to."""
    words = {title_key(word) for word in material.title.split() if len(word) > 2}
    name = title_key(unquote(material.url.rpartition("/")[2]))
    return sum(word in name for word in words) / len(words) if words else 0


def is_before(one, other, comes_first):
    """Whether a session is before another: by number, else by day, else in the document."""
    if one is other:
        return False
    for name in ("number", "start"):
        if one.values[name] is not None and other.values[name] is not None:
            return one.values[name] < other.values[name]
    return comes_first
