from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from readinggroup.permissions import grant_organizers


class ReadingGroupConfig(AppConfig):
    name = "readinggroup"

    def ready(self):
        post_migrate.connect(grant_organizers, dispatch_uid="grant_organizers")
        import_module("readinggroup.search.follow")
