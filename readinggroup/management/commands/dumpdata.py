from django.core.management.commands import dumpdata

from readinggroup.models import SearchEntry


class Command(dumpdata.Command):
    help = f"{dumpdata.Command.help} The search's index is left out: loaddata makes it anew."

    def handle(self, *labels, exclude=(), **options):
        super().handle(*labels, exclude=[*exclude, SearchEntry._meta.label], **options)
