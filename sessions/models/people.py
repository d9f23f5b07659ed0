from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from papers.fields import WebAddressField
from papers.models import Paper
from papers.slugs import Slugged, SluggedQuerySet
from sessions.models.session import Session


class PresenterQuerySet(SluggedQuerySet):
    def public(self):
        """Those who appear in a public session: a draft's speaker is not announced before the session is."""
        return self.filter(pk__in=Presentation.objects.public().values("presenter"))

    def visible_to(self, user):
        """Whom this user may look at: an organizer also those whom only a draft names."""
        return self if user.is_staff and user.has_perm("reading_sessions.view_presenter") else self.public()

    def with_presentations(self):
        """Adds `public_presentations`, a list, newest session first."""
        newest = [F(f"session__{name}").desc(nulls_last=True) for name in ("number", "start")]
        shown = Presentation.objects.public().select_related("session", "paper").order_by(*newest, "pk")
        return self.prefetch_related(models.Prefetch("presentations", shown, to_attr="public_presentations"))


class Presenter(Slugged):
    """A person who presents, leads a walk-through, hosts or joins as a guest."""

    name = models.CharField(max_length=120)
    handle = models.CharField(max_length=80, blank=True, help_text="As the group knows them: @name on Discord.")
    homepage = WebAddressField(max_length=500, blank=True)
    biography = models.TextField(max_length=20_000, blank=True, help_text="A sentence or two. Markdown.")

    objects = PresenterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sessions:presenter", args=[self.slug])

    def slug_words(self):
        return self.name


class PresentationQuerySet(models.QuerySet):
    def get_by_natural_key(self, session, presenter, role, paper):
        work = {"paper__slug": paper} if paper else {"paper": None}
        return self.get(session__slug=session, presenter__slug=presenter, role=role, **work)

    def public(self):
        return self.filter(session__in=Session.objects.public())

    def with_people(self):
        return self.select_related("presenter", "paper")


class Presentation(models.Model):
    """A presenter in a session."""

    class Role(models.TextChoices):
        PRESENTER = "presenter", "Presenter"
        GUEST = "guest", "Guest"
        HOST = "host", "Host"
        WALK_THROUGH = "walk-through", "Walk-through"

    session = models.ForeignKey(Session, models.CASCADE, related_name="presentations")
    presenter = models.ForeignKey(Presenter, models.PROTECT, related_name="presentations")
    role = models.CharField(max_length=20, choices=Role, default=Role.PRESENTER)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="presentations",
        help_text="Where known. The recording, slides or notebook about the same paper are then shown as theirs.",
    )

    objects = PresentationQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "presenter", "role", "paper"],
                name="presentation_once",
                violation_error_message="This person has this role in this session already.",
            ),
            # NULLs differ from each other in the one above.
            models.UniqueConstraint(
                fields=["session", "presenter", "role"],
                condition=Q(paper__isnull=True),
                name="presentation_without_paper_once",
                violation_error_message="This person has this role in this session already.",
            ),
            models.CheckConstraint(
                name="presentation_role_known",
                condition=Q(role__in=["presenter", "guest", "host", "walk-through"]),
                violation_error_message="Choose one of the roles in the list.",
            ),
        ]

    def __str__(self):
        return f"{self.presenter} ({self.get_role_display()})"

    def clean(self):
        super().clean()
        twins = Presentation.objects.exclude(pk=self.pk).filter(
            session_id=self.session_id, presenter_id=self.presenter_id, role=self.role, paper_id=self.paper_id
        )
        if self.session_id and self.presenter_id and twins.exists():
            raise ValidationError({"presenter": "This person has this role in this session already."})

    def natural_key(self):
        return (self.session.slug, self.presenter.slug, self.role, self.paper.slug if self.paper_id else None)

    natural_key.dependencies = ["reading_sessions.session", "reading_sessions.presenter", "papers.paper"]
