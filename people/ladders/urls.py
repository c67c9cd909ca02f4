"""Which address opens which view?"""

from django.urls import path

from people.ladders import views

app_name = "ladders"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/retire/", views.retire, name="retire"),
    path("<int:pk>/words/", views.words, name="words"),
    path("<int:pk>/changes/", views.changes, name="changes"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/over/", views.over, name="over"),
    path("<int:pk>/add-track/", views.add_track, name="add_track"),
    path("<int:pk>/add-competency/", views.add_competency, name="add_competency"),
    path("tracks/<int:pk>/", views.track, name="track"),
    path("tracks/<int:pk>/remove/", views.remove_track, name="remove_track"),
    path("tracks/<int:pk>/matrix/", views.matrix, name="matrix"),
    path("tracks/<int:pk>/add-level/", views.add_level, name="add_level"),
    path("levels/<int:pk>/", views.level, name="level"),
    path("levels/<int:pk>/move/", views.move_level, name="move_level"),
    path("levels/<int:pk>/remove/", views.remove_level, name="remove_level"),
    path("levels/<int:pk>/bring/", views.bring, name="bring"),
    path("competencies/<int:pk>/", views.competency, name="competency"),
    path("competencies/<int:pk>/move/", views.move_competency, name="move_competency"),
    path("competencies/<int:pk>/remove/", views.remove_competency, name="remove_competency"),
]
