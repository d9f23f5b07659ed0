from django.contrib import admin
from django.urls import include, path, re_path

from readinggroup import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("papers.urls")),
    path("", include("sessions.urls")),
    re_path(r"^accent-(?P<hexadecimal>[0-9a-f]{6})\.css$", views.accent, name="accent"),
    path("healthz", views.health, name="health"),
    path("admin/", admin.site.urls),
]
