"""Where the group is told of its sessions, and what was said there already."""

from django.db import models

from papers.kept import AddedField
from sessions.models.session import Session


class Webhook(models.Model):
    """An address that a chat gives out to be posted to. Whoever knows it can post, so it is a secret."""

    class Kind(models.TextChoices):
        DISCORD = "discord", "Discord"
        SLACK = "slack", "Slack"
        JSON = "json", "Another program (JSON)"

    name = models.CharField(max_length=80, unique=True, help_text="Which channel it posts to: #announcements.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DISCORD)
    url = models.URLField("secret address", max_length=500)
    is_active = models.BooleanField("posts", default=True, help_text="Clear it to keep it silent for a while.")
    posts_sessions = models.BooleanField("new sessions", default=True)
    posts_reminders = models.BooleanField("reminders", default=True, help_text="When, is set on the reading group.")
    posts_recordings = models.BooleanField("new recordings", default=True)
    # What came before it is no news to it.
    added = AddedField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="webhook_kind_known",
                condition=models.Q(kind__in=["discord", "slack", "json"]),
                violation_error_message="Choose one of the kinds in the list.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.name,)


class Announcement(models.Model):
    """One message to one webhook: said, or being said. The row comes before the message, so that none is said twice."""

    class State(models.TextChoices):
        WAITING = "waiting", "To be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="announcements")
    session = models.ForeignKey(Session, models.CASCADE, related_name="announcements")
    # What it says: "new", "day 2026-11-30T18:00+00:00" (a reminder is of a start), "recording <the material's uid>".
    occasion = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    # Of the last try: when it began, and, after a failure, when the next may.
    tried_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    message = models.CharField("what happened", max_length=300, blank=True)
    added = AddedField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "session", "occasion"], name="announcement_once"),
        ]

    def __str__(self):
        return f"{self.occasion} of {self.session} to {self.webhook}"

    def natural_key(self):
        return (self.webhook.name, self.session.slug, self.occasion)
