"""Which address opens which view?"""

from django.urls import path

from training.growth import views

app_name = "growth"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("begin/", views.begin, name="begin"),
    path("others/", views.others, name="others"),
    path("<int:pk>/", views.focus, name="focus"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/share/", views.share, name="share"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/try/", views.experiment, name="experiment"),
    path("experiments/<int:pk>/result/", views.result, name="result"),
    path("asks/<int:pk>/", views.answer, name="answer"),
    path("asks/<int:pk>/decline/", views.decline, name="decline"),
    path("asks/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("asks/<int:pk>/thank/", views.thank, name="thank"),
]
