"""Meetings in YAML: in the matter before a document, or in a document that is nothing else."""
