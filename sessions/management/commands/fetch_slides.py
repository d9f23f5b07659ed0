from functools import partial
from hashlib import file_digest

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from papers.web import WebError
from sessions.models import Material
from sessions.slides.fetch import fetched


class Command(BaseCommand):
    help = (
        "Fetches the PDFs that slides link to, so that they can be read and searched here. The links stay as they are. "
        "What was fetched already is left, unless --again is given; what cannot be fetched keeps what it had."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="also those that were fetched before")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be fetched")

    def handle(self, *args, again, dry_run, **options):
        count = failed = 0
        for material in linked_pdfs():
            if material.copy and not again:
                continue
            if dry_run:
                self.stdout.write(f"would fetch {material.download_url}")
                continue
            try:
                done = keep(material)
            except (WebError, OSError) as problem:
                failed += 1
                self.stderr.write(f"{material}, {material.session}: {problem} ({material.download_url})")
            else:
                count += done == "fetched"
                self.stdout.write(f"{material}, {material.session}: {done}")
        if failed:
            raise CommandError(f"{count} fetched, {failed} not.")
        self.stdout.write(self.style.SUCCESS(f"{count} fetched."))


def linked_pdfs():
    """The slides that are a link to a PDF; the address GitHub shows a file at counts as one."""
    slides = Material.objects.filter(kind=Material.Kind.SLIDES, url__isnull=False).select_related("session")
    for material in slides.order_by("session", "position"):
        if material.is_downloadable and material.download_url.partition("?")[0].lower().endswith(".pdf"):
            yield material


def keep(material):
    """Fetches the PDF and keeps it as the material's copy; says in a word what came of it."""
    with fetched(material.download_url) as file:
        if material.copy and same_bytes(material.copy, file):
            return "unchanged"
        with transaction.atomic():
            # It may have been changed or deleted while the PDF was on its way.
            fresh = Material.objects.select_for_update().filter(pk=material.pk, url=material.url).first()
            if fresh is None:
                return "changed meanwhile, left alone"
            before = fresh.copy.name
            fresh.copy.save(file.name, file, save=False)
            fresh.save(update_fields=["copy"])
            if before:
                transaction.on_commit(partial(default_storage.delete, before))
    return "fetched"


def same_bytes(copy, file):
    try:
        with copy.open("rb") as kept:
            same = file_digest(kept, "sha256").digest() == file_digest(file.file, "sha256").digest()
    except FileNotFoundError:
        same = False
    file.seek(0)
    return same
