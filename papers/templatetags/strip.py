from django import template

from papers.models import Paper
from papers.strip import HEIGHT, TILES, WIDTH, cells

register = template.Library()


@register.inclusion_tag("papers/_strip.html")
def strip(papers, size="large", next_papers=()):
    """The strip of these papers (with their status); `next_papers` are the keys of those to mark as next."""
    drawn = cells(papers, next_papers)
    key = []
    for status in Paper.Status:
        mine = [cell for cell in drawn if cell.paper.status == status]
        if mine:
            key.append((status.value, status.label.lower(), len(mine), mine[0].drawing))
    used = {cell.drawing for cell in drawn}
    return {
        "cells": drawn,
        "key": key,
        "tiles": [tile for tile in TILES if tile["id"] in used],
        "width": WIDTH,
        "height": HEIGHT,
        "size": size,
        "few": len(drawn) <= 16,
        "next_papers": next_papers,
    }
