"""What does a person see of their calendar, and what does their calendar program?"""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST, require_safe

from people.accounts.actions import hash_token
from training.calendar import actions, entries, queries
from training.calendar.models import CalendarFeed
from training.calendar.permissions import visible_feeds
from training.one_on_ones.permissions import visible_meetings
from training.trials.permissions import visible_check_ins
from transition.lib import moments
from transition.lib.access import require
from transition.lib.ics import Event, calendar_text

PER_HOUR = 60
SECRET = {  # the address is the secret
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    return _page(request, token="")


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_calendar")
    token = actions.make_feed(request.person, by=request.user, at=moments.now(), on=moments.today())
    return _page(request, token=token)  # shown once, so no redirect


def _page(request: HttpRequest, *, token: str) -> HttpResponse:
    require(request.user, "training.see_calendar")
    found, on = visible_feeds(request.user).first(), moments.today()
    context = {
        "feed": found,
        "void_on": queries.void_on(found) if found else None,
        "address": f"{settings.SITE_URL}{reverse('calendar:feed', args=[token])}" if token else "",
        "talks": queries.talks_ahead(request.user, at=moments.now())[:30],
        "check_ins": queries.check_ins_due(request.user, request.person)[:30],
        "modules": queries.modules_due(request.person, on=on)[:30],
        "today": on,
    }
    headers = {
        "Cache-Control": "private, no-store"
    }  # with no-referrer, a browser would send the forms below without their origin
    return TemplateResponse(request, "training/calendar/calendar.html", context, headers=headers)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    require(request.user, "training.see_calendar")
    if found := visible_feeds(request.user).first():
        actions.revoke_feed(found, by=request.user, at=moments.now())
        messages.success(request, "The address is void. Programs that used it get nothing more.")
    return redirect("calendar:calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    at, on = moments.now(), moments.today()
    found = queries.usable(CalendarFeed.objects.filter(token_hash=hash_token(token)), on=on).first()
    if found is None:
        return HttpResponse("There is no such calendar.\n", status=404, content_type="text/plain", headers=SECRET)
    if _is_too_often(found, hour=at.strftime("%Y%m%d%H")):
        return HttpResponse(
            "Once a minute is enough.\n", status=429, content_type="text/plain", headers=SECRET | {"Retry-After": "3600"}
        )
    actions.note_use(found, on=on)
    person = found.employee
    events = queries.events_of(person.user, person, site=settings.SITE_URL, on=on, at=at)
    response = _calendar(events, name=settings.SITE_NAME)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=etag, response=response)
    for name, value in (SECRET | {"ETag": etag}).items():
        answer.headers[name] = value
    return answer


def _is_too_often(found: CalendarFeed, *, hour: str) -> bool:
    key = f"calendar:{found.token_hash[:32]}:{hour}"
    cache.add(key, 0, 3700)
    return cache.incr(key) > PER_HOUR


def _calendar(events: Iterable[Event], *, name: str = "") -> HttpResponse:
    return HttpResponse(calendar_text(events, name=name), content_type="text/calendar; charset=utf-8")


def _download(event: Event, name: str) -> HttpResponse:
    response = _calendar([event])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_meetings(request.user).select_related("series"), pk=pk)
    require(request.user, "training.see_series", found.series)
    return _download(entries.meeting_event(found.series, found, site=settings.SITE_URL), "one-on-one")


@require_GET
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_check_ins(request.user).select_related("trial"), pk=pk)
    require(request.user, "training.see_trial", found.trial)
    return _download(entries.check_in_event(found, site=settings.SITE_URL), "check-in")


@require_GET
def module(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, "training.see_calendar")
    for step in queries.modules_due(request.person, on=moments.today()):
        if step.module.pk == pk:
            return _download(entries.module_event(step, site=settings.SITE_URL), "module")
    raise Http404
