"""Which address opens which view?"""

from django.urls import path

from training.watches import views

app_name = "watches"
urlpatterns = [
    path("<int:pk>/", views.watch, name="watch"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/talk/<int:month>/", views.talk, name="talk"),
    path("<int:pk>/look-back/<int:month>/", views.look_back, name="look_back"),
]
