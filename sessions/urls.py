from django.urls import path

from sessions import views

# <anyslug:…> is papers.slugs.SlugConverter.
app_name = "sessions"

urlpatterns = [
    path("sessions/", views.ScheduleView.as_view(), name="schedule"),
    path("sessions/next/", views.next_session, name="next"),
    path("sessions/latest/", views.latest_session, name="latest"),
    path("sessions/<int:number>/", views.session_by_number, name="number"),
    path("sessions/<anyslug:slug>/", views.SessionView.as_view(), name="session"),
    path("presenters/", views.PresenterListView.as_view(), name="presenters"),
    path("presenters/<anyslug:slug>/", views.PresenterView.as_view(), name="presenter"),
    path("media/<path:name>", views.uploads, name="uploads"),
]
