from django.urls import path

from papers import views
from papers.citations import views as citations

# <anyslug:…> is papers.slugs.SlugConverter, <citation:…> papers.citations.views.EndingConverter.
app_name = "papers"

urlpatterns = [
    path("papers/", views.PaperListView.as_view(), name="papers"),
    path("papers/<anyslug:slug>/", views.PaperView.as_view(), name="paper"),
    path("papers.<citation:ending>", citations.papers, name="citations"),
    path("papers/<anyslug:slug>.<citation:ending>", citations.paper, name="citation"),
    path("resources/", views.ResourceListView.as_view(), name="resources"),
]
