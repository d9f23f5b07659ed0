"""Which rows have a history. Slides are made from their file again; a webhook's address is nobody else's business."""

from papers.history import keep_history
from sessions.models import Group, Presenter, Session

keep_history(Session, lines=["readings", "presentations", "materials"])
keep_history(Presenter)
keep_history(Group)
