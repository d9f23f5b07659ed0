"""One box over everything: sessions, papers, slides, chapters, people, resources.

words.py says what a word is, for the index and for the marks in an excerpt alike; kinds.py what of each model is
searched and where a hit leads; follow.py keeps the index; find.py asks it; views.py shows the answer.
"""
