from django.core.management.base import BaseCommand, CommandError

from sessions.models import Deck, Material
from sessions.slides.make import make, request


class Command(BaseCommand):
    help = (
        "Makes the pages of uploaded PDFs that have none yet, and goes on with those that were interrupted. "
        "With --again it makes all of them anew; visitors keep the old ones until the new ones are there. "
        "Safe to run at any time, and twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="all decks, also those that are ready or impossible")

    def handle(self, *args, again, **options):
        failed = 0
        files = Material.objects.exclude(file="", copy="").order_by("session", "position")
        for key in list(files.values_list("pk", flat=True)):
            # Read now: while the deck before was made, an organizer may have replaced this one.
            material = Material.objects.select_related("session", "deck").filter(pk=key).first()
            if material is None or material.pdf is None:
                continue
            deck = getattr(material, "deck", None)
            if again or deck is None or deck.work_file != material.pdf.name or deck.has_lost_its_pictures:
                deck = request(material, enqueue=False)
            if not deck.is_unfinished:
                continue
            make.call(deck.pk)
            deck.refresh_from_db()
            failed += deck.state == Deck.State.FAILED
            self.stdout.write(f"{deck}: {deck.message or f'{deck.pages_in_all} pages'}")
        if failed:
            raise CommandError(f"The pages of {failed} files could not be made.")
