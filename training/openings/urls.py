"""Which address opens which view?"""

from django.urls import path

from training.openings import views

app_name = "openings"
urlpatterns = [
    path("", views.openings, name="openings"),
    path("new/", views.new, name="new"),
    path("applications/<int:pk>/", views.answer, name="answer"),
    path("applications/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.call, name="call"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/take-over/", views.take_over, name="take_over"),
    path("<int:pk>/end/", views.end, name="end"),
]
