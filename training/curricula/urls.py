"""Which address opens which view?"""

from django.urls import path

from training.curricula import editor_views as editor
from training.curricula import views, workshop_views

app_name = "curricula"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("record/", views.learning_record, name="learning_record"),
    path("team/", views.team, name="team"),
    path("sessions/<int:pk>/", workshop_views.session, name="session"),
    path("sessions/<int:pk>/event.ics", workshop_views.event, name="event"),
    path("sessions/<int:pk>/attendance/", workshop_views.attendance, name="attendance"),
    path("sessions/<int:pk>/change/", workshop_views.change, name="change"),
    path("cohorts/<int:pk>/", workshop_views.cohort, name="cohort"),
    path("cohorts/<int:pk>/schedule/", workshop_views.schedule, name="schedule"),
    path("enrolments/<int:pk>/spare/", workshop_views.spare, name="spare"),
    path("courses/", editor.courses, name="courses"),
    path("courses/<int:pk>/confirm/", editor.confirm, name="confirm"),
    path("proofs/<int:pk>/", views.proof, name="proof"),
    path("programmes/", editor.programmes, name="programmes"),
    path("programmes/new/", editor.new, name="new"),
    path("programmes/import/", editor.upload, name="upload"),
    path("programmes/<slug:programme>/", editor.followers, name="followers"),
    path("programmes/<slug:programme>/edit/", editor.edit, name="edit"),
    path("programmes/<slug:programme>/edit/<slug:key>/", editor.edit_module, name="edit_module"),
    path("programmes/<slug:programme>/preview/", editor.preview, name="preview"),
    path("programmes/<slug:programme>/preview/<slug:key>/", editor.preview_module, name="preview_module"),
    path("programmes/<slug:programme>/publish/", editor.publish, name="publish"),
    path("programmes/<slug:programme>/export/", editor.export, name="export"),
    path("programmes/<slug:programme>/sessions/new/", workshop_views.plan, name="plan"),
    path("programmes/<slug:programme>/cohorts/new/", workshop_views.form_cohort, name="form_cohort"),
    path("<slug:programme>/", views.programme, name="programme"),
    path("<slug:programme>/follow/", views.follow, name="follow"),
    path("<slug:programme>/<slug:key>/", views.module, name="module"),
]
