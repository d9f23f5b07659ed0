"""From a pasted link to the paper or resource that it is about: the one that is there, else a new one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from papers.history import recorded
from papers.identifiers import url_key
from papers.metadata.ask import BRIEF, AbsentError
from papers.metadata.facts import line
from papers.metadata.fetch import facts_about, fetch, source
from papers.metadata.fill import SLUG, State, locked, note, put
from papers.metadata.later import later
from papers.metadata.links import Link, NoLinkError, read
from papers.models import Paper, Resource
from papers.titles import title_key
from papers.web import WebError

KINDS = {
    "youtube": Resource.Kind.VIDEO,
    "playlist": Resource.Kind.VIDEO,
    "video": Resource.Kind.VIDEO,
    "code": Resource.Kind.CODE,
    "notebook": Resource.Kind.NOTEBOOK,
    "slides": Resource.Kind.SLIDES,
    "pdf": Resource.Kind.OTHER,
    "page": Resource.Kind.BLOG,
}
# These have no page with a title of its own.
NOT_ASKED = {"pdf"}


@dataclass(frozen=True)
class Found:
    """`row` is a Paper or a Resource, or None where the text is no link; `message` says what was done, or why not."""

    row: Paper | Resource | None
    created: bool
    message: str
    link: Link | None = None


def find_or_create(text, now=True, user=None):
    """What a pasted line is about. With `now`, the services are asked for its facts, for a few seconds in all; without,
    or where they do not answer, it waits for the worker or for fetch_metadata.

    Call it outside of a transaction: that would be kept open while a service is asked. Never raises.
    """
    try:
        link = read(text)
    except NoLinkError as problem:
        return Found(None, False, str(problem))
    row = existing(link)
    if row is not None:
        return found(row, link, now)
    new = made(link)
    facts, problem = None, None
    if now and new.fetch_state == State.WAITING:
        try:
            facts = facts_about(new, BRIEF)
        except WebError as error:
            problem = error
    # Another may add the same at the same moment: theirs is found then. A slug may be taken so, too.
    for _ in range(3):
        try:
            return added(link, facts, problem, user)
        except IntegrityError:
            row = existing(link)
            if row is not None:
                return found(row, link, now=False)
    return Found(None, False, "Somebody else is adding the same just now. Paste the link once more.", link)


def existing(link):
    """The row that this link is about, or None."""
    if link.kind == "arxiv":
        return Paper.objects.filter(arxiv_id=link.key).first() or by_address(link, "url")
    if link.kind == "doi":
        return Paper.objects.filter(doi=link.key).first() or by_address(link, "url")
    return by_address(link, "url") or Resource.objects.filter(url_key=url_key(link.url)).first()


def by_address(link, name):
    """The paper that has this address, in whatever spelling, in its field `url` or `code_url`."""
    papers = Paper.objects.exclude(**{name: ""}).order_by("pk").values_list("pk", name)
    key = next((pk for pk, url in papers if url_key(url) == url_key(link.url)), None)
    return Paper.objects.filter(pk=key).first() if key else None


def found(row, link, now):
    """A row that is there already. If its facts are still missing, the link in hand is an occasion to ask for them."""
    if now and row.fetch_state == State.WAITING:
        fetch(row, BRIEF)
    place = f"on the list already, as number {row.place}" if isinstance(row, Paper) else "there already"
    return Found(row, False, f"“{row.title}” is {place}.", link)


def made(link):
    """An unsaved row, valid, under a title that stands in until there is a better one."""
    if link.kind in ("arxiv", "doi", "paper"):
        row = Paper(**{"arxiv": {"arxiv_id": link.key}, "doi": {"doi": link.key}}.get(link.kind, {"url": link.url}))
        names = {"arxiv": f"arXiv:{link.key}", "doi": f"doi:{link.key}"}
        row.title = line(link.title or names.get(link.kind, link.key), 300)
        row.fetched["title"] = row.title
    else:
        row = Resource(kind=KINDS[link.kind], url=link.url, paper=by_address(link, "code_url"))
        # A name that somebody gave the link is as good as a page's own; a paper's title is what its authors call it.
        row.title = line(link.title or url_key(link.url), 300)
        if not link.title:
            row.fetched["title"] = row.title
    row.fetch_state = "" if link.kind in NOT_ASKED else State.WAITING
    return row


def added(link, facts, problem, user):
    """Saves a new row with its facts, or gives them to the paper of this title that is on the list without such an id.

    IntegrityError where another process was faster.
    """
    with transaction.atomic(), recorded(user, "Added from a link."):
        row = made(link)
        twins = same_title(row, facts)
        if known := twin_of(row, twins):
            return joined(locked(known), link, facts)
        if facts:
            problems = put(row, facts)
            note(row, State.DONE, " ".join(problems), fetched_on=timezone.now())
        elif problem:
            note(row, State.FAILED if isinstance(problem, AbsentError) else State.WAITING, str(problem))
        try:
            row.full_clean()
        except ValidationError as error:
            if there := existing(link):
                return found(there, link, now=False)
            return Found(None, False, " ".join(error.messages), link)
        row.save()
        if isinstance(row, Paper) and not facts:
            row.fetched[SLUG] = row.slug
            row.save(update_fields=["fetched"])
        if row.fetch_state == State.WAITING:
            later(row)
    return Found(row, True, told(row, problem, twins), link)


def same_title(row, facts):
    """The papers that are called as this one is."""
    key = title_key(line(facts.values["title"])) if facts and isinstance(row, Paper) else ""
    return [paper for paper in Paper.objects.all() if key in map(title_key, paper.titles)] if key else []


def twin_of(row, twins):
    """The paper of this title that has no id of the kind that this one has, and so is the same work: typed by hand, or
    known by its other id. Where there are two papers, nobody knows which."""
    if len(twins) != 1 or twins[0].is_told_apart_from(row):
        return None
    return twins[0]


def joined(paper, link, facts):
    """A paper that is on the list gets the id that it lacked, and the facts that it lacked."""
    words = f"“{paper.title}” is on the list already, as number {paper.place}"
    field, name = {"arxiv": ("arxiv_id", "arXiv id"), "doi": ("doi", "DOI")}.get(link.kind, ("", ""))
    if field:
        setattr(paper, field, link.key)
        note(paper, State.DONE, " ".join(put(paper, facts)), fetched_on=timezone.now())
        paper.save()
        words = f"{words}; it has the {name} {link.key} now"
    return Found(paper, False, f"{words}.", link)


def told(row, problem, twins):
    words = f"Added “{row.title}”."
    if isinstance(problem, AbsentError):
        words = f"{words} {problem}"
    elif row.fetch_state == State.WAITING:
        who = source(row)
        words = f"{words} Its title will be filled in when {who} can be reached."
    elif row.fetch_message:
        words = f"{words} {row.fetch_message}"
    if twins:
        words = f"{words} Number {twins[0].place} on the list has the same title: is it the same?"
    if isinstance(row, Resource) and row.paper:
        words = f"{words} It is the code of “{row.paper.name}”."
    return words
