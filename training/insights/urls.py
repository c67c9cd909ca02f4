"""Which address opens which view?"""

from django.urls import path

from training.insights import views

app_name = "insights"
urlpatterns = [
    path("", views.insights, name="insights"),
    path("figures.csv", views.figures, name="figures"),
    path("draw/", views.draw, name="draw"),
]
