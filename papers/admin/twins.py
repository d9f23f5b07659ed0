"""A row that is there already: refused with a link to it. One that looks like another: saved, and told."""

from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html


class TwinForm(forms.ModelForm):
    """Of a model that can find the other row with the same in a field: `twin(name)`."""

    def full_clean(self):
        super().full_clean()
        for name, errors in self.errors.items():
            for error in errors.as_data():
                if error.code == "unique" and name in self.fields and (twin := self.instance.twin(name)):
                    self.link(error, twin)

    def link(self, error, twin):
        message = " ".join(error.messages)
        address = reverse(f"admin:{twin._meta.app_label}_{twin._meta.model_name}_change", args=[twin.pk])
        # With no parameters left, Django gives the message out as it is, marked as safe.
        error.params = None
        error.message = format_html('{} <a href="{}">Open “{}”</a>', message, address, twin)


class LikenessAdmin(admin.ModelAdmin):
    """A model whose rows can look like another: `like(row)` on its QuerySet says which; needs MergeAdmin, too."""

    def save_model(self, request, row, form, change):
        super().save_model(request, row, form, change)
        if "title" in form.changed_data:
            self.tell_likeness(request, row)

    def tell_likeness(self, request, row):
        for other in self.model.objects.like(row)[:3]:
            link = format_html('<a href="{}">{}</a>', self.change_url(other), other)
            words = format_html("“{}” looks like {}: is it the same?", row, link)
            if self.has_merge_permission(request):
                words = format_html('{} <a href="{}">Merge them</a>', words, self.merge_url(other, row))
            self.message_user(request, words, messages.WARNING)

    def change_url(self, row):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
