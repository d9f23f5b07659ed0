from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.signals import pre_save
from django.dispatch import receiver

from papers.fields import WebAddressField
from papers.identifiers import arxiv_id, host, url_key
from papers.kept import Kept
from papers.models.fetched import Fetched, FetchedQuerySet
from papers.models.paper import Paper


class ResourceQuerySet(FetchedQuerySet):
    def get_by_natural_key(self, url):
        return self.get(url_key=url_key(url))

    def public(self):
        """All but those that only draft sessions read: such a one would tell what is being planned."""
        read_in = self.model.sessions.rel.related_model.objects.filter(resources=OuterRef("pk"))
        return self.filter(~Exists(read_in) | Exists(read_in.public()))

    def with_sessions(self):
        """Adds `public_sessions`, a list: the public sessions that read it, cancelled ones left out, newest first."""
        sessions = self.model.sessions.rel.related_model.objects.public().not_cancelled().newest_first()
        return self.select_related("paper").prefetch_related(
            Prefetch("sessions", queryset=sessions, to_attr="public_sessions")
        )


class Resource(Kept, Fetched):
    """Something to read that is not a paper."""

    class Kind(models.TextChoices):
        BLOG = "blog", "Blog post"
        CODE = "code", "Code"
        NOTEBOOK = "notebook", "Notebook"
        SLIDES = "slides", "Slides of another talk"
        VIDEO = "video", "Video"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.BLOG)
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True)
    url = WebAddressField("web address", max_length=500)
    # What the address has in common with its other spellings; a generated column cannot work it out.
    url_key = models.CharField(max_length=500, unique=True, editable=False)
    paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name="about the paper",
        help_text="A session that reads both shows this under the paper.",
    )

    not_content = Kept.not_content | Fetched.not_content | {"url_key"}

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resource_kind_known",
                condition=models.Q(kind__in=["blog", "code", "notebook", "slides", "video", "other"]),
                violation_error_message="Choose one of the kinds in the list.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.host})"

    def natural_key(self):
        return (self.url,)

    def clean(self):
        super().clean()
        if arxiv := arxiv_id(self.url or ""):
            raise ValidationError({"url": f"This is the arXiv paper {arxiv}. Add it as a paper, not as a resource."})
        self.url_key = url_key(self.url or "")
        if twin := self.twin("url"):
            message = f"This address is there already: “{twin.title}”. Use that resource."
            raise ValidationError({"url": ValidationError(message, code="unique")})

    def twin(self, name):
        """The other resource that has the same in this field, url; None where there is none."""
        return Resource.objects.filter(url_key=url_key(self.url or "")).exclude(pk=self.pk).first()

    def validate_unique(self, exclude=None):
        # clean() has told of a twin, at the field that a person types in.
        super().validate_unique({*(exclude or ()), "url_key"})

    @property
    def host(self):
        return host(self.url)


@receiver(pre_save, sender=Resource)
def set_url_key(instance, **kwargs):
    """A signal, because loaddata calls no save() but sends this one."""
    instance.url_key = url_key(instance.url)
