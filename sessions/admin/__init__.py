"""The organizers' pages, a file for each file of the models."""

from sessions.admin import group, material, people, reading, session

__all__ = ["group", "material", "people", "reading", "session"]
