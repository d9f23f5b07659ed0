"""Addresses that last: a slug made from the row's own words, and old slugs that lead to the new one for good."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.urls import register_converter
from django.utils.text import slugify

from papers.kept import Kept
from papers.letters import plain

LENGTH = 120


class SlugConverter:
    """Letters of any script, digits, - and _, no more than a slug holds: nothing that a database would choke on."""

    regex = rf"[-\w]{{1,{LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SlugConverter, "anyslug")


class SluggedQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def formerly(self, slug):
        """The row that once had this slug, or None."""
        found = self.filter(former_slugs__contains=f" {slug} ")
        # SQLite's LIKE ignores case, a slug does not.
        return next((row for row in found if slug in row.former_slugs.split()), None)


class Slugged(Kept):
    """A model with an address of its own. The old slugs stay in the row, so that whoever may not see the row
    is not told its new address, and nothing is left behind when it goes."""

    slug = models.SlugField(
        "address",
        max_length=LENGTH,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text="The last part of the page's web address. Leave it empty to have it made; after a change, "
        "the old address leads to the new one.",
    )
    former_slugs = models.TextField(blank=True, editable=False)

    objects = SluggedQuerySet.as_manager()

    # Words that the URLs of a page's neighbours use.
    reserved_slugs = frozenset()

    class Meta(Kept.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.free_slug()
        before = getattr(self, "_loaded", {}).get("slug")
        if before and before != self.slug:
            kept = [slug for slug in self.former_slugs.split() if slug not in (before, self.slug)]
            self.former_slugs = f" {' '.join([*kept, before])} "
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "former_slugs"}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.slug in self.reserved_slugs or self.slug.isdecimal():
            raise ValidationError({"slug": "This address is used by the site itself. Choose another, with words."})

    def slug_words(self):
        """The words that the slug is made from."""
        raise NotImplementedError

    def natural_key(self):
        return (self.slug,)

    def free_slug(self):
        words = self.slug_words()
        # Plain letters where there are any; else the letters of the script the title is written in.
        stem = plain_slug(words) or slugify(words, allow_unicode=True) or self._meta.model_name
        stem = stem[: LENGTH - 5].strip("-_")
        if stem.isdecimal() or stem in self.reserved_slugs:
            stem = f"{self._meta.model_name}-{stem}"
        taken = set(
            type(self)._default_manager.filter(slug__startswith=stem).exclude(pk=self.pk).values_list("slug", flat=True)
        )
        slug, number = stem, 2
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        return slug


def plain_slug(words):
    """In plain letters, as far as there are any: "Łukasz Kaiser" is lukasz-kaiser."""
    return slugify(plain(words))


def named(rows, slug):
    """The row of this slug, else the one that once had it: its `slug` then differs. Http404 where there is none."""
    row = rows.filter(slug=slug).first() or rows.formerly(slug)
    if row is None:
        raise Http404
    return row


class FormerSlugMixin:
    """For a DetailView over a Slugged model: an old slug answers with a permanent redirect."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            row = self.get_queryset().formerly(kwargs["slug"])
            if row is None:
                raise
            return redirect(row, permanent=True)
