"""Whose request is this, and what holds for every page of a person?"""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from transition.lib.access import is_open_to_outside
from transition.lib.faults import Conflict


class PersonMiddleware:
    """Set `request.person` (the Employee signed in, or None) and their time zone; keep signed-in pages out of every cache.

    Whoever signs out leaves nothing behind in the browser.

    What an action refuses and no form caught becomes a page in words: 409 when somebody was faster, 400 otherwise.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came_signed_in = request.user.is_authenticated
        person = getattr(request.user, "employee", None) if came_signed_in else None
        request.person = person  # type: ignore[attr-defined]
        zone = ZoneInfo(person.time_zone) if person and person.time_zone else None
        with timezone.override(zone):
            response = self.get_response(request)
        if came_signed_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        if came_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, ValidationError):
            return None
        status = 409 if isinstance(fault, Conflict) else 400
        return TemplateResponse(request, "refused.html", {"reasons": fault.messages, "status": status}, status=status).render()


OWN = ("account_", "mfa_", "usersessions_")  # allauth's pages about one's own account


class SecondFactorMiddleware:
    """Send HR administrators without a second factor to set one up, before anything but what is public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if not (settings.SECOND_FACTOR_REQUIRED and user.is_authenticated and user.is_hr_administrator):
            return None
        if is_own_or_public(request, view) or is_mfa_enabled(user):
            return None
        messages.info(request, "HR administrators sign in with a second factor. Set one up, then go on.")
        return redirect("mfa_index")


class OutsideMiddleware:
    """Refuse an account that is no employee everything but what a view opens to it by name (access.open_to_outside), what is public, and
    its own sign-in. Whoever writes a new page need not think of them: it is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not (request.user.is_authenticated and request.user.is_outside):
            return None
        if is_open_to_outside(view) or is_own_or_public(request, view):
            return None
        if request.resolver_match and request.resolver_match.view_name == settings.LOGIN_REDIRECT_URL:
            return redirect(settings.OUTSIDE_HOME)
        raise PermissionDenied


def is_own_or_public(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    """Is this a page about one's own account, or one that needs no signing in?"""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name.startswith(OWN) or not getattr(view, "login_required", True)
