"""Which address opens which view?"""

from django.urls import path

from training.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("with/<int:pk>/", views.pair, name="pair"),
    path("with/<int:pk>/side/", views.side, name="side"),
    path("with/<int:pk>/agree/", views.agree, name="agree"),
    path("with/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("with/<int:pk>/slipped/", views.slipped, name="slipped"),
    path("delegations/<int:pk>/", views.delegation, name="delegation"),
    path("delegations/<int:pk>/level/", views.level, name="level"),
    path("delegations/<int:pk>/end/", views.end, name="end"),
    path("threads/<int:pk>/", views.thread, name="thread"),
    path("threads/<int:pk>/ask-in/", views.ask_in, name="ask_in"),
    path("threads/<int:pk>/kept/", views.kept, name="kept"),
]
