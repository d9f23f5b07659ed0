"""The pages of a deck: derived from its PDF (sessions/slides/), and made again from it at any time."""

import posixpath
import re

from django.core.files.storage import default_storage
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from papers.fields import SmallNumberField
from sessions.models.material import Material
from sessions.models.session import Session
from sessions.slides import LARGE, SMALL

# What a folder of pages is called.
FOLDER = re.compile(r"[0-9a-f]{32}\Z")


class DeckQuerySet(models.QuerySet):
    def get_by_natural_key(self, *material):
        return self.get(material=Material.objects.get_by_natural_key(*material))

    def readable(self):
        """Those with pages of the very file that the material has now."""
        same = Q(file=F("material__file")) | Q(material__file="", file=F("material__copy"))
        pages = SlidePage.objects.filter(deck=OuterRef("pk"))
        return self.filter(same, Exists(pages)).exclude(folder="").exclude(file="")

    def with_place(self):
        """Adds `place`: 1 for a session's first readable deck, 2 for its second. Its slides' addresses hold it."""
        at = OuterRef("material__position")
        before = Q(material__position__lt=at) | Q(material__position=at, material__lt=OuterRef("material"))
        earlier = Deck.objects.readable().filter(before, material__session=OuterRef("material__session"))
        count = earlier.order_by().values("material__session").annotate(count=Count("pk")).values("count")
        return self.annotate(place=1 + Coalesce(Subquery(count), 0))

    def unfinished(self):
        return self.filter(state__in=[Deck.State.WAITING, Deck.State.RUNNING])


class Deck(models.Model):
    """A material's PDF, on its way to becoming pages or arrived."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Not possible"

    material = models.OneToOneField(Material, models.CASCADE, related_name="deck")
    file = models.CharField("file of the pages", max_length=300, blank=True)
    folder = models.CharField("folder of the pages", max_length=40, blank=True, validators=[RegexValidator(FOLDER)])
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    message = models.CharField("what went wrong", max_length=300, blank=True)
    # Pages are made aside, in a folder of their own, and shown when all are there.
    work_file = models.CharField(max_length=300, blank=True)
    work_folder = models.CharField(max_length=40, blank=True, validators=[RegexValidator(FOLDER)])
    pages_done = SmallNumberField(default=0)
    pages_in_all = SmallNumberField(null=True, blank=True)

    objects = DeckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.material}, {self.material.session}"

    def natural_key(self):
        return self.material.natural_key()

    natural_key.dependencies = ["reading_sessions.material"]

    @property
    def is_unfinished(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_readable(self):
        """As readable() has it, but for the pages."""
        pdf = self.material.pdf
        return bool(self.folder) and pdf is not None and self.file == pdf.name

    @property
    def has_lost_its_pictures(self):
        """Whether the pictures should be on this disk and are not: data may have moved without them."""
        if self.state != self.State.DONE:
            return False
        return not FOLDER.fullmatch(self.folder) or not default_storage.exists(f"slides/{self.folder}")

    @property
    def progress(self):
        """How far it is, in an organizer's words."""
        if self.state == self.State.RUNNING and self.pages_in_all:
            return f"Page {self.pages_done} of {self.pages_in_all} is made."
        if self.state == self.State.DONE:
            return "1 slide is shown." if self.pages_done == 1 else f"{self.pages_done} slides are shown."
        return self.message or "The pages will be made."


class SlidePageQuerySet(models.QuerySet):
    def get_by_natural_key(self, number, *material):
        return self.get(number=number, deck=Deck.objects.get_by_natural_key(*material))

    def public(self):
        """The pages that visitors see: of a public session, and of a deck that is complete."""
        return self.filter(deck__in=Deck.objects.readable(), deck__material__session__in=Session.objects.public())

    def first_of(self, session):
        """The first page of the session's first deck, as a way in; None where no deck can be read here."""
        pages = self.filter(deck__material__session=session, number=1)
        return pages.order_by("deck__material__position", "deck__material").first()

    def with_addresses(self):
        """Loads what a page's address and pictures are made from."""
        return self.prefetch_related(Prefetch("deck", Deck.objects.with_place().select_related("material__session")))


class SlidePage(models.Model):
    """One page of a deck: a picture in two widths (pixels), and the text on it."""

    deck = models.ForeignKey(Deck, models.CASCADE, related_name="pages")
    number = SmallNumberField()
    text = models.TextField(blank=True)
    width = SmallNumberField()
    height = SmallNumberField()

    objects = SlidePageQuerySet.as_manager()

    class Meta:
        # By the column: by the deck itself would join four tables to sort what is of one deck nearly always.
        ordering = ["deck_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["deck", "number"], name="slide_page_once"),
            models.CheckConstraint(name="slide_page_has_a_size", condition=Q(width__gte=1, height__gte=1)),
        ]

    def __str__(self):
        return f"Slide {self.number}"

    def get_absolute_url(self):
        return f"{self.deck.material.session.get_absolute_url()}#{self.anchor}"

    def natural_key(self):
        return (self.number, *self.deck.natural_key())

    natural_key.dependencies = ["reading_sessions.deck"]

    @property
    def anchor(self):
        """Where it is on its session's page; needs a deck with_place()."""
        return f"slide-{self.number}" if self.deck.place == 1 else f"slide-{self.deck.place}-{self.number}"

    def picture(self, side):
        """The name in storage of its picture whose longest side has so many pixels."""
        return posixpath.join("slides", self.deck.folder, f"{self.number}-{side}.webp")

    @property
    def large(self):
        """The address of the picture to read."""
        return default_storage.url(self.picture(LARGE))

    @property
    def small(self):
        """The address of the picture for the film strip and for phones."""
        return default_storage.url(self.picture(SMALL))

    @property
    def small_width(self):
        """The pixels of the small picture from left to right; `width` has those of the large one."""
        return round(self.width * min(1, SMALL / max(self.width, self.height)))

    @property
    def title(self):
        """Its first line, as far as there is one, for those who cannot see it."""
        return self.text.partition("\n")[0][:80]
