"""Which address belongs to which feature?"""

from allauth.account import views as account
from allauth.mfa import urls as mfa
from allauth.usersessions import urls as sessions
from django.urls import include, path, re_path

from transition import health

# Of allauth, only what is used: sign-up, e-mail management and social sign-in have no address here.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("2fa/", include(mfa)),
    path("sessions/", include(sessions)),
]

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("healthz/outbox", health.outbox, name="outbox_health"),
    path("accounts/", include(accounts)),
    path("", include("people.urls")),
    path("", include("training.urls")),
]
