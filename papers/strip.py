"""The strip: the list of works as one band of cells, clear where covered, noise that thins out where not yet.

Drawn on the server as SVG. Each cell shows one of a few tiles of random pixels that the page holds once, so that a
list of 500 works costs 500 short references and not 500 drawings.
"""

import random
from dataclasses import dataclass

from papers.models import Paper

Status = Paper.Status

WIDTH, HEIGHT = 6, 10  # pixels of a tile
DENSITIES = [0.66, 0.58, 0.5, 0.43, 0.37, 0.31, 0.26, 0.21]
VARIANTS = 3  # tiles of each density, so that neighbours differ


def tile(density, seed):
    """A path of unit squares: about this share of WIDTH × HEIGHT pixels, always the same ones for one seed."""
    chance = random.Random(seed)
    on = set(chance.sample(range(WIDTH * HEIGHT), round(density * WIDTH * HEIGHT)))
    path = []
    for row in range(HEIGHT):
        column = 0
        while column < WIDTH:
            run = 0
            while column + run < WIDTH and row * WIDTH + column + run in on:
                run += 1
            if run:
                path.append(f"M{column} {row}h{run}v1h-{run}z")
            column += run + 1
    return "".join(path)


TILES = [
    {"id": f"noise-{level}-{variant}", "path": tile(density, f"{level}/{variant}")}
    for level, density in enumerate(DENSITIES)
    for variant in range(VARIANTS)
]


@dataclass
class Cell:
    paper: Paper
    drawing: str  # the id of a tile, "plain" for a solid cell, nothing for an empty one
    label: str  # what the cell says besides the paper's name


def cells(papers, next_papers=()):
    """One Cell a paper, which has its `status`; the noise thins out from the first work that waits to the last."""
    waiting = [paper.pk for paper in papers if paper.status in (Status.TO_COVER, Status.SCHEDULED)]
    place = {pk: number for number, pk in enumerate(waiting)}
    drawn = []
    for paper in papers:
        drawing = "plain" if paper.status == Status.COVERED else ""
        if paper.pk in place:
            level = place[paper.pk] * len(DENSITIES) // len(waiting)
            drawing = f"noise-{level}-{place[paper.pk] % VARIANTS}"
        label = "in the next session" if paper.pk in next_papers else Status(paper.status).label.lower()
        drawn.append(Cell(paper, drawing, label))
    return drawn
