from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError

from readinggroup.permissions import CONTENT_APPS
from sessions.models import Group


class Command(BaseCommand):
    help = (
        "Checks every row of the content against the rules of its model, which loaddata does not. "
        "Names the model, natural key, field and message of each row that fails, and exits with 1 if one does."
    )

    def handle(self, *args, **options):
        checked = failed = 0
        with Group.objects.active():
            for label in CONTENT_APPS:
                for model in apps.get_app_config(label).get_models():
                    for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
                        checked += 1
                        failed += self.check_row(row)
        if failed:
            raise CommandError(f"{failed} of {checked} rows break a rule.")
        self.stdout.write(self.style.SUCCESS(f"All {checked} rows keep the rules."))

    def check_row(self, row):
        """Prints what is wrong with the row; returns whether anything is."""
        try:
            row.full_clean()
        except ValidationError as error:
            key = ", ".join(str(part) for part in row.natural_key() if part) or row.pk
            for field, messages in error.message_dict.items():
                where = "the row" if field == NON_FIELD_ERRORS else field
                for message in messages:
                    self.stderr.write(f"{row._meta.label_lower} ({key}): {where}: {message}")
            return True
        return False
