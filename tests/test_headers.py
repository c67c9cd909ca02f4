"""Does every answer, good or bad, tell the browser what it must not do?"""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from http.cookies import SimpleCookie

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from people.accounts.actions import invite
from tests.factories import EmployeeFactory
from tests.matrix import ALLAUTH
from tests.world import addresses

POLICY = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "img-src": ["'self'", "data:"],
}
ARGS = {"account_reset_password_from_key": ["1", "x"], "mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}


def faults(response: HttpResponse, *, is_signed_in: bool) -> list[str]:
    """Return what is wrong with the headers and, in a page, with what the policy would refuse."""
    headers, found = response.headers, []
    parts = [words.split() for words in headers.get("Content-Security-Policy", "").split(";") if words.strip()]
    policy = {name: sources for name, *sources in parts}
    if policy != POLICY:
        found.append(f"Content-Security-Policy {policy}")
    if headers.get("X-Content-Type-Options") != "nosniff":
        found.append("nosniff is missing")
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append(f"Referrer-Policy {headers.get('Referrer-Policy')}")
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        found.append("Cross-Origin-Opener-Policy is missing")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy is missing")
    if "Access-Control-Allow-Origin" in headers:
        found.append("another origin may read this")
    if "Server" in headers or "X-Powered-By" in headers:
        found.append("says what serves it")
    if is_signed_in and "no-store" not in headers.get("Cache-Control", ""):
        found.append(f"Cache-Control {headers.get('Cache-Control')}")
    if headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        found += Inline.in_page(response.content.decode())
    return found


class Inline(HTMLParser):
    """Finds what a strict policy refuses, in pages of others' templates as well as in ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def in_page(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("type") or ""
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in kind):
            self.found.append(f"inline {tag}")
        for name, value in given.items():
            if name == "style" or name.startswith("on") or (value or "").lower().startswith("javascript:"):
                self.found.append(f"{name}={value}")
            outside = tag in ("script", "link", "img", "iframe", "form") and re.match(r"(https?:)?//", value or "")
            if name in ("src", "href", "action") and outside:
                self.found.append(f"{tag} from {value}")


@pytest.fixture
def visitors(world, settings):
    """Return the objects of the world and a browser for somebody unknown, a colleague, and HR."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.CELERY_BROKER_URL = "memory://"
    things, users = world
    clients = {"nobody": Client(raise_request_exception=False)}
    for role in ("ines", "hana"):
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(users[role])
    return things | ARGS, clients


@pytest.mark.django_db
def test_every_address_answers_with_every_header(visitors):
    things, clients = visitors
    odd, seen = [], set()
    for name in addresses():
        if name == "account_logout":
            continue  # below: it signs out
        for who, client in clients.items():
            for method in ("get", "post") if who != "hana" else ("get",):
                response = getattr(client, method)(reverse(name, args=things.get(name, [])))
                seen.add(response.status_code)
                odd += [f"{method} {name} for {who}: {fault}" for fault in faults(response, is_signed_in=who != "nobody")]
    assert not odd, "\n".join(odd)
    assert {200, 302, 400, 403, 404, 405} <= seen
    assert set(addresses()) > ALLAUTH


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken/", broken), path("", include("transition.urls"))]


@pytest.mark.django_db
def test_answers_to_what_went_wrong_have_every_header_too(visitors, settings):
    settings.ROOT_URLCONF = __name__
    _, clients = visitors
    for who, client in clients.items():
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
    _, clients = visitors
    response = clients["ines"].post(reverse("account_logout"))
    assert response.status_code == 302
    assert not faults(response, is_signed_in=True)
    assert response.headers.get("Clear-Site-Data") == '"cache", "storage"'


@pytest.mark.django_db
def test_an_invitations_address_is_told_to_nobody(world, hana):
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
