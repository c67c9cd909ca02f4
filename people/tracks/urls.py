"""Which address opens which view?"""

from django.urls import path

from people.tracks import views

app_name = "tracks"
urlpatterns = [
    path("", views.lattice, name="lattice"),
    path("levels/<int:pk>/", views.level, name="level"),
    path("ladders/", views.ladders, name="ladders"),
    path("ladders/<int:pk>/", views.version, name="version"),
    path("ladders/<int:pk>/export/", views.export, name="export"),
    path("ladders/<int:pk>/heights/", views.heights, name="heights"),
    path("import/", views.upload, name="upload"),
    path("import/<int:pk>/", views.preview, name="preview"),
    path("grades/", views.grades, name="grades"),
]
