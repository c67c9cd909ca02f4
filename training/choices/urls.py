"""Which address opens which view?"""

from django.urls import path

from training.choices import views

app_name = "choices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("shared/", views.shared, name="shared"),
    path("share/", views.share, name="share"),
    path("shares/<int:pk>/stop/", views.stop, name="stop"),
    path("take-back/", views.take_back, name="take_back"),
]
