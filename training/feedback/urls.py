"""Which address opens which view?"""

from django.urls import path

from training.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("give/", views.give, name="give"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.one, name="one"),
    path("requests/<int:pk>/decline/", views.decline, name="decline"),
]
