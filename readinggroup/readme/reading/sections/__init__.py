"""Which parts of a document are meetings: gather goes through it; evidence, openings, undated and doubts tell.

Before that, belonging puts below a session what the document has beside it, with barred and given.
"""
