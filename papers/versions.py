"""Which rows have a history."""

from papers.history import keep_history
from papers.models import Paper, Resource

keep_history(Paper)
keep_history(Resource)
