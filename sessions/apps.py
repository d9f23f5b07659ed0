from importlib import import_module

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # Django's own app of log-in sessions has the label "sessions".
    label = "reading_sessions"
    verbose_name = "Reading sessions"

    def ready(self):
        # Signals can only be tied once all models are there.
        import_module("sessions.changes")
        import_module("sessions.versions")
        import_module("sessions.slides.follow")
