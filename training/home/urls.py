"""Which address opens which view?"""

from django.urls import path

from training.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("team/", views.team, name="team"),
    path("trials/overview/", views.overview, name="overview"),
    path("demo/week/", views.week, name="week"),
]
