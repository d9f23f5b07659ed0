from django.core.management.base import BaseCommand

from readinggroup.search.index import rebuild
from sessions.models import Group


class Command(BaseCommand):
    help = (
        "Makes the search's index anew from all content. It follows every change by itself; this is for after rows "
        "were written past Django. Visitors find by the old index until the new one is complete."
    )

    def handle(self, *args, **options):
        with Group.objects.active():
            made = rebuild()
        for kind, count in made.items():
            self.stdout.write(f"{kind.label}: {count}")
        self.stdout.write(self.style.SUCCESS(f"{sum(made.values())} entries are in the index."))
