from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from papers.fields import SmallNumberField, WebAddressField
from papers.models import Paper, Resource
from papers.slugs import Slugged
from sessions.fields import DAY, MINUTE, LengthField
from sessions.models.group import Group
from sessions.models.timeline import ASSUMED_LENGTH, SessionQuerySet, Status


def validate_year(moment):
    """Calendars and databases end somewhere; a year beyond these is a slip."""
    if not 1950 <= moment.year <= 2200:
        raise ValidationError("Give a year between 1950 and 2200.")


def span(first, last):
    """What a number is written as, and that of an entry for several: 13, 16 & 17, 16–18."""
    return str(first) if last is None else f"{first}{' & ' if last == first + 1 else '–'}{last}"


class Session(Slugged):
    """One meeting of the group."""

    number = SmallNumberField(
        null=True, blank=True, unique=True, error_messages={"unique": "Another session has this number."}
    )
    last_number = SmallNumberField(
        "to number", null=True, blank=True, help_text="Only where one entry spans several: Week 16 & 17."
    )
    title = models.CharField(max_length=200, help_text="Without the number: Latent Diffusion and Stable Diffusion.")
    start = models.DateTimeField(
        null=True,
        blank=True,
        validators=[validate_year],
        help_text="In the group's time zone. Leave it empty while you do not know it, or only the time.",
    )
    # Where it is not, the start is the midnight with which that day begins in the group's zone.
    has_time = models.BooleanField("the time is known", default=True)
    length = LengthField(null=True, blank=True, help_text="In minutes.")
    status = models.CharField(
        max_length=20,
        choices=Status,
        default=Status.SCHEDULED,
        help_text="Visitors see scheduled sessions, and cancelled ones marked as such. A draft is seen by organizers "
        "only.",
    )
    join_url = WebAddressField(
        "join link", max_length=500, blank=True, help_text="Only if it differs from the group's own."
    )
    recap = models.TextField(
        max_length=50_000, blank=True, help_text="What was said, for those who missed it. Markdown."
    )
    papers = models.ManyToManyField(Paper, through="Reading", related_name="sessions")
    resources = models.ManyToManyField(Resource, through="Reading", related_name="sessions")
    presenters = models.ManyToManyField("Presenter", through="Presentation", related_name="sessions")
    readings_from = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="readings_taken_by",
        verbose_name="readings of other sessions",
        help_text="For a review or a follow-up: the sessions whose readings this one goes back to.",
    )
    readings_note = models.CharField(
        "in words", max_length=200, blank=True, help_text="“Same as Week 13”, “All prior readings”."
    )
    expects_recording = models.BooleanField(
        "a recording is expected", default=True, help_text="Clear it where none was made, so that nobody looks for it."
    )
    expects_slides = models.BooleanField(
        "slides are expected", default=True, help_text="Clear it where none were made, so that nobody looks for them."
    )

    expects_presenter = models.BooleanField(
        "a presenter is expected", default=True, help_text="Clear it where nobody presented, or nobody knows who."
    )
    expects_start = models.BooleanField(
        "a date is expected", default=True, help_text="Clear it where nobody knows the day any more."
    )
    expects_readings = models.BooleanField(
        "readings are expected", default=True, help_text="Clear it where nothing was to be read."
    )

    # How often it has changed, as calendars want to know (RFC 5545, SEQUENCE); sessions/changes.py.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    Status = Status
    # What is expected of presenters, dates and readings is said to organizers alone.
    not_content = Slugged.not_content | {"sequence", "expects_presenter", "expects_start", "expects_readings"}
    reserved_slugs = frozenset({"next", "latest"})

    class Meta:
        ordering = ["number", "start", "pk"]
        indexes = [models.Index(fields=["start"], name="session_start")]
        constraints = [
            models.CheckConstraint(
                name="session_numbers_rise",
                condition=Q(last_number__isnull=True) | Q(last_number__gt=F("number"), number__isnull=False),
                violation_error_message="The last number of a span is higher than its first.",
            ),
            models.CheckConstraint(
                name="session_length_positive",
                condition=Q(length__isnull=True) | Q(length__gte=MINUTE),
                violation_error_message="A session is at least one minute long.",
            ),
            models.CheckConstraint(
                name="session_status_known",
                condition=Q(status__in=["draft", "scheduled", "cancelled"]),
                violation_error_message="A session is a draft, scheduled or cancelled.",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.title}" if self.label else self.title

    def get_absolute_url(self):
        return reverse("sessions:session", args=[self.slug])

    def clean(self):
        super().clean()
        if self.last_number is not None and (self.number is None or self.last_number <= self.number):
            raise ValidationError({"last_number": "Give a number higher than the first, or leave it empty."})
        if self.number is not None:
            first, last = self.number, self.last_number or self.number
            others = Session.objects.exclude(pk=self.pk).filter(number__lte=last)
            taken = others.filter(Q(number__gte=first) | Q(last_number__gte=first)).first()
            if taken:
                raise ValidationError({"number": f"“{taken}” has this number."})

    def slug_words(self):
        return str(self)

    def mark_changed(self):
        super().mark_changed()
        self.sequence += 1

    def kept_with_change(self):
        return {*super().kept_with_change(), "sequence"}

    @property
    def label(self):
        """The group's word and the number: "Week 13", "Week 16 & 17", "Week 16–18"; nothing without a number."""
        return f"{Group.objects.current().session_word} {self.numbers}" if self.number is not None else ""

    @property
    def numbers(self):
        return "" if self.number is None else span(self.number, self.last_number)

    @property
    def minutes(self):
        return self.length and self.length // MINUTE

    @property
    def day(self):
        """The day of the start in the group's zone; None without one."""
        return self.start and self.start.astimezone(Group.objects.current().zone).date()

    @property
    def end(self):
        """When it is over, as far as that is known; only for one with a start."""
        return self.start + (self.length or ASSUMED_LENGTH if self.has_time else DAY)

    @property
    def when_heading(self):
        """What rows are grouped under: the year in the group's zone; needs with_timeline()."""
        if self.start:
            return str(timezone.localtime(self.start).year)
        return "Date not recorded" if self.is_past else "Date to be announced"

    @property
    def is_draft(self):
        return self.status == Status.DRAFT

    @property
    def is_cancelled(self):
        return self.status == Status.CANCELLED

    @property
    def lacking(self):
        """What is still to come from a session that was held, in a sentence each; needs with_timeline()."""
        if not self.is_past or self.is_cancelled:
            return []
        lines = []
        if not self.recordings:
            lines.append("No recording is posted yet." if self.expects_recording else "No recording was made.")
        if not self.decks:
            lines.append("No slides are posted yet." if self.expects_slides else "No slides were made.")
        return lines

    @property
    def paper_readings(self):
        return [reading for reading in self.readings.all() if reading.paper_id]

    def materials_of(self, kind):
        return [material for material in self.materials.all() if material.kind == kind]

    @property
    def recordings(self):
        return self.materials_of("recording")

    @property
    def decks(self):
        return self.materials_of("slides")
