"""Which address opens which view?"""

from django.urls import path

from training.coaching import views

app_name = "coaching"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("desk/", views.desk, name="desk"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("coaches/", views.coaches, name="coaches"),
    path("coaches/new/", views.new, name="new"),
    path("coaches/<int:pk>/offer/", views.offer, name="offer"),
    path("coaches/<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/share/", views.share, name="share"),
    path("<int:pk>/end/", views.end, name="end"),
    path("things/<int:pk>/", views.thing, name="thing"),
    path("things/<int:pk>/back/", views.back, name="back"),
]
