"""Which address opens which view?"""

from django.urls import path

from people.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.duties, name="duties"),
    path("managers/", views.managers, name="managers"),
    path("managers/<int:pk>/", views.manager, name="manager"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:key>/", views.duty, name="duty"),
    path("<slug:key>/done/", views.done, name="done"),
    path("<slug:key>/propose/", views.propose, name="propose"),
    path("<slug:key>/edit/", views.edit, name="edit"),
    path("<slug:key>/settle/", views.settle, name="settle"),
]
