"""Which parts of a document are meetings: gather goes through the sections, evidence, openings and undated tell.

Before that, belonging puts below a session what the document has beside it, with barred and given.
"""
