import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, Func, Max, OuterRef, Prefetch, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.functional import cached_property

from papers import order
from papers.fields import ArxivIdField, DOIField, WebAddressField
from papers.models.fetched import Fetched, FetchedQuerySet
from papers.slugs import Slugged, SluggedQuerySet
from papers.titles import alike, title_key


class Status(models.TextChoices):
    """Never typed: with_status() derives it from the sessions that read the paper."""

    COVERED = "covered", "Covered"
    SCHEDULED = "scheduled", "Scheduled"
    TO_COVER = "to-cover", "To cover"
    DROPPED = "dropped", "Dropped"


class PaperQuerySet(SluggedQuerySet, FetchedQuerySet):
    def with_status(self):
        """Adds `status`, a value of Status: covered where a public session that has taken place reads the paper,
        scheduled where only coming ones do, else dropped where an organizer said so, else to cover.

        Reading by reference ("Same as Week 13") counts for nothing here: the session referred to reads the paper.
        """
        session = self.model.sessions.rel.related_model
        return self.annotate(
            status=Case(
                When(pk__in=session.objects.held().papers_read(), then=Value(Status.COVERED)),
                When(pk__in=session.objects.to_come().papers_read(), then=Value(Status.SCHEDULED)),
                When(dropped_on__isnull=False, then=Value(Status.DROPPED)),
                default=Value(Status.TO_COVER),
                output_field=models.CharField(),
            )
        )

    def above(self, position, pk):
        """Those before this place in the list's order; said such that an index on the position serves."""
        return self.filter(Q(position__lt=position) | Q(pk__lt=pk), position__lte=position)

    def with_place(self):
        """Adds `place`, the number of each paper on the whole list, whichever of its papers these are."""
        above = Paper.objects.above(OuterRef("position"), OuterRef("pk")).order_by()
        return self.annotate(place=Subquery(above.values(number=Func("pk", function="COUNT"))) + 1)

    def numbered(self):
        """A list of the whole list's papers, each with its `place`."""
        papers = list(self)
        for place, paper in enumerate(papers, start=1):
            paper.place = place
        return papers

    def like(self, paper):
        """A list: those that may be the same work by one of their titles."""
        keys = [title_key(title) for title in paper.titles]
        return [
            other
            for other in self.exclude(pk=paper.pk)
            if not other.is_told_apart_from(paper)
            and any(alike(title_key(title), key) for title in other.titles for key in keys)
        ]

    def covered(self):
        return self.with_status().filter(status=Status.COVERED)

    def scheduled(self):
        return self.with_status().filter(status=Status.SCHEDULED)

    def to_cover(self):
        return self.with_status().filter(status=Status.TO_COVER)

    def dropped(self):
        return self.with_status().filter(status=Status.DROPPED)

    def counts(self):
        """How many papers have each status: a dict of every value of Status, in its order."""
        found = dict(self.with_status().order_by().values_list("status").annotate(Count("pk")))
        return {status: found.get(status, 0) for status in Status}

    def with_sessions(self):
        """Adds `public_sessions`, a list: the public sessions that read it, cancelled ones left out, newest first."""
        sessions = self.model.sessions.rel.related_model.objects.public().not_cancelled().newest_first()
        return self.prefetch_related(Prefetch("sessions", queryset=sessions, to_attr="public_sessions"))

    def years(self):
        return [date.year for date in self.exclude(published=None).dates("published", "year", order="DESC")]


