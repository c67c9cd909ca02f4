"""Which address opens which view?"""

from django.urls import path

from training.trials import before_views, views

app_name = "trials"
urlpatterns = [
    path("", views.trials, name="trials"),
    path("nominate/", before_views.nominate, name="nominate"),
    path("<int:pk>/", views.trial, name="trial"),
    path("<int:pk>/contract/", before_views.contract, name="contract"),
    path("<int:pk>/offer/", before_views.offer, name="offer"),
    path("<int:pk>/sign/", before_views.sign, name="sign"),
    path("<int:pk>/announce/", before_views.announce, name="announce"),
    path("<int:pk>/sheet/", before_views.sheet, name="sheet"),
    path("<int:pk>/sheet/sign/", before_views.sign_sheet, name="sign_sheet"),
    path("<int:pk>/support/", before_views.support, name="support"),
    path("<int:pk>/support/waive/", before_views.waive_part, name="waive_part"),
    path("<int:pk>/cancel/", before_views.cancel, name="cancel"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/talk/", views.talk, name="talk"),
    path("<int:pk>/way-back/", views.way_back, name="way_back"),
    path("<int:pk>/mentor/", views.mentor, name="mentor"),
    path("<int:pk>/waive/", views.waive, name="waive"),
    path("<int:pk>/sponsor/", views.sponsor, name="sponsor"),
    path("<int:pk>/team/", views.team, name="team"),
    path("<int:pk>/absence/", views.absence, name="absence"),
    path("check-ins/<int:pk>/", views.check_in, name="check_in"),
    path("check-ins/<int:pk>/waive/", views.waive_check_in, name="waive_check_in"),
    path("promises/<int:pk>/keep/", views.keep, name="keep"),
    path("steps/<int:pk>/finish/", views.finish, name="finish"),
    path("announcements/<int:pk>/", views.announcement, name="announcement"),
]
