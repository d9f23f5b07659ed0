from sessions.models.group import Group
from sessions.models.material import Material
from sessions.models.people import Presentation, Presenter
from sessions.models.reading import Reading
from sessions.models.session import Session

__all__ = ["Group", "Material", "Presentation", "Presenter", "Reading", "Session"]
