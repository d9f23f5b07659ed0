from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q

from papers.fields import SmallNumberField
from papers.models import Paper, Resource
from sessions.models.session import Session


class ReadingQuerySet(models.QuerySet):
    def get_by_natural_key(self, session, paper, resource):
        work = {"paper__slug": paper} if paper else {"resource": Resource.objects.get_by_natural_key(resource)}
        return self.get(session__slug=session, **work)

    def with_works(self):
        return self.select_related("paper", "resource")


class Reading(models.Model):
    """One item on a session's list: a paper or a resource."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="readings")
    position = SmallNumberField("order", blank=True, help_text="Left empty, it goes to the end.")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="readings")
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="readings", verbose_name="or other reading"
    )
    is_optional = models.BooleanField("optional", default=False)
    note = models.CharField(max_length=200, blank=True, help_text="“Sections 1 to 3”, “skip the appendix”.")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["session", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reading_paper_or_resource",
                condition=Q(paper__isnull=False, resource__isnull=True) | Q(paper__isnull=True, resource__isnull=False),
                violation_error_message="Choose a paper or another reading: one of the two, not both.",
            ),
            models.UniqueConstraint(
                fields=["session", "paper"],
                name="reading_paper_once",
                violation_error_message="This session has this paper on its list already.",
            ),
            models.UniqueConstraint(
                fields=["session", "resource"],
                name="reading_resource_once",
                violation_error_message="This session has this reading on its list already.",
            ),
        ]

    def __str__(self):
        return self.work.title if self.work else "nothing yet"

    def save(self, *args, **kwargs):
        if self.position is None:
            self.position = (self.session.readings.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.paper_id and self.resource_id:
            raise ValidationError({"resource": "Choose a paper or another reading, not both in one line."})
        if not self.paper_id and not self.resource_id:
            raise ValidationError({"paper": "Choose a paper here, or another reading beside it."})
        for work in ("paper", "resource"):
            key = getattr(self, f"{work}_id")
            twins = Reading.objects.filter(session_id=self.session_id, **{work: key}).exclude(pk=self.pk)
            if self.session_id and key and twins.exists():
                raise ValidationError({work: "This is on the session's list already."})

    def natural_key(self):
        return (
            self.session.slug,
            self.paper.slug if self.paper_id else None,
            self.resource.url if self.resource_id else None,
        )

    natural_key.dependencies = ["reading_sessions.session", "papers.paper", "papers.resource"]

    @property
    def work(self):
        return self.paper or self.resource
