"""Which address opens which view?"""

from django.urls import path

from people.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/", views.preview, name="preview"),
]
