from django.core.management.commands import dumpdata

from readinggroup.models import Link, SearchEntry
from sessions.models import Announcement, Webhook

# What is made anew (the search's index, how links answered), and what is nobody else's business: a webhook's address
# is a secret, and dumps are handed around. pg_dump has it all.
LEFT_OUT = [model._meta.label for model in (SearchEntry, Link, Webhook, Announcement)]


class Command(dumpdata.Command):
    help = f"{dumpdata.Command.help} Left out are the search's index, the state of links, webhooks and their messages."

    def handle(self, *labels, exclude=(), **options):
        super().handle(*labels, exclude=[*exclude, *LEFT_OUT], **options)
