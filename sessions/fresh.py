"""For what programs ask for again and again: calendars, feeds, the site map."""

from functools import wraps

from django.views.decorators.http import conditional_page


def asked_again(view):
    """Answers 304 while the content is the same, by its fingerprint (ETag) and not by a date: when a session is taken
    back or deleted, what is left has only older dates, and the passing of time has none.

    A program that keeps the answer asks each time whether it still holds.
    """

    @conditional_page
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers.pop("Last-Modified", None)
            response.headers["Cache-Control"] = "no-cache"
        return response

    return answer
