"""Which address opens which view?"""

from django.urls import path

from people.charter import views

app_name = "charter"
urlpatterns = [
    path("", views.guidelines, name="guidelines"),
    path("new/", views.new, name="new"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("proposals/<int:pk>/comment/", views.comment_proposal, name="comment_proposal"),
    path("<slug:key>/", views.guideline, name="guideline"),
    path("<slug:key>/versions/<int:number>/", views.version, name="version"),
    path("<slug:key>/edit/", views.edit, name="edit"),
    path("<slug:key>/review/", views.review, name="review"),
    path("<slug:key>/retire/", views.retire, name="retire"),
    path("<slug:key>/propose/", views.propose, name="propose"),
    path("<slug:key>/comment/", views.comment, name="comment"),
    path("<slug:key>/read/", views.read, name="read"),
]
