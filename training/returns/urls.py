"""Which address opens which view?"""

from django.urls import path

from training.returns import views

app_name = "returns"
urlpatterns = [
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/write/", views.write, name="write"),
]
