"""Which address opens which view?"""

from django.urls import path

from training.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("address/", views.make, name="make"),
    path("address/revoke/", views.revoke, name="revoke"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("meetings/<int:pk>.ics", views.meeting, name="meeting"),
    path("check-ins/<int:pk>.ics", views.check_in, name="check_in"),
    path("modules/<int:pk>.ics", views.module, name="module"),
]
