from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q

from papers.metadata.fetch import fetch_all, source
from papers.models import Paper, Resource
from papers.models.fetched import Fetched
from papers.web import WebError


class Command(BaseCommand):
    help = (
        "Fetches the facts about papers and other readings that wait for them: title, authors, date, abstract, venue. "
        "What an organizer typed stays. It keeps to the services' pace, and can be stopped and run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again",
            action="store_true",
            help="also papers with an arXiv id or a DOI, and whatever was fetched before, the longest ago first",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be fetched")
        parser.add_argument("--limit", type=int, metavar="N", help="no more than so many")

    def handle(self, *args, again, dry_run, limit, **options):
        if limit is not None and limit < 0:
            raise CommandError("--limit is the number of those to fetch.")
        rows = list(islice(wanted(again), limit))
        if dry_run:
            for row in rows:
                self.stdout.write(f"would ask {source(row) or 'nobody'} about {row}")
            return
        new = failed = 0
        for row, outcome in fetch_all(rows):
            if isinstance(outcome, WebError):
                failed += 1
                self.stderr.write(f"{row}: {outcome}")
            else:
                new += outcome
                self.stdout.write(f"{row}: {'fetched' if outcome else 'nothing new'}")
        counts = f"{len(rows) - failed} asked about, {new} with something new"
        if failed:
            raise CommandError(f"{counts}; {failed} not fetched.")
        self.stdout.write(self.style.SUCCESS(f"{counts}."))


def wanted(again):
    """Those that wait; and with `again` all others that somebody knows about, so that one that was broken off goes on
    where it was."""
    waiting = Q(fetch_state=Fetched.FetchState.WAITING)
    known = ~Q(fetch_state=Fetched.FetchState.NOT_ASKED)
    with_id = Q(arxiv_id__isnull=False) | Q(doi__isnull=False)
    longest_ago = F("fetched_on").asc(nulls_first=True)
    yield from Paper.objects.filter(known | with_id if again else waiting).order_by(longest_ago, "pk")
    yield from Resource.objects.filter(known if again else waiting).order_by(longest_ago, "pk")
