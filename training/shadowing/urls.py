"""Which address opens which view?"""

from django.urls import path

from training.shadowing import views

app_name = "shadowing"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("ask/", views.ask, name="ask"),
    path("consents/<int:pk>/", views.consent, name="consent"),
    path("meetings/<int:pk>/note/", views.note, name="note"),
    path("meetings/<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/off/", views.off, name="off"),
    path("<int:pk>/meeting/", views.add, name="add"),
    path("<int:pk>/debrief/", views.debrief, name="debrief"),
]
