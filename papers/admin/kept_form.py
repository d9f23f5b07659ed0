"""A form of the admin comes back with what was typed before the log-in expired (papers/kept_forms.py)."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html

from papers.admin.holding import HoldingAdmin
from papers.kept_forms import FORGET, KEPT, LOOK, told

NOT_YET = "Nothing is saved yet. Here is what you wrote: look it over, and save."


class KeptFormAdmin(HoldingAdmin):
    """A form that comes back with what was typed before the log-in expired."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        kept = request.session.get(KEPT)
        is_here = kept is not None and kept["path"] == request.path
        if request.method == "POST" and FORGET in request.POST:
            request.session.pop(KEPT, None)
            return redirect(request.path)
        if request.method == "POST" and LOOK in request.POST:
            self.hold(request, "", None, ValidationError(NOT_YET))
        elif request.method == "GET" and is_here:
            request.method, request.POST, request._files = "POST", QueryDict(kept["data"]), MultiValueDict()
            self.hold(request, "", None, notice(kept["files"]))
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if is_here and request.method == "POST" and response.status_code == 302:
            request.session.pop(KEPT, None)
        return response


def notice(files):
    """What happened, and a way out."""
    # Of the page's other form: in this one, the Enter key would press it.
    button = '<button form="desk-button" name="{}" value="1" class="forget">Forget what I wrote</button>'
    return ValidationError(format_html("{} " + button, told(files), FORGET))
