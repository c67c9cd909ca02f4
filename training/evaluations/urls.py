"""Which address opens which view? Answering has one address for all: it says nothing about whom."""

from django.urls import path

from training.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("answer/", views.answer, name="answer"),
    path("keep/", views.keep, name="keep"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/read/", views.read, name="read"),
    path("<int:pk>/coach/", views.coach, name="coach"),
    path("<int:pk>/share/", views.share, name="share"),
    path("<int:pk>/goal/", views.goal, name="goal"),
    path("<int:pk>/shared/", views.shared, name="shared"),
    path("<int:pk>/peers/", views.peers, name="peers"),
    path("peers/<int:pk>/judge/", views.judge, name="judge"),
    path("<int:pk>/talk/", views.talk, name="talk"),
    path("<int:pk>/below/", views.below, name="below"),
    path("cycles/", views.cycles, name="cycles"),
    path("cycles/plan/", views.plan, name="plan"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/call-off/", views.call_off, name="call_off"),
    path("cycles/<int:pk>/ask-again/", views.ask_again, name="ask_again"),
    path("questionnaires/", views.questionnaires, name="questionnaires"),
    path("questionnaires/import/", views.upload, name="upload"),
    path("questionnaires/<int:pk>/", views.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/edit/", views.edit, name="edit"),
    path("questionnaires/<int:pk>/publish/", views.publish, name="publish"),
]
