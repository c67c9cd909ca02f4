"""Which address opens which view?"""

from django.urls import path

from training.rehearsals import views

app_name = "rehearsals"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("shared/", views.shared, name="shared"),
    path("begin/<slug:key>/", views.begin, name="begin"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("runs/<int:pk>/share/", views.share, name="share"),
    path("runs/<int:pk>/rest/", views.rest, name="rest"),
    path("runs/<int:pk>/forget/", views.forget, name="forget"),
    path("shares/<int:pk>/stop/", views.stop, name="stop"),
    path("scenarios/", views.scenarios, name="scenarios"),
    path("scenarios/upload/", views.upload, name="upload"),
    path("scenarios/<int:pk>/", views.version, name="version"),
    path("scenarios/<int:pk>/walk/", views.walk, name="walk"),
    path("scenarios/<int:pk>/export/", views.export, name="export"),
    path("scenarios/<int:pk>/publish/", views.publish, name="publish"),
    path("scenarios/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
