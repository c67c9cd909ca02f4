"""Which address opens which view?"""

from django.urls import path

from training.choices import views

app_name = "choices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("explore/", views.explore, name="explore"),
    path("explore/both-tracks/", views.both_tracks, name="both_tracks"),
    path("explore/seen/", views.seen, name="seen"),
    path("explore/forget/", views.forget, name="forget"),
    path("week/", views.week, name="week"),
    path("preview/<int:pk>/", views.preview, name="preview"),
    path("shared/", views.shared, name="shared"),
    path("share/", views.share, name="share"),
    path("shares/<int:pk>/stop/", views.stop, name="stop"),
    path("take-back/", views.take_back, name="take_back"),
]
