from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    # Django's own app of log-in sessions has the label "sessions".
    label = "reading_sessions"
    verbose_name = "Reading sessions"
