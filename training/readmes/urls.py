"""Which address opens which view?"""

from django.urls import path

from training.readmes import views

app_name = "readmes"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("publish/", views.publish, name="publish"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("still-true/", views.still_true, name="still_true"),
    path("card/", views.card, name="card"),
    path("of/<int:pk>/", views.readme, name="readme"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("comments/<int:pk>/remove/", views.remove, name="remove"),
]
