"""A session while it is put together: draft has its fields, and takes it line by line, cell by cell.

A Draft is made of layers: placing (where a link belongs), naming (the works of a line), adding (what a role adds),
draft (what a line is). Beside it, bodies walks what stands below a session, titles takes its first line apart,
produced tells what the session made from what it read, and verdict says at last whether it is one.
"""
