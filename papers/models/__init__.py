from papers.models.paper import Paper
from papers.models.resource import Resource

__all__ = ["Paper", "Resource"]
