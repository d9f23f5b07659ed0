from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = "Papers and resources"

    def ready(self):
        # Only now are all models there.
        import_module("papers.versions")
