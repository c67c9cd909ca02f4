"""Which address opens which view?"""

from django.urls import path

from people.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/open/", views.open_message, name="open_message"),
    path("read-all/", views.read_all, name="read_all"),
    path("choices/", views.choices, name="choices"),
    path("undelivered/", views.undelivered, name="undelivered"),
    path("sent-mail/", views.sent_mail, name="sent_mail"),
]
