"""Which address opens which view?"""

from django.urls import path

from training.playbooks import views

app_name = "playbooks"
urlpatterns = [
    path("", views.playbooks, name="playbooks"),
    path("new/", views.new, name="new"),
    path("about-me/", views.about_me, name="about_me"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("runs/<int:pk>/close/", views.close, name="close"),
    path("runs/<int:pk>/open/", views.open_run, name="open_run"),
    path("runs/steps/<int:pk>/tick/", views.tick, name="tick"),
    path("runs/steps/<int:pk>/move/", views.move, name="move"),
    path("<slug:key>/", views.playbook, name="playbook"),
    path("<slug:key>/versions/<int:number>/", views.version, name="version"),
    path("<slug:key>/edit/", views.edit, name="edit"),
    path("<slug:key>/start/", views.start, name="start"),
    path("<slug:key>/ask-hr/", views.ask_hr, name="ask_hr"),
]
