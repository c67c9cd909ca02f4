"""Which address opens which view?"""

from django.urls import path

from training.impact import views

app_name = "impact"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("entries/<int:pk>/", views.entry, name="entry"),
    path("entries/<int:pk>/remove/", views.remove, name="remove"),
    path("words/", views.words, name="words"),
    path("sheet/", views.sheet, name="sheet"),
    path("sheet.md", views.markdown, name="markdown"),
    path("initiatives/", views.initiatives, name="initiatives"),
    path("initiatives/new/", views.start, name="start"),
    path("initiatives/<int:pk>/", views.initiative, name="initiative"),
    path("initiatives/<int:pk>/change/", views.change, name="change"),
    path("initiatives/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("initiatives/<int:pk>/share/", views.share, name="share"),
    path("initiatives/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("initiatives/<int:pk>/end/", views.end, name="end"),
    path("postmortems/", views.postmortems, name="postmortems"),
    path("postmortems/new/", views.write, name="write"),
    path("postmortems/<int:pk>/", views.postmortem, name="postmortem"),
    path("postmortems/<int:pk>/change/", views.rewrite, name="rewrite"),
    path("postmortems/<int:pk>/share/", views.share_postmortem, name="share_postmortem"),
    path("postmortems/<int:pk>/actions/", views.act, name="act"),
    path("postmortems/actions/<int:pk>/done/", views.done, name="done"),
    path("stakeholders/", views.stakeholders, name="stakeholders"),
    path("stakeholders/new/", views.add, name="add"),
    path("stakeholders/<int:pk>/", views.stakeholder, name="stakeholder"),
    path("stakeholders/<int:pk>/change/", views.edit, name="edit"),
    path("stakeholders/<int:pk>/remove/", views.forget, name="forget"),
]
