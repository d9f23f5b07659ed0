from sessions.models.announcement import Announcement, Webhook
from sessions.models.group import Group
from sessions.models.material import Material
from sessions.models.people import Presentation, Presenter
from sessions.models.reading import Reading
from sessions.models.session import Session
from sessions.models.slides import Deck, SlidePage

__all__ = [
    "Announcement",
    "Deck",
    "Group",
    "Material",
    "Presentation",
    "Presenter",
    "Reading",
    "Session",
    "SlidePage",
    "Webhook",
]
