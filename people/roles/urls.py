"""Which address opens which view?"""

from django.urls import path

from people.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("new/", views.new, name="new"),
    path("take-over/", views.take_over, name="take_over"),
    path("<int:pk>/", views.role, name="role"),
    path("<int:pk>/give/", views.give, name="give"),
    path("holders/<int:pk>/end/", views.end, name="end"),
]
