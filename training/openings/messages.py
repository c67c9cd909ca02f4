"""What do we tell people about open calls? Who applied is named in nobody's mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.openings import queries
from training.openings.models import CallApplication, OpenCall
from transition.lib.moments import morning, zone_named

WANTED_FOR = timedelta(days=30)


def _application(notice: Notice) -> CallApplication | None:
    return CallApplication.objects.select_related("call__team").filter(pk=notice.about_id or 0).first()


def _applied(notice: Notice, recipient: Any) -> Message:
    found = _application(notice)
    if found is None:
        return Message("An application that was taken back")
    return Message("Somebody applied to your open call", "Answer in a sentence or two.", f"/openings/applications/{found.pk}/")


def _still_waits(notice: Notice, recipient: Any) -> bool:
    found = _application(notice)
    return found is not None and found.state == CallApplication.State.SENT


def _answered(notice: Notice, recipient: Any) -> Message:
    found = _application(notice)
    return Message("Your application has an answer", link=f"/openings/{found.call_id}/") if found else Message("An answer")


def _over(notice: Notice, recipient: Any) -> Message:
    link = f"/openings/{notice.about_id}/"
    return Message(
        "Somebody who applied still waits for an answer", "Your call is over; a no in a sentence is kinder than silence.", link
    )


def _still_unanswered(notice: Notice, recipient: Any) -> bool:
    day = notice.occurred_at.date() + timedelta(days=1)
    return queries.unanswered(OpenCall.objects.filter(pk=notice.about_id or 0), on=day).exists()


register(
    Kind("openings.applied", "Somebody applied to your open call", _applied, still_wanted=_still_waits),
    Kind("openings.answered", "Your application has an answer", _answered),
    Kind("openings.unanswered", "A call is over, and somebody waits for an answer", _over, still_wanted=_still_unanswered),
)


def plan_openings(at: datetime) -> int:
    """Write which calls were over by a moment while somebody waited for an answer."""
    return plan("openings.unanswered", _unanswered(at), at=at)


def _unanswered(at: datetime) -> Iterator[Due]:
    recent = OpenCall.objects.filter(until__gt=at.date() - WANTED_FOR)
    for call in queries.unanswered(recent, on=at.date()):
        last = min(call.until, call.closed_on or call.until)
        moment = morning(last + timedelta(days=3), zone_named(call.opened_by.time_zone))
        if moment <= at:
            yield Due(f"openings.unanswered:{call.pk}", call.opened_by, call, moment, expires_at=moment + WANTED_FOR)


register_planner("openings", plan_openings)
