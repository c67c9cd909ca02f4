"""Which address opens which view?"""

from django.urls import path

from training.leavers import views

app_name = "leavers"
urlpatterns = [
    path("", views.leavers, name="leavers"),
    path("<int:pk>/", views.review, name="review"),
]
