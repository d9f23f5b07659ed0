"""From a PDF to pages that can be looked at, read and searched.

render.py draws, in a process of its own; make.py sees to it that a deck is shown whole or not at all; follow.py asks
for the pages when a file comes; fetch.py brings the PDFs behind links.
"""

# The two pictures of a page: one to read, one for the film strip and for phones. Pixels of the longest side.
LARGE, SMALL = 1600, 480
