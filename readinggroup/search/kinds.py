"""What can be found: of which model, by which words, and where a hit leads.

Each kind begins with the rows that visitors may see, as the model itself says; nothing else decides it.
"""

from typing import NamedTuple

from django.db.models import Prefetch

from papers import formulas
from papers.identifiers import url_key
from papers.models import Paper, Resource
from readinggroup.templatetags.markdown import parser
from sessions.models import Material, Presenter, Session, SlidePage


class Part(NamedTuple):
    """What makes one hit. The first name is shown as its title; by any of them, whole, it is an exact match. `tex` is
    found and not shown."""

    names: list
    text: str = ""
    place: int = 0
    tex: str = ""


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
        read_in = ", ".join(session.label or formulas.plain(session.title) for session in paper.public_sessions)
        status = Paper.Status(paper.status).label
        return f"{status}, read in {read_in}" if read_in else f"{status}, number {paper.place} on the list"

    def parts(self, paper):
        names = [paper.title, paper.short_name, *paper.alternative_title_list, paper.arxiv_id, paper.doi]
        identifier = f"arXiv {paper.arxiv_id}" if paper.arxiv_id else paper.doi
        facts = [", ".join(paper.author_list), paper.short_name, paper.venue, identifier]
        facts += [f"also known as “{title}”" for title in paper.alternative_title_list]
        return [part_of(names, map(told, [*filter(None, facts), paper.abstract]))]


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
        facts = [told(session.readings_note), joined("; ", map(told, read)), (", ".join(people), "")]
        names = [str(session), session.title, session.label, session.numbers]
        return [part_of(names, [*facts, told_in_markdown(session.recap)])]


class Slides(Kind):
    slug, label, what, model = "slides", "Slides", "slide", SlidePage
    has_names = False

    def shown(self, pages):
        return pages.with_addresses().prefetch_related("deck__material__session__materials")

    def parts(self, page):
        title, _, text = page.text.partition("\n")
        return [Part([title], text)]

    def where(self, page, part):
        deck = page.deck.material
        name = deck.name if deck.number else deck.title
        names = map(formulas.plain, filter(None, [str(deck.session), name]))
        return ", ".join([*names, f"slide {page.number}"])

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
        return [part_of([chapter.title], place=chapter.seconds) for chapter in recording.chapter_list]

    def url(self, recording, part):
        place = 1 + recording.session.recordings.index(recording)
        anchor = f"t-{part.place}" if place == 1 else f"t-{place}-{part.place}"
        return f"{recording.session.get_absolute_url()}#{anchor}"

    def where(self, recording, part):
        time = next(chapter.time for chapter in recording.chapter_list if chapter.seconds == part.place)
        return f"{formulas.plain(str(recording.session))}, at {time}"


class People(Kind):
    slug, label, what, model = "people", "People", "person", Presenter

    def parts(self, presenter):
        facts = [(presenter.handle, ""), told_in_markdown(presenter.biography)]
        return [part_of([presenter.name, presenter.handle], facts)]


class Resources(Kind):
    slug, label, what, model = "resources", "Resources", "resource", Resource

    def parts(self, resource):
        address = url_key(resource.url)
        text = " · ".join(filter(None, [resource.get_kind_display(), resource.author, address]))
        return [part_of([resource.title, address], [(text, "")])]

    def url(self, resource, part):
        return resource.url


KINDS = [Papers(), Sessions(), Slides(), Chapters(), People(), Resources()]
BY_MODEL = {kind.model: kind for kind in KINDS}


# Texts with formulas: each is a pair of what is shown of it, its formulas in plain signs, and of the TeX of these.


def told(text):
    return formulas.plain(text), " ".join(tex for kind, tex in formulas.pieces(text) if kind)


def told_in_markdown(markdown):
    """The words of a Markdown text, without its signs and addresses."""
    if not markdown:
        return "", ""
    pieces, tex = [], []
    for token in parser.parse(markdown):
        inside = token.children if token.type == "inline" else [token]
        pieces.append("".join(map(shown, inside)))
        tex += [piece.content for piece in inside if piece.type == "formula"]
    return " ".join(filter(None, pieces)), " ".join(tex)


def shown(token):
    if token.type == "formula":
        return formulas.words(token.content) or token.content
    return token.content or (" " if token.type.endswith("break") else "")


def joined(sign, texts):
    texts = [text for text in texts if text[0]]
    return sign.join(text for text, _ in texts), " ".join(tex for _, tex in texts)


def part_of(names, texts=(), place=0):
    text, tex = joined(" · ", texts)
    names = list(filter(None, names))
    return Part([*map(formulas.plain, names), *names], text, place, tex)
