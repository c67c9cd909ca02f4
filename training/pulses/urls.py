"""Which address opens which view?"""

from django.urls import path

from training.pulses import views

app_name = "pulses"
urlpatterns = [
    path("<int:pk>/", views.pulse, name="pulse"),
    path("<int:pk>/share/", views.share, name="share"),
    path("<int:pk>/forget/", views.forget, name="forget"),
]
