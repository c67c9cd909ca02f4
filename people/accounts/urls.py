"""Which address opens which view?"""

from django.urls import path

from people.accounts import views

app_name = "accounts"
urlpatterns = [
    path("demo/", views.demo_sign_in, name="demo_sign_in"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("administrators/", views.administrators, name="administrators"),
    path("theme/", views.theme, name="theme"),
    path("draft/", views.draft, name="draft"),
]
