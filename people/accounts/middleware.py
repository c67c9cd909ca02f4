"""Whose request is this, and what holds for every page of a person?"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class PersonMiddleware:
    """Set `request.person` (the Employee signed in, or None) and their time zone; keep signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = getattr(request.user, "employee", None) if request.user.is_authenticated else None
        zone = ZoneInfo(request.person.time_zone) if request.person and request.person.time_zone else None
        with timezone.override(zone):
            response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
