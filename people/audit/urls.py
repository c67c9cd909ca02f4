"""Which address opens which view?"""

from django.urls import path

from people.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.audit, name="audit"),
    path("figures.csv", views.figures, name="figures"),
    path("look/", views.look, name="look"),
    path("draw/", views.draw, name="draw"),
    path("seats/", views.seats, name="seats"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/assign/", views.assign, name="assign"),
    path("findings/<int:pk>/accept/", views.accept, name="accept"),
]
