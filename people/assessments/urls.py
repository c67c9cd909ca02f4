"""Which address opens which view?"""

from django.urls import path

from people.assessments import views

app_name = "assessments"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("levels/<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/", views.assessment, name="assessment"),
    path("<int:pk>/mark/", views.mark, name="mark"),
    path("<int:pk>/share/", views.share, name="share"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/open/", views.open_both, name="open_both"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
