"""What can be found: of which model, by which words, and where a hit leads.

Each kind begins with the rows that visitors may see, as the model itself says; nothing else decides it.
"""

from typing import NamedTuple

from django.db.models import Prefetch

from papers.identifiers import url_key
from papers.models import Paper, Resource
from readinggroup.templatetags.markdown import parser
from sessions.models import Material, Presenter, Session, SlidePage


class Part(NamedTuple):
    """What makes one hit. The first name is shown as its title; by any of them, whole, it is an exact match."""

    names: list
    text: str = ""
    place: int = 0


class Kind:
    """One group of hits. `slug` names it in the index and in addresses."""

    slug = label = what = model = None
    # Whether a hit can be meant by its whole name, and so stand first.
    has_names = True

    def public(self):
        return self.model.objects.public()

    def loaded(self, rows):
        """The rows with what parts() reads of others."""
        return rows

    def shown(self, rows):
        """The rows with what a hit shows of others."""
        return self.loaded(rows)

    def parts(self, row):
        raise NotImplementedError

    def url(self, row, part):
        return row.get_absolute_url()

    def where(self, row, part):
        """A line on where it stands."""
        return ""

    def picture(self, row):
        return None


class Papers(Kind):
    slug, label, what, model = "papers", "Papers", "paper", Paper

    def public(self):
        # The list is no secret: a paper exists whether or not anyone meets about it.
        return Paper.objects.all()

    def shown(self, papers):
        return papers.with_status().with_place().with_sessions()

    def where(self, paper, part):
        """What people paste a link to ask: was it covered, and when?"""
        read_in = ", ".join(session.label or session.title for session in paper.public_sessions)
        status = Paper.Status(paper.status).label
        return f"{status}, read in {read_in}" if read_in else f"{status}, number {paper.place} on the list"

    def parts(self, paper):
        names = [paper.title, paper.short_name, *paper.alternative_title_list, paper.arxiv_id, paper.doi]
        identifier = f"arXiv {paper.arxiv_id}" if paper.arxiv_id else paper.doi
        facts = [", ".join(paper.author_list), paper.short_name, paper.venue, identifier]
        facts += [f"also known as “{title}”" for title in paper.alternative_title_list]
        return [Part(names, " · ".join([*filter(None, facts), paper.abstract]).strip(" ·"))]


class Sessions(Kind):
    slug, label, what, model = "sessions", "Sessions", "session", Session

    def loaded(self, sessions):
        readings = Session.readings.rel.related_model.objects.with_works()
        presentations = Session.presentations.rel.related_model.objects.with_people()
        return sessions.prefetch_related(Prefetch("readings", readings), Prefetch("presentations", presentations))

    def parts(self, session):
        read = [
            " ".join(filter(None, [str(reading.work), reading.note and f"({reading.note})"]))
            for reading in session.readings.all()
        ]
        people = dict.fromkeys(presentation.presenter.name for presentation in session.presentations.all())
        facts = [session.readings_note, "; ".join(read), ", ".join(people), plain(session.recap)]
        names = [str(session), session.title, session.label, session.numbers]
        return [Part(names, " · ".join(filter(None, facts)))]


class Slides(Kind):
    slug, label, what, model = "slides", "Slides", "slide", SlidePage
    has_names = False

    def shown(self, pages):
        return pages.with_addresses()

    def parts(self, page):
        title, _, text = page.text.partition("\n")
        return [Part([title], text)]

    def where(self, page, part):
        deck = page.deck.material
        return ", ".join(filter(None, [str(deck.session), deck.title, f"slide {page.number}"]))

    def picture(self, page):
        return page


class Chapters(Kind):
    slug, label, what, model = "chapters", "Chapters of recordings", "chapter", Material
    has_names = False

    def public(self):
        return Material.objects.recordings().filter(session__in=Session.objects.public())

    def shown(self, recordings):
        return recordings.select_related("session").prefetch_related("session__materials")

    def parts(self, recording):
        return [Part([chapter.title], place=chapter.seconds) for chapter in recording.chapter_list]

    def url(self, recording, part):
        place = 1 + recording.session.recordings.index(recording)
        anchor = f"t-{part.place}" if place == 1 else f"t-{place}-{part.place}"
        return f"{recording.session.get_absolute_url()}#{anchor}"

    def where(self, recording, part):
        time = next(chapter.time for chapter in recording.chapter_list if chapter.seconds == part.place)
        return f"{recording.session}, at {time}"


class People(Kind):
    slug, label, what, model = "people", "People", "person", Presenter

    def parts(self, presenter):
        text = " · ".join(filter(None, [presenter.handle, plain(presenter.biography)]))
        return [Part([presenter.name, presenter.handle], text)]


class Resources(Kind):
    slug, label, what, model = "resources", "Resources", "resource", Resource

    def parts(self, resource):
        address = url_key(resource.url)
        text = " · ".join(filter(None, [resource.get_kind_display(), resource.author, address]))
        return [Part([resource.title, address], text)]

    def url(self, resource, part):
        return resource.url


KINDS = [Papers(), Sessions(), Slides(), Chapters(), People(), Resources()]
BY_MODEL = {kind.model: kind for kind in KINDS}


def plain(markdown):
    """The words of a Markdown text, without its signs and addresses; of a formula its TeX."""
    if not markdown:
        return ""
    pieces = []
    for token in parser.parse(markdown):
        inside = token.children if token.type == "inline" else [token]
        pieces.append("".join(part.content or (" " if part.type.endswith("break") else "") for part in inside))
    return " ".join(filter(None, pieces))
