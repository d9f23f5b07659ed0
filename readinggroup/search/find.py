"""Asks the index, ranks what it gives, and reads the rows that are shown."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left

from readinggroup.models import SearchEntry
from readinggroup.search.kinds import KINDS

# So many of a kind are looked at. The cost of a question is bounded by it, however common the words; who finds more
# wants another word rather than page 51.
MOST = 1_000
# How much of a text is looked at to rank it.
RANKED = 1_500


class Group:
    """The hits of one kind, best first. `found` is a list of keys: (object_id, place)."""

    def __init__(self, kind, question):
        self.kind = kind
        self.question = question
        entries = candidates(kind, question)
        self.has_more = len(entries) > MOST
        if self.has_more:
            # Too many to look at: first those that have the words in their names.
            named = candidates(kind, question, in_names=True)
            entries = list(dict.fromkeys([*named[:MOST], *entries]))[:MOST]
        entries.sort(key=lambda entry: rank(entry, question))
        self.found = [entry[:2] for entry in entries]
        self.exact = [entry[:2] for entry in entries if kind.has_names and is_exact(entry, question)]

    def __len__(self):
        return len(self.found)

    def hits(self, keys):
        """What is shown of these keys, in their order; asks once more who may see them."""
        rows = self.kind.shown(self.kind.public().filter(pk__in=[key for key, _ in keys]))
        rows = {row.pk: row for row in rows}
        hits = []
        for key, place in keys:
            parts = self.kind.parts(rows[key]) if key in rows else []
            hits += [Hit(self.kind, rows[key], part, self.question) for part in parts if part.place == place]
        return hits


class Hit:
    def __init__(self, kind, row, part, question):
        self.title = question.mark(part.names[0])
        self.excerpt = question.excerpt(part.text)
        self.url = kind.url(row, part)
        self.where = kind.where(row, part)
        self.picture = kind.picture(row)


def candidates(kind, question, in_names=False):
    """Up to MOST entries and one more: (object_id, place, names, words) of those that the public may see."""
    # Asked of each row that matches, by its key. Of EXISTS or IN, PostgreSQL makes a list of all slides first.
    visible = Subquery(kind.public().order_by().filter(pk=OuterRef("object_id")).values("pk")[:1])
    whole = [word for word in question.words if len(word) == 1]
    beginnings = [word for word in question.words if len(word) > 1]
    entries = SearchEntry.objects.matching(kind.slug, beginnings, whole, in_names).alias(visible=visible)
    entries = entries.filter(visible__isnull=False)
    return list(entries.values_list("object_id", "place", "names", Left("words", RANKED))[: MOST + 1])


def is_exact(entry, question):
    return question.name in entry[2].split(" | ")


def rank(entry, question):
    """Sorts entries, best first: those so called, those with the words in their names, with whole words rather than
    beginnings, with more of them in less text; the newest of equals."""
    object_id, place, names, words = entry
    names, words = f" {names} ", f" {words} "
    in_names = sum(f" {word}" in names for word in question.words)
    whole = sum(f" {word} " in names or f" {word} " in words for word in question.words)
    often = sum(min(words.count(f" {word}"), 8) for word in question.words)
    return not is_exact(entry, question), -in_names, -whole, -often / (200 + len(words)), -object_id, place


def find(question):
    """A group for each kind that has hits; the one with a sole exact match stands first."""
    groups = [group for group in (Group(kind, question) for kind in KINDS) if group.found] if question else []
    exact = [group for group in groups for _ in group.exact]
    if len(exact) == 1:
        groups.remove(exact[0])
        groups.insert(0, exact[0])
    return groups
