"""The organizers' pages, a file for each file of the models."""

from papers.admin import paper, resource

__all__ = ["paper", "resource"]
