"""Keeps the index: every save, delete and loaddata of what can be found, and of what it shows of other rows.

Who may see a row is asked when a visitor searches, so a change of status needs nothing here. What is written in bulk
sends no signal: the slides of a deck are read when the deck is saved, which comes last; `rebuild_search` does the rest.
"""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from papers.models import Paper, Resource
from readinggroup.search.index import index, remove
from readinggroup.search.kinds import BY_MODEL
from sessions.models import Deck, Group, Presentation, Presenter, Reading, Session


def index_rows(rows):
    index(BY_MODEL[rows.model], rows)


def of_a_row(sender, instance, **kwargs):
    index_rows(sender.objects.filter(pk=instance.pk))


def of_a_row_that_goes(sender, instance, **kwargs):
    remove(BY_MODEL[sender], [instance.pk])


# Tied to each model: a listener to all of them would make Django read whatever it deletes, row by row.
for model in BY_MODEL:
    post_save.connect(of_a_row, sender=model)
    post_delete.connect(of_a_row_that_goes, sender=model)


@receiver(post_save, sender=Deck)
def of_the_slides(instance, **kwargs):
    index_rows(instance.pages.all())


@receiver(post_save, sender=Paper)
@receiver(post_save, sender=Resource)
@receiver(post_save, sender=Presenter)
def of_sessions_that_name_it(instance, created, **kwargs):
    if not created:
        index_rows(Session.objects.filter(pk__in=instance.sessions.values("pk")))


@receiver(pre_save, sender=Reading)
@receiver(pre_save, sender=Presentation)
def note_former_session(sender, instance, **kwargs):
    instance._former_session = sender.objects.filter(pk=instance.pk).values_list("session", flat=True).first()


@receiver([post_save, post_delete], sender=Reading)
@receiver([post_save, post_delete], sender=Presentation)
def of_a_line(instance, **kwargs):
    keys = {instance.session_id, getattr(instance, "_former_session", None)} - {None}
    index_rows(Session.objects.filter(pk__in=keys))


@receiver([post_save, post_delete], sender=Group)
def of_the_group(**kwargs):
    """The word before the numbers is in every session's name."""
    index_rows(Session.objects.all())
