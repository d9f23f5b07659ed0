from django.urls import path

from papers import views

# <anyslug:…> is papers.slugs.SlugConverter.
app_name = "papers"

urlpatterns = [
    path("papers/", views.PaperListView.as_view(), name="papers"),
    path("papers/<anyslug:slug>/", views.PaperView.as_view(), name="paper"),
    path("resources/", views.ResourceListView.as_view(), name="resources"),
]
