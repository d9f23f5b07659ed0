"""Who may do what: organizers edit all content and no users."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import transaction

ORGANIZERS = "Organizers"
CONTENT_APPS = ("papers", "reading_sessions")


@transaction.atomic
def grant_organizers(app_config, using, apps=apps, **kwargs):
    """After `migrate`: the Organizers group has every permission on this app's content.

    It only adds, so what an owner has granted beyond it stays.
    """
    if app_config.label not in CONTENT_APPS:
        return
    # Django makes them in the same signal, in an order that is not ours to rely on.
    create_permissions(app_config, using=using, apps=apps, verbosity=0)
    permission = apps.get_model("auth", "Permission")
    organizers, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=ORGANIZERS)
    organizers.permissions.add(*permission.objects.using(using).filter(content_type__app_label=app_config.label))
