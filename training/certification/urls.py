"""Which address opens which view?"""

from django.urls import path

from training.certification import views

app_name = "certification"
urlpatterns = [
    path("", views.ladders, name="ladders"),
    path("new/", views.new, name="new"),
    path("observations/<int:pk>/", views.observation, name="observation"),
    path("<slug:key>/", views.ladder, name="ladder"),
    path("<slug:key>/ask/", views.ask, name="ask"),
    path("<slug:key>/edit/", views.edit, name="edit"),
    path("<slug:key>/name/", views.name_one, name="name_one"),
]
