"""Asks the right service about a row, or about many, and puts the answers in."""

import time
from collections import Counter

from papers.identifiers import host, is_youtube
from papers.metadata import arxiv, crossref, page
from papers.metadata.ask import LONG, AbsentError, NoAnswerError
from papers.metadata.fill import fail, fill
from papers.models import Paper
from papers.web import WebError

NOTHING_TO_ASK = "It has neither an arXiv id nor a DOI nor a web address to ask about."
LEFT = "{} could not be reached before; left for the next time."
NO_TIME = "There was no time for this one; left for the next time."
# When a service of many papers gives no answer so often in a row, the others need not wait for it, too.
ENOUGH = 2


def source(row):
    """Whom to ask about the row: a service's name, or the host of a page; nothing where there is nobody."""
    if isinstance(row, Paper) and row.arxiv_id:
        return "arXiv"
    if isinstance(row, Paper) and row.doi:
        return "Crossref"
    return "YouTube" if is_youtube(row.url) else host(row.url)


def facts_about(row, patience):
    """The Facts, from whoever knows them; the row may be unsaved. Raises ask.py's errors."""
    if isinstance(row, Paper) and row.arxiv_id:
        return arxiv.fetch(row.arxiv_id, patience)
    if isinstance(row, Paper) and row.doi:
        return crossref.fetch(row.doi, patience)
    if not row.url:
        raise AbsentError(NOTHING_TO_ASK)
    return page.fetch_paper(row.url, patience) if isinstance(row, Paper) else page.fetch(row.url, patience)


def fetch(row, patience=LONG):
    """Fetches the facts about one row; returns the problem where there are none, else None. Never raises it."""
    [(_, outcome)] = fetch_all([row], patience)
    return outcome if isinstance(outcome, WebError) else None


def fetch_all(rows, patience=LONG, seconds=None):
    """Fetches the facts about these rows, arXiv's by the hundred; within so many seconds, if they are given.

    Yields each row with what came of it when it is saved: whether anything is new, or the problem.
    """
    end = time.monotonic() + seconds if seconds else float("inf")
    failures = Counter()
    for name, group in groups(rows):
        if time.monotonic() >= end:
            problem = NoAnswerError(NO_TIME)
        elif failures[name] >= ENOUGH:
            problem = NoAnswerError(LEFT.format(name))
        else:
            problem = None
        try:
            if problem:
                raise problem
            answers = about(group, patience)
        except WebError as error:
            answers = [(row, error) for row in group]
        for row, answer in answers:
            if isinstance(answer, NoAnswerError):
                failures[name] += 1
            else:
                failures[name] = 0
            yield row, settle(row, answer)


def groups(rows):
    """The rows by what can be asked about at once, each group with the name of whom to ask."""
    papers = []
    for row in rows:
        if source(row) == "arXiv":
            papers.append(row)
        else:
            yield source(row), [row]
    for start in range(0, len(papers), arxiv.AT_ONCE):
        yield "arXiv", papers[start : start + arxiv.AT_ONCE]


def about(group, patience):
    """What is known of these rows: a list of pairs of a row and its Facts, or the problem."""
    if len(group) == 1:
        return [(group[0], facts_about(group[0], patience))]
    try:
        found = arxiv.fetch_many([row.arxiv_id for row in group], patience)
    except AbsentError:
        # One id that it cannot read, and arXiv answers to none: in halves, until that one stands alone.
        half = len(group) // 2
        return [*about_half(group[:half], patience), *about_half(group[half:], patience)]
    absent = {row.pk: AbsentError(arxiv.UNKNOWN.format(row.arxiv_id)) for row in group}
    return [(row, found.get(arxiv.canonical(row.arxiv_id), absent[row.pk])) for row in group]


def about_half(group, patience):
    try:
        return about(group, patience)
    except WebError as problem:
        return [(row, problem) for row in group]


def settle(row, answer):
    if isinstance(answer, WebError):
        fail(row, answer)
        return answer
    return fill(row, answer)
