"""Where browsers and phones look for the site's icon, whatever the page says."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def favicon(request):
    return redirect(static("icons/favicon.ico"))


@require_safe
def manifest(request):
    """How the site looks on a phone's home screen."""
    name = request.group.name or "Reading group"
    about = {
        "name": name,
        "short_name": name if len(name) <= 12 else "Reading",
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": "#faf7f0",
        "theme_color": "#faf7f0",
        "icons": [
            {"src": static(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json")
