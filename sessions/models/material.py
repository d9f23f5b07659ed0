import posixpath
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Max, Q

from papers.fields import SmallNumberField, WebAddressField
from papers.identifiers import host, is_youtube, url_key, youtube_id
from papers.kept import Kept
from papers.models import Paper
from sessions import chapters
from sessions.models.group import Group
from sessions.models.session import Session

GITHUB_FILE = re.compile(r"(https://github\.com/[^/]+/[^/]+)/blob/(.+)")


def upload_path(material, filename):
    # The storage drops a "#", and with it what the number is: "#12 SDEdit.pdf" says the week (sessions/guard.py).
    filename = re.sub(r"^#\s*(?=\d)", f"{Group.objects.current().session_word} ", filename)
    # A disk takes 255 bytes, which are few signs of some scripts; the storage adds to a name that is taken.
    stem, kind = posixpath.splitext(filename)
    stem = stem.encode()[:150].decode(errors="ignore")
    return posixpath.join("sessions", material.session.slug, f"{stem}{kind}")


def copy_path(material, filename):
    return posixpath.join("copies", str(material.uid), filename)


# What may be uploaded, and as what it is served.
FILE_TYPES = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".ipynb": "application/x-ipynb+json",
}
WRONG_TYPE = "This can be a PDF, a web page (.html) or a notebook (.ipynb); link to anything else."


def suffix(name):
    return posixpath.splitext(name)[1].lower()


def validate_file(file):
    """Of a file that is being uploaded: whether it is what its name says, and not too large."""
    if getattr(file, "_committed", False):  # it was checked when it came; it need not be opened at each save
        return
    if file.size > settings.MAX_UPLOAD_MEGABYTES * 1024 * 1024:
        raise ValidationError(f"This file is larger than {settings.MAX_UPLOAD_MEGABYTES} MB. Link to it instead.")
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    kind = suffix(file.name)
    # A PDF has its signature within the first kilobyte (ISO 32000-1, note 13), a notebook is one JSON object.
    if kind == ".pdf" and b"%PDF-" not in start:
        raise ValidationError("This file is not a PDF, whatever its name says. Export the slides as PDF.")
    if kind == ".ipynb" and not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise ValidationError("This file is not a notebook, whatever its name says.")
    if kind in (".html", ".htm") and (b"\x00" in start or b"<" not in start):
        raise ValidationError("This file is not a web page, whatever its name says.")


class MaterialQuerySet(models.QuerySet):
    def get_by_natural_key(self, session, url, file):
        return self.get(session__slug=session, **({"url": url} if url else {"file": file}))

    def recordings(self):
        return self.filter(kind=Material.Kind.RECORDING)


class Material(Kept):
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
        "or file",
        upload_to=upload_path,
        max_length=300,
        blank=True,
        help_text="A PDF gets a reader on the session's page. Web pages (.html) and notebooks are offered to download.",
        validators=[FileExtensionValidator([kind[1:] for kind in FILE_TYPES], WRONG_TYPE), validate_file],
    )
    # The PDF behind the link, as fetch_slides brought it.
    copy = models.FileField(upload_to=copy_path, max_length=300, blank=True, editable=False)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name="about the paper",
        help_text="Where it is about one paper of several.",
    )
    chapters = models.TextField(
        max_length=10_000,
        blank=True,
        help_text="Of a recording: a time and a title a line, as in the video's description: 12:34 Forward process.",
    )

    # Its place among the others is not content, nor is what the site fetched by itself.
    not_content = Kept.not_content | {"position", "copy"}
    # Of what was typed as chapters, what clean() has found to be none.
    lines_left_out = ()

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
            models.UniqueConstraint(
                fields=["session", "file"],
                name="material_file_once",
                condition=~Q(file=""),
                violation_error_message="This session has this file already.",
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
        if self.copy and self.url != getattr(self, "_loaded", {}).get("url", self.url):
            self.copy = ""  # it was of another address
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "copy"}
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
            raise ValidationError({"url": "Give a link here, or a file beside it."})
        if self.kind == self.Kind.RECORDING:
            self.clean_recording()
        if self.url and self.session_id:
            others = Material.objects.filter(session_id=self.session_id, url__isnull=False).exclude(pk=self.pk)
            if any(url_key(other.url) == url_key(self.url) for other in others):
                raise ValidationError({"url": "This session has this link already."})
        try:
            found, self.lines_left_out = chapters.read(self.chapters)
        except ValueError as error:
            raise ValidationError({"chapters": str(error)}) from None
        self.chapters = "\n".join(map(str, found))
        if self.chapters and self.kind != self.Kind.RECORDING:
            raise ValidationError({"chapters": "Only a recording has chapters."})

    def clean_recording(self):
        if self.file:
            raise ValidationError({"file": "A recording is a link to where it can be watched."})
        try:
            path = urlsplit(self.url).path
        except ValueError:  # no address at all, which the field says
            return
        is_list = path.startswith("/playlist")
        if not path.strip("/") or (is_youtube(self.url) and not self.youtube_id and not is_list):
            raise ValidationError({"url": "This is not the link of one video. Open the video, and copy its address."})

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
    def pdf(self):
        """The PDF that is here: uploaded, or the copy of a linked one; None where there is none."""
        file = self.file or self.copy
        return file if file and suffix(file.name) == ".pdf" else None

    @property
    def readable_deck(self):
        """The deck of pages that visitors see, or None; Session.objects.with_slides() loads it."""
        deck = getattr(self, "deck", None)
        return deck if deck and deck.is_readable else None

    @property
    def number(self):
        """Its place among those of its kind in the session that have no title either; None where it is alone."""
        same = [material for material in self.session.materials_of(self.kind) if not material.title]
        return same.index(self) + 1 if self in same and len(same) > 1 else None

    @property
    def name(self):
        """What visitors see it called, told from the session's others: “Slides: EDM”, “Slides 2”."""
        return f"{self} {self.number}" if self.number else str(self)

    @property
    def youtube_id(self):
        return youtube_id(self.url) if self.url else None

    @property
    def is_web_page(self):
        """Whether it is an uploaded page of HTML, which is shown in a world of its own (sessions/uploads.py)."""
        return bool(self.file) and suffix(self.file.name) in (".html", ".htm")

    @property
    def chapter_list(self):
        try:
            return chapters.parse(self.chapters)
        except ValueError:  # loaddata checks nothing; check_data names it
            return []

    @property
    def is_downloadable(self):
        """Whether it is a file one can keep, and not a page or a film: ours, or a link to a PDF or notebook."""
        return bool(self.file) or suffix(re.split("[?#]", self.url)[0]) in (".pdf", ".pptx", ".odp", ".key", ".ipynb")

    @property
    def host(self):
        """The other site that it is on, or nothing for a file of our own."""
        return host(self.url) if self.url else ""

    @property
    def presentations(self):
        """Those of the session about the same paper, or those about none where this is about none."""
        return [shown for shown in self.session.presentations.all() if shown.paper_id == self.paper_id]
