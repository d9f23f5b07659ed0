"""Which parts of a document are meetings: gather goes through the sections, evidence and openings tell.

Before that, belonging puts below a session what the document has beside it, with barred and given.
"""
