"""Which address belongs to which feature of training?"""

from django.urls import include, path

urlpatterns = [
    path("", include("training.home.urls")),
]
