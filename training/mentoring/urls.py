"""Which address opens which view?"""

from django.urls import path

from training.mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("offer/", views.offer, name="offer"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.pair, name="pair"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/topics/", views.add_topic, name="add_topic"),
    path("<int:pk>/session/", views.note, name="note"),
    path("<int:pk>/insights/", views.add_insight, name="add_insight"),
    path("insights/<int:pk>/", views.change, name="change"),
    path("<int:pk>/end/", views.end, name="end"),
]
