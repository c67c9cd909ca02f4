"""Which address opens which view?"""

from django.urls import path

from training.curricula import views

app_name = "curricula"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<slug:programme>/", views.programme, name="programme"),
    path("<slug:programme>/follow/", views.follow, name="follow"),
    path("<slug:programme>/<slug:key>/", views.module, name="module"),
]
