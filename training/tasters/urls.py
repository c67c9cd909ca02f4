"""Which address opens which view?"""

from django.urls import path

from training.tasters import views

app_name = "tasters"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("offer/", views.offer, name="offer"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.taster, name="taster"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/note/", views.note, name="note"),
    path("<int:pk>/afterwards/", views.afterwards, name="afterwards"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
]
