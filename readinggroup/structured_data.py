"""What search engines and other programs may know of a page, in schema.org's words (JSON-LD).

Made of what the page has loaded, so that it asks the database nothing. Nothing is said that is not known: a session
without a start is no Event, for an Event has a date.
"""

import json

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from papers.citations import names
from papers.formulas import plain
from papers.models import Paper
from sessions.models import Presenter, Session

SCHEMA = "https://schema.org/"
# The list that a row's page stands under.
PARENTS = {
    Session: ("Schedule", "sessions:schedule"),
    Paper: ("Papers", "papers:papers"),
    Presenter: ("People", "sessions:presenters"),
}
# In a script element, "<" could end it; the two line ends were none in older JavaScript.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(graph):
    """The nodes as the content of a script element, safe whatever they say."""
    text = json.dumps({"@context": SCHEMA, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def known(**fields):
    """A node without what is empty; a leading underscore stands for @."""
    return {name.replace("_", "@", 1) if name[0] == "_" else name: value for name, value in fields.items() if value}


class Graph:
    """Collects the nodes of one page."""

    def __init__(self, request, title, description, image):
        self.request, self.title, self.description, self.image = request, title, description, image
        self.group = request.group
        self.home = self.absolute(reverse("home"))

    def absolute(self, address):
        return self.request.build_absolute_uri(address)

    def of(self, row, context):
        nodes = []
        if isinstance(row, Session):
            nodes = self.session(row, context.get("join_url"))
        elif isinstance(row, Paper):
            nodes = [self.paper(row)]
        elif isinstance(row, Presenter):
            nodes = [self.person(row, whole=True)]
        elif self.request.path == reverse("home"):
            return [self.organization(), self.site()] if self.group.name else []
        return [*nodes, self.breadcrumbs(row)]

    # The site

    def organization(self):
        addresses = [self.group.playlist_url, self.group.repository_url]
        return known(
            _type="Organization",
            _id=f"{self.home}#group",
            name=self.group.name,
            url=self.home,
            logo=self.absolute(static("icons/icon-512.png")),
            sameAs=[address for address in addresses if address],
        )

    def site(self):
        return known(
            _type="WebSite",
            _id=f"{self.home}#site",
            name=self.group.name,
            url=self.home,
            description=self.description,
            publisher={"@id": f"{self.home}#group"},
            potentialAction={
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{self.absolute(reverse('search'))}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        )

    def breadcrumbs(self, row):
        trail = [(self.group.name or "Home", self.home)]
        if type(row) in PARENTS:
            name, route = PARENTS[type(row)]
            trail.append((name, self.absolute(reverse(route))))
        trail.append((self.title, self.absolute(self.request.path)))
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(trail, start=1)
            ],
        }

    # A session

    def session(self, session, join_url):
        address = self.absolute(session.get_absolute_url())
        papers = list({reading.paper_id: reading.paper for reading in session.paper_readings}.values())
        people = list({shown.presenter_id: shown.presenter for shown in session.presentations.all()}.values())
        nodes = [self.paper(paper, whole=False) for paper in papers]
        about = [{"@id": node["@id"]} for node in nodes]
        nodes += [self.person(person) for person in people]
        videos = [self.video(session, material, about) for material in session.recordings]
        if not session.start:
            return nodes + videos
        return [
            known(
                _type="Event",
                _id=f"{address}#event",
                name=plain(str(session)),
                url=address,
                description=self.description,
                image=self.image,
                startDate=moment(session.start) if session.has_time else session.day.isoformat(),
                endDate=session.length and session.has_time and moment(session.end),
                eventStatus=f"{SCHEMA}{'EventCancelled' if session.is_cancelled else 'EventScheduled'}",
                eventAttendanceMode=f"{SCHEMA}OnlineEventAttendanceMode",
                location=known(_type="VirtualLocation", url=join_url or self.group.join_url or address),
                organizer=self.group.name and {"@id": f"{self.home}#group"},
                performer=[{"@id": f"{self.absolute(person.get_absolute_url())}#person"} for person in people],
                about=about,
                recordedIn=[{"@id": video["@id"]} for video in videos],
            ),
            *([self.organization()] if self.group.name else []),
            *nodes,
            *videos,
        ]

    def video(self, session, material, about):
        address = self.absolute(session.get_absolute_url())
        which = material.title or (material.number and f"recording {material.number}")
        embed = material.youtube_id and f"https://www.youtube-nocookie.com/embed/{material.youtube_id}"
        return known(
            _type="VideoObject",
            _id=f"{address}#recording-{material.uid}",
            name=plain(f"{session} ({which})" if which else str(session)),
            description=self.description,
            thumbnailUrl=self.image,
            # By schema.org: when it came "to this site".
            uploadDate=moment(material.added),
            embedUrl=embed,
            url=material.url or self.absolute(material.get_absolute_url()),
            about=about,
        )

    def person(self, presenter, whole=False):
        address = self.absolute(presenter.get_absolute_url())
        more = known(alternateName=presenter.handle, sameAs=presenter.homepage) if whole else {}
        return known(_type="Person", _id=f"{address}#person", name=presenter.name, url=address) | more

    # A paper

    def paper(self, paper, whole=True):
        address = self.absolute(paper.get_absolute_url())
        title = plain(paper.title)
        node = known(
            # What has no authors is something else: a repository, a web page.
            _type="ScholarlyArticle" if paper.author_list else "CreativeWork",
            _id=f"{address}#paper",
            headline=title,
            name=title,
            url=address,
            author=[author(name) for name in paper.author_list],
            datePublished=paper.published and paper.published.isoformat(),
            sameAs=paper.abstract_url,
        )
        if not whole:
            return node
        identifiers = {"arXiv": paper.arxiv_id, "DOI": paper.doi}
        return node | known(
            alternateName=[plain(name) for name in [paper.nickname, *paper.alternative_title_list] if name],
            abstract=plain(paper.abstract),
            isPartOf=paper.venue and {"@type": "CreativeWork", "name": paper.venue},
            identifier=[
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in identifiers.items()
                if value
            ],
        )


def author(text):
    name = names.parse(text)
    kind = "Organization" if names.GROUP.search(text) else "Person"
    return known(_type=kind, name=str(name), givenName=name.given, familyName=name.given and name.family)


def moment(time):
    """With the offset of the group's zone."""
    return timezone.localtime(time).isoformat(timespec="seconds")
