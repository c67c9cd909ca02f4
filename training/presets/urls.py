"""Which address opens which view?"""

from django.urls import path

from training.presets import views

app_name = "presets"
urlpatterns = [
    path("", views.presets, name="presets"),
    path("new/", views.new, name="new"),
    path("<slug:key>/", views.preset, name="preset"),
    path("<slug:key>/edit/", views.edit, name="edit"),
]
