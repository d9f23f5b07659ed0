from django.utils import timezone

from sessions.models import Group


class GroupMiddleware:
    """Reads the group once a request, and makes its zone the one in which times are shown and typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with Group.objects.active() as group, timezone.override(group.zone):
            request.group = group
            return self.get_response(request)
