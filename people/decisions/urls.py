"""Which address opens which view?"""

from django.urls import path

from people.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("rights/", views.rights, name="rights"),
    path("rights/new/", views.add, name="add"),
    path("rights/<int:pk>/", views.right, name="right"),
    path("rights/<int:pk>/change/", views.change, name="change"),
    path("rights/<int:pk>/team/", views.replace, name="replace"),
    path("rights/<int:pk>/remove/", views.remove, name="remove"),
    path("queue/", views.queue, name="queue"),
    path("queue/new/", views.raise_one, name="raise_one"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/prepare/", views.prepare, name="prepare"),
    path("<int:pk>/voices/", views.voice, name="voice"),
    path("<int:pk>/advise/", views.advise, name="advise"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/look-again/", views.look_again, name="look_again"),
]
