import posixpath
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Max, Q

from papers.fields import SmallNumberField, WebAddressField
from papers.identifiers import host, url_key
from papers.models import Paper
from sessions.models.session import Session

GITHUB_FILE = re.compile(r"(https://github\.com/[^/]+/[^/]+)/blob/(.+)")


def upload_path(material, filename):
    return posixpath.join("sessions", material.session.slug, filename)


def validate_pdf(file):
    """Of a file that is being uploaded: a PDF has its signature within the first kilobyte (ISO 32000-1, note 13)."""
    if getattr(file, "_committed", False):  # it was checked when it came; it need not be opened at each save
        return
    if file.size > settings.MAX_UPLOAD_MEGABYTES * 1024 * 1024:
        raise ValidationError(f"This file is larger than {settings.MAX_UPLOAD_MEGABYTES} MB. Link to it instead.")
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    if b"%PDF-" not in start:
        raise ValidationError("This file is not a PDF, whatever its name says. Export the slides as PDF.")


class MaterialQuerySet(models.QuerySet):
    def get_by_natural_key(self, session, url, file):
        return self.get(session__slug=session, **({"url": url} if url else {"file": file}))

    def recordings(self):
        return self.filter(kind=Material.Kind.RECORDING)


class Material(models.Model):
    """What a session produced: a link or an uploaded file."""

    class Kind(models.TextChoices):
        RECORDING = "recording", "Recording"
        SLIDES = "slides", "Slides"
        NOTEBOOK = "notebook", "Notebook"
        CODE = "code", "Code"
        NOTES = "notes", "Notes"
        OTHER = "other", "Other"

    session = models.ForeignKey(Session, models.CASCADE, related_name="materials")
    position = SmallNumberField("order", blank=True, help_text="Left empty, it goes to the end.")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(
        max_length=200, blank=True, help_text="Only where the kind does not say enough: “EDM paper”."
    )
    url = WebAddressField("link", max_length=1000, null=True, blank=True)
    file = models.FileField(
        "or PDF file",
        upload_to=upload_path,
        max_length=300,
        blank=True,
        validators=[
            FileExtensionValidator(["pdf"], "Only PDF files can be uploaded; link to anything else."),
            validate_pdf,
        ],
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name="about the paper",
        help_text="Where it is about one paper of several.",
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["session", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="material_link_or_file",
                condition=(Q(url__isnull=False) & ~Q(url="") & Q(file="")) | (Q(url__isnull=True) & ~Q(file="")),
                violation_error_message="Give a link or a file: one of the two, not both.",
            ),
            models.UniqueConstraint(
                fields=["session", "url"],
                name="material_link_once",
                violation_error_message="This session has this link already.",
            ),
            models.CheckConstraint(
                name="material_kind_known",
                condition=Q(kind__in=["recording", "slides", "notebook", "code", "notes", "other"]),
                violation_error_message="Choose one of the kinds in the list.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.title}" if self.title else self.get_kind_display()

    def save(self, *args, **kwargs):
        self.url = self.url or None
        if self.position is None:
            self.position = (self.session.materials.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """Where it is opened: the link, or the file, which a browser shows in place where it can."""
        return self.url or self.file.url

    def clean(self):
        super().clean()
        self.url = self.url or None
        if self.url and self.file:
            raise ValidationError({"file": "Give a link or a file, not both in one line."})
        if not self.url and not self.file:
            raise ValidationError({"url": "Give a link here, or a PDF file beside it."})
        if self.url and self.session_id:
            others = Material.objects.filter(session_id=self.session_id, url__isnull=False).exclude(pk=self.pk)
            if any(url_key(other.url) == url_key(self.url) for other in others):
                raise ValidationError({"url": "This session has this link already."})

    def natural_key(self):
        return (self.session.slug, self.url, self.file.name)

    natural_key.dependencies = ["reading_sessions.session", "papers.paper"]

    @property
    def download_url(self):
        """Where the file itself comes from: GitHub's page about a file has it under another address."""
        if self.file:
            return f"{self.file.url}?download"
        return GITHUB_FILE.sub(r"\1/raw/\2", self.url)

    @property
    def is_downloadable(self):
        """Whether it is a file one can keep, and not a page or a film: ours, or a link to a PDF or notebook."""
        return bool(self.file) or urlsplit(self.url).path.lower().endswith((".pdf", ".pptx", ".odp", ".key", ".ipynb"))

    @property
    def host(self):
        """The other site that it is on, or nothing for a file of our own."""
        return host(self.url) if self.url else ""

    @property
    def presentations(self):
        """Those of the session about the same paper, or those about none where this is about none."""
        return [shown for shown in self.session.presentations.all() if shown.paper_id == self.paper_id]
