from django.core.management import call_command
from django.core.management.base import BaseCommand

from papers.models import Paper
from sessions.models import Group, Session

SEED = "diffusion_reading_group"


class Command(BaseCommand):
    help = (
        "Loads the Diffusion Reading Group's data into an empty database; where there is any content, it does nothing."
    )

    def handle(self, *args, **options):
        if any(model.objects.exists() for model in (Group, Paper, Session)):
            self.stdout.write("There is content already; the seed is left out.")
        else:
            call_command("loaddata", SEED)
