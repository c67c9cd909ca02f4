"""Does every answer, good or bad, tell the browser what it must not do?"""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from people.accounts.actions import invite
from tests.factories import EmployeeFactory
from tests.headers import faults
from tests.matrix import ALLAUTH

ARGS = {"account_reset_password_from_key": ["1", "x"], "mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}


@pytest.fixture
def visitors(ines, hana, settings) -> dict[str, Client]:
    """A browser for somebody unknown, a colleague, and HR."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.CELERY_BROKER_URL = "memory://"
    clients = {name: Client(raise_request_exception=False) for name in ("nobody", "ines", "hana")}
    for employee in (ines, hana):
        clients[employee.first_name.lower()].force_login(employee.user)
    return clients


@pytest.mark.django_db
def test_every_page_of_allauth_answers_with_every_header(visitors):
    """Those of our own addresses are looked at on the walk of tests/test_permission_matrix.py."""
    odd, seen = [], set()
    for name in ALLAUTH - {"account_logout"}:  # below: it signs out
        for who, client in visitors.items():
            for method in ("get", "post") if who != "hana" else ("get",):
                response = getattr(client, method)(reverse(name, args=ARGS.get(name, [])))
                seen.add(response.status_code)
                odd += [f"{method} {name} for {who}: {fault}" for fault in faults(response, is_signed_in=who != "nobody")]
    assert not odd, "\n".join(odd)
    assert {200, 302} <= seen


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken/", broken), path("", include("transition.urls"))]


@pytest.mark.django_db
def test_answers_to_what_went_wrong_have_every_header_too(visitors, settings):
    settings.ROOT_URLCONF = __name__
    for who, client in visitors.items():
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        answers = {
            404: client.get("/nothing/here/"),
            400: client.get("/", headers={"host": "elsewhere.example"}),
            403: strict.post("/accounts/theme/"),
            301: client.get("/people"),
            **({500: client.get("/broken/")} if who != "nobody" else {}),
        }
        for status, response in answers.items():
            assert response.status_code == status
            assert not faults(response, is_signed_in=who != "nobody" and status not in (301, 400)), (who, status)
            assert "elsewhere" not in str(response.headers)


@pytest.mark.django_db
def test_static_files_have_every_header(settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    for file in ("img/logo.svg", "css/base.css", "js/toast-box.js"):
        response = Client().get(f"/static/{file}")
        assert response.status_code == 200
        assert b"".join(response.streaming_content)
        assert not faults(response, is_signed_in=False), file
    response = Client(raise_request_exception=False).get("/static/none.css")
    assert response.status_code in (302, 404)
    assert not faults(response, is_signed_in=False)


@pytest.mark.django_db
def test_signing_out_tells_the_browser_to_forget(visitors):
    response = visitors["ines"].post(reverse("account_logout"))
    assert response.status_code == 302
    assert not faults(response, is_signed_in=True)
    assert response.headers.get("Clear-Site-Data") == '"cache", "storage"'


@pytest.mark.django_db
def test_an_invitations_address_is_told_to_nobody(hana):
    _, token = invite(EmployeeFactory(user=None, email="next@kestrel.example"), by=hana.user, at=timezone.now())
    for secret in (token, "no-such-token"):
        response = Client().get(reverse("accounts:invitation", args=[secret]))
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in response.headers["Cache-Control"]


BEHIND_TLS = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name) for name in dir(settings)
    if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")) or name in ("HTTPS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS")}))
"""


@pytest.fixture(scope="session")
def https_settings(tmp_path_factory) -> dict[str, object]:
    """What settings.py makes of an address that begins with https, asked of a process of its own."""
    changes = {"SITE_URL": "https://transition.example", "DJANGO_SETTINGS_MODULE": "transition.settings", "DATABASE_URL": ""}
    env = os.environ | changes | {"VAR_DIR": str(tmp_path_factory.mktemp("var"))}
    done = subprocess.run([sys.executable, "-c", BEHIND_TLS], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.django_db
def test_cookies_stay_with_this_host_under_https(https_settings, settings, ines):
    for name, value in https_settings.items():
        setattr(settings, name, value)
    client = Client(headers={"host": "transition.example"})
    assert client.get("/accounts/login/").status_code == 301  # to https
    ines.user.set_password("a long enough password")
    ines.user.save()
    cookies = SimpleCookie()
    page = client.get("/accounts/login/", secure=True)
    cookies.update(page.cookies)
    answer = client.post("/accounts/login/", {"login": ines.email, "password": "a long enough password"}, secure=True)
    assert answer.status_code == 302
    cookies.update(answer.cookies)
    cookies.update(client.post("/accounts/theme/", {"theme": "dark"}, secure=True).cookies)
    cookies.update(
        client.post("/notifications/choices/", {"quiet_from": 1, "quiet_until": 2, "digest_hour": 3}, secure=True).cookies
    )
    assert {"__Host-session", "__Host-csrf", "theme"} <= set(cookies)
    assert not set(cookies) - {"__Host-session", "__Host-csrf", "theme", "messages"}
    for name, cookie in cookies.items():
        assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"], cookie["path"]) == (
            True,
            True,
            "Lax",
            "/",
        ), name
        assert not cookie["domain"], name
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.django_db
def test_the_session_holds_next_to_nothing(signed_in, ines, hana):
    for person in (ines, hana):
        client = signed_in(person)
        for address in ("/", "/people/?q=i", "/people/org-chart/", "/tracks/", "/notifications/"):
            client.get(address)
        assert len(json.dumps(dict(client.session.items()))) < 1024
