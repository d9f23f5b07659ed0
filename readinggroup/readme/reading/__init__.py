"""Reading a README: from the text of a group's document to what it says of the group, see found.py beside.

The way of a document is document.py; each part knows only those above it here:

    decoding    bytes to text, or a refusal in plain words
    text/       text to a tree of blocks, of pieces with their line
    links/      what an address leads to
    when/       dates, times, terms; day and month told apart, missing years
    words/      what one line says: labels, numbers, people, works
    drafts/     a session while it is put together
    tables/     rows that are meetings
    sections/   which parts of the document are meetings
    yaml/       meetings in the front matter, or in a document of YAML
    finishing   drafts to sessions
    weeks       meetings over several tables
    same_day    meetings with an entry for each talk
    listed      lists of papers that are not sessions
    regular     the most regular structure, where nothing else was read
    about       what the document says of the group
    account     every link in some place, or in a remark
"""

from readinggroup.readme.reading.decoding import NotReadableError
from readinggroup.readme.reading.document import read

__all__ = ["NotReadableError", "read"]
