"""Which address belongs to which feature?"""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("people.urls")),
    path("", include("training.urls")),
]
