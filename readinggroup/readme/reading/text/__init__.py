"""From a text to a tree of blocks: what Markdown, and the HTML in it, say of structure. Nothing here knows of meetings.

mending → markup (elements) → inline (pieces of a line) and blocks (headings, lists, tables), as tree.py has them.
"""
