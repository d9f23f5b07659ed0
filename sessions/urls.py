from django.urls import path

from sessions import calendar, feeds, uploads, views

# <anyslug:…> is papers.slugs.SlugConverter.
app_name = "sessions"

urlpatterns = [
    path("sessions/", views.ScheduleView.as_view(), name="schedule"),
    path("sessions/next/", views.next_session, name="next"),
    path("sessions/latest/", views.latest_session, name="latest"),
    path("sessions/feed.atom", feeds.session_feed, name="feed"),
    path("sessions/material.atom", feeds.material_feed, name="material-feed"),
    path("sessions/<int:number>/", views.session_by_number, name="number"),
    path("sessions/<anyslug:slug>/", views.SessionView.as_view(), name="session"),
    path("sessions/<anyslug:slug>.ics", calendar.one_session, name="event"),
    path("calendar.ics", calendar.all_sessions, name="calendar"),
    path("presenters/", views.PresenterListView.as_view(), name="presenters"),
    path("presenters/<anyslug:slug>/", views.PresenterView.as_view(), name="presenter"),
    path("presenters/<anyslug:slug>/feed.atom", feeds.presenter_feed, name="presenter-feed"),
    path("media/<path:name>", uploads.uploads, name="uploads"),
]