class Paper(Slugged, Fetched):
    """A work the group has read, will read, or decided not to read. Knows nothing of sessions."""

    title = models.CharField(max_length=300)
    short_name = models.CharField(max_length=60, blank=True, help_text="What people call it: DDPM, Stable Diffusion.")
    alternative_titles = models.TextField(
        blank=True, help_text="Other titles it is known by, one a line: an earlier version's, the one on your old list."
    )
    authors = models.TextField(
        blank=True, help_text="One a line, in the paper's order. A list with commas, as arXiv shows it, is split."
    )
    published = models.DateField(
        "first published", null=True, blank=True, help_text="The date of the first version, where you know it."
    )
    venue = models.CharField(max_length=120, blank=True, help_text="NeurIPS 2020, ICLR 2021 (Oral) …")
    abstract = models.TextField(blank=True)
    arxiv_id = ArxivIdField("arXiv id", help_text="The id or any arXiv link: it is kept as 2006.11239.")
    arxiv_category = models.CharField("arXiv category", max_length=20, blank=True, help_text="cs.LG, cs.CV …")
    doi = DOIField("DOI", help_text="The DOI or its link.")
    url = WebAddressField(
        "web address", max_length=500, blank=True, help_text="Where to read it, if it has neither arXiv id nor DOI."
    )
    code_url = WebAddressField("official code", max_length=500, blank=True)
    # Where it stands among the others, see papers/order.py; its number on the list is `place`.
    position = models.FloatField("place in the list", blank=True, editable=False)
    reason = models.TextField("why it is on the list", blank=True)
    note = models.TextField(blank=True, help_text="What else a reader should know: a new title, a different record.")
    dropped_on = models.DateField(
        "dropped on", null=True, blank=True, help_text="Set it when the group decides not to read this paper."
    )
    dropped_reason = models.CharField("why it was dropped", max_length=300, blank=True)

    objects = PaperQuerySet.as_manager()

    Status = Status
    not_content = Slugged.not_content | Fetched.not_content | {"position"}

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["position", "id"], name="paper_position")]
        constraints = [
            models.CheckConstraint(
                name="paper_dropped_with_reason",
                condition=Q(dropped_on__isnull=True, dropped_reason="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_reason="")),
                violation_error_message="A dropped paper needs both: the day and the reason.",
            ),
            # Far from it, floating-point numbers have no room for one more beside another.
            models.CheckConstraint(
                name="paper_position_usable",
                condition=Q(position__gte=-1e9, position__lte=1e9),
                violation_error_message="Give a place in the list between minus and plus a thousand million.",
            ),
        ]

    def __str__(self):
        return f"{self.nickname}: {self.title}" if self.nickname else self.title

    def save(self, *args, **kwargs):
        if self.position is None:
            self.position = order.between(Paper.objects.aggregate(last=Max("position"))["last"], None)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("papers:paper", args=[self.slug])

    def clean(self):
        super().clean()
        self.authors = "\n".join(split_authors(self.authors))
        self.alternative_titles = "\n".join(filter(None, map(str.strip, self.alternative_titles.splitlines())))
        if self.dropped_on and not self.dropped_reason:
            raise ValidationError({"dropped_reason": "Say in a few words why the group will not read it."})
        if self.dropped_reason and not self.dropped_on:
            raise ValidationError({"dropped_on": "Give the day on which it was dropped, or clear the reason."})
        twin = self.twin("title")
        if twin and not self.is_told_apart_from(twin):
            message = f"This title is on the list already, as number {twin.place}."
            raise ValidationError({"title": ValidationError(message, code="unique")})

    def twin(self, name):
        """The other paper that has the same in this field: title, arxiv_id or doi; None where there is none."""
        value = getattr(self, name)
        lookup = "title__iexact" if name == "title" else name
        return Paper.objects.exclude(pk=self.pk).filter(**{lookup: value}).first() if value else None

    def is_told_apart_from(self, other):
        """Whether their ids say that two papers of like titles are two works: two ids of one kind do."""
        return bool((self.arxiv_id and other.arxiv_id) or (self.doi and other.doi))

    def slug_words(self):
        return self.short_name or self.title

    def move_to(self, place):
        """Puts the paper at this place, 1 being the top; only this row changes. Returns the places before and after."""
        return order.move(self, lambda keys, at: place - 1)

    def move_by(self, steps):
        """So many places up, where the number is negative, or down."""
        return order.move(self, lambda keys, at: at + steps)

    def move_before(self, other):
        return self.move_beside(other, 0)

    def move_after(self, other):
        return self.move_beside(other, 1)

    def move_beside(self, other, side):
        """Raises DoesNotExist where either paper is gone."""

        def where(keys, at):
            if other.pk not in keys:
                raise Paper.DoesNotExist
            index = keys.index(other.pk)
            return at if index == at else index + side - (index > at)

        return order.move(self, where)

    def merged_with(self, other):
        """See papers/merge.py: the other's titles are other titles of this one, and whether it is dropped stays."""
        known = {title.casefold() for title in self.titles}
        more = [title for title in dict.fromkeys(other.titles) if title.casefold() not in known]
        titles = "\n".join([*self.alternative_title_list, *more])
        return {
            "alternative_titles": titles,
            "dropped_on": self.dropped_on,
            "dropped_reason": self.dropped_reason,
        }

    def neighbours(self):
        """The papers before and after this one on the list; None where there is none."""
        after = Q(position__gt=self.position) | Q(position=self.position, pk__gt=self.pk)
        return Paper.objects.above(self.position, self.pk).last(), Paper.objects.filter(after).first()

    @cached_property
    def place(self):
        """Its number on the list. A list of papers has it from with_place(), else this asks for each."""
        return Paper.objects.above(self.position, self.pk).count() + 1

    @property
    def name(self):
        """What the paper is called in a row: the short name where it has one."""
        return self.short_name or self.title

    @property
    def nickname(self):
        """The short name, where the title does not say it already."""
        return "" if self.title.startswith(self.short_name) else self.short_name

    @property
    def author_list(self):
        return self.authors.splitlines()

    @property
    def more_authors(self):
        """How many authors a row leaves out after the first three."""
        return max(len(self.author_list) - 3, 0)

    @property
    def alternative_title_list(self):
        return self.alternative_titles.splitlines()

    @property
    def titles(self):
        return [self.title, *self.alternative_title_list]

    @property
    def abstract_url(self):
        """The page about the paper: on arXiv, else by its DOI, else its own."""
        if self.arxiv_id:
            return f"https://arxiv.org/abs/{self.arxiv_id}"
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def pdf_url(self):
        return f"https://arxiv.org/pdf/{self.arxiv_id}" if self.arxiv_id else ""


def split_authors(text):
    """Names in order, from one a line or from one line with commas ("A. One, B. Two and C. Three").

    >>> split_authors("Jonathan Ho, Ajay Jain and Pieter Abbeel")
    ['Jonathan Ho', 'Ajay Jain', 'Pieter Abbeel']
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        return lines
    names = [name.strip() for name in re.split(r",\s*and\s+|,|\s+and\s+", lines[0])]
    joined = []
    for name in filter(None, names):
        if joined and re.fullmatch(r"[JS]r\.?|I{2,3}|IV", name):
            joined[-1] += f", {name}"
        else:
            joined.append(name)
    return joined
