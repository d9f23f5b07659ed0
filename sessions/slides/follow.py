"""Asks for the pages of a PDF as soon as there is one, and clears away those of one that is gone."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from sessions.models import Deck, Material
from sessions.slides.make import clear, request


@receiver(post_save, sender=Material)
def ask_for_pages(instance, raw=False, **kwargs):
    """Not for loaded data, which may bring the pages along; make_slides finds what is without."""
    if raw:
        return
    pdf = instance.pdf
    deck = Deck.objects.filter(material=instance).first()
    if pdf is None and deck:
        deck.delete()
    elif pdf and (deck is None or deck.work_file != pdf.name):
        request(instance)


@receiver(post_delete, sender=Deck)
def clear_away(instance, **kwargs):
    for folder in {instance.folder, instance.work_folder}:
        transaction.on_commit(partial(clear, folder))
