from django.http import FileResponse
from django.middleware.gzip import GZipMiddleware


class PageGZipMiddleware(GZipMiddleware):
    """Compresses pages. Uploads and pictures are compressed already, and may be large."""

    def process_response(self, request, response):
        return response if isinstance(response, FileResponse) else super().process_response(request, response)


class PermissionsPolicyMiddleware:
    """Tells browsers that no page of the site uses a camera, a microphone or where the visitor is."""

    features = "camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = ", ".join(f"{feature}=()" for feature in self.features)
        return response
