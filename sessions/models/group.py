import re
import zoneinfo
from contextlib import contextmanager

from asgiref.local import Local
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from papers.fields import WebAddressField
from papers.kept import Kept
from sessions.fields import MINUTE, LengthField

DEFAULT_ACCENT = "#a8341b"
ACCENT = re.compile(r"#[0-9a-fA-F]{6}\Z")

# The group of the request that this thread is answering, as django.utils.timezone keeps the active zone.
_active = Local()


class GroupManager(models.Manager):
    def get_by_natural_key(self):
        return self.get()

    def current(self):
        """The group; where none is set up yet, an unsaved one with the defaults. One query a request."""
        return getattr(_active, "group", None) or self.first() or Group()

    @contextmanager
    def active(self, group=None):
        """Within it, current() asks the database no more; yields the group. One within another may name a new one."""
        before = getattr(_active, "group", None)
        _active.group = group or self.current()
        try:
            yield _active.group
        finally:
            _active.group = before


class Group(Kept):
    """The one row that says who this group is."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    introduction = models.TextField(
        max_length=20_000,
        blank=True,
        help_text="Who you are and what you read, in a few sentences. Markdown: *italic*, [text](link).",
    )
    join_url = WebAddressField("join link", max_length=500, blank=True, help_text="The button at the top of each page.")
    join_label = models.CharField(
        "what the button says", max_length=40, blank=True, default="Join us", help_text="Join the Discord, Join us …"
    )
    channel = models.CharField(max_length=200, blank=True, help_text="Where to go once inside: a channel, a room.")
    playlist_url = WebAddressField("playlist of the recordings", max_length=500, blank=True)
    repository_url = WebAddressField("source repository", max_length=500, blank=True)
    session_word = models.CharField(
        "what a session is called", max_length=20, default="Week", help_text="The word before its number: Week 13."
    )
    time_zone = models.CharField(
        max_length=60,
        default="UTC",
        help_text="The zone you announce times in, such as Europe/Paris or America/New_York.",
    )
    weekday = models.PositiveSmallIntegerField("usual weekday", choices=Weekday, null=True, blank=True)
    time = models.TimeField("usual time", null=True, blank=True, help_text="In the group's time zone.")
    length = LengthField("usual length", null=True, blank=True, help_text="In minutes.")
    reminds_a_day_before = models.BooleanField(
        "remind a day before", default=True, help_text="Through the webhooks that post reminders."
    )
    reminds_an_hour_before = models.BooleanField("remind an hour before", default=True)
    accent = models.CharField(
        "accent colour",
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[RegexValidator(ACCENT, "Six digits after a #, such as #a8341b.")],
        help_text="Made lighter or darker on the pages where it could not be read otherwise.",
    )

    objects = GroupManager()

    class Meta:
        # Not to be taken for a group of users, which Django's admin lists too.
        verbose_name = verbose_name_plural = "reading group"
        constraints = [
            models.CheckConstraint(
                name="group_is_one_row", condition=Q(id=1), violation_error_message="There is one group, and it exists."
            ),
            models.CheckConstraint(
                name="group_length_positive",
                condition=Q(length__isnull=True) | Q(length__gte=MINUTE),
                violation_error_message="A session is at least one minute long.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("home")

    def natural_key(self):
        return ()

    def clean(self):
        super().clean()
        # Only names that browsers know as well: a system may have others, such as posix/Europe/Paris.
        if self.time_zone not in zoneinfo.available_timezones() - {"localtime"}:
            message = "There is no time zone of this name. Use one such as Europe/Paris, America/New_York or UTC."
            raise ValidationError({"time_zone": message})

    @property
    def exists(self):
        return not self._state.adding

    # loaddata checks nothing, and one bad value must not take every page away; check_data names it.

    @property
    def zone(self):
        return zone_named(self.time_zone) or zoneinfo.ZoneInfo("UTC")

    @property
    def accent_hex(self):
        return (self.accent if ACCENT.match(self.accent) else DEFAULT_ACCENT).removeprefix("#").lower()


def zone_named(name):
    """None where there is no such time zone."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
