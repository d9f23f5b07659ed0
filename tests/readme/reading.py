"""What tests of reading look at, in short."""

from readinggroup.readme.reading import read

PAPER = "https://arxiv.org/abs/2301.00001"
OTHER = "https://arxiv.org/abs/2302.00002"


def told(document, **options):
    """Of each session: its day, title, addresses of readings and of materials, names."""
    return [
        (
            session.date and session.date.isoformat(),
            session.title,
            [work.url for work in session.readings],
            [material.url for material in session.materials],
            [person.name for person in session.people],
        )
        for session in read(document, **options).sessions
    ]
