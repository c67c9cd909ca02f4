"""What do we tell people about open calls? Who applied is named in nobody's mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.employees.queries import current
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.openings import queries
from training.openings.models import CallApplication, OpenCall
from transition.lib.moments import morning, zone_named

WANTED_FOR = timedelta(days=30)


def _application(notice: Notice) -> CallApplication | None:
    return CallApplication.objects.select_related("call__team", "call__owner").filter(pk=notice.about_id or 0).first()


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


def _left_alone(notice: Notice, recipient: Any) -> Message:
    call = OpenCall.objects.select_related("owner", "team").filter(pk=notice.about_id or 0).first()
    if call is None:
        return Message("An open call that is no longer there")
    has_left = call.owner.left_on is not None and call.owner.left_on <= notice.occurred_at.date()
    why = f"{call.owner} no longer works here." if has_left else "Somebody has waited for two weeks since its last day."
    body = f"{why} Take it over, or close it with a sentence for everybody who waits."
    return Message(f"Who looks after the open call of {call.team} now?", body, f"/openings/{call.pk}/")


def _is_left_alone(notice: Notice, recipient: Any) -> bool:
    return queries.left_alone(OpenCall.objects.filter(pk=notice.about_id or 0), on=notice.occurred_at.date()).exists()


def _owner_left(notice: Notice, recipient: Any) -> Message:
    found = _application(notice)
    if found is None:
        return Message("An application that was taken back")
    body = "Somebody else is asked to look after the call, and you get an answer. Until then nobody reads what you wrote; you can take it back."
    return Message(f"{found.call.owner}, to whom you applied, no longer works here", body, f"/openings/{found.call_id}/")


def _taken_over(notice: Notice, recipient: Any) -> Message:
    found = _application(notice)
    if found is None:
        return Message("An application that was taken back")
    body = "They read what you wrote, and answer it. You can change it, or take it back."
    return Message(f"{found.call.owner} looks after the call you applied to", body, f"/openings/{found.call_id}/")


register(
    "Where I stand",
    Kind("openings.left_alone", "Nobody looks after an open call", _left_alone, still_wanted=_is_left_alone),
    Kind("openings.owner_left", "Whoever opened the call you applied to has left", _owner_left, still_wanted=_still_waits),
    Kind("openings.taken_over", "Somebody else looks after the call you applied to", _taken_over, still_wanted=_still_waits),
    Kind("openings.applied", "Somebody applied to your open call", _applied, still_wanted=_still_waits),
    Kind("openings.answered", "Your application has an answer", _answered),
    Kind("openings.unanswered", "A call is over, and somebody waits for an answer", _over, still_wanted=_still_unanswered),
)


def plan_openings(at: datetime) -> int:
    """Write which calls were over by a moment while somebody waited for an answer, and which nobody looks after."""
    told = plan("openings.unanswered", _unanswered(at), at=at) + plan("openings.left_alone", _alone(at), at=at)
    return told + plan("openings.owner_left", _waiting_at_leavers(at), at=at)


def _unanswered(at: datetime) -> Iterator[Due]:
    recent = OpenCall.objects.filter(until__gt=at.date() - WANTED_FOR)
    for call in queries.unanswered(recent, on=at.date()):
        last = min(call.until, call.closed_on or call.until)
        moment = morning(last + timedelta(days=3), zone_named(call.owner.time_zone))
        if moment <= at:
            yield Due(f"openings.unanswered:{call.pk}", call.owner, call, moment, expires_at=moment + WANTED_FOR)


def _alone(at: datetime) -> Iterator[Due]:
    """On the day after its owner left, or two weeks after its last day: to whoever led the owner last; where they left too, to HR."""
    on = at.date()
    for call in queries.left_alone(OpenCall.objects.all(), on=on):
        last = min(call.until, call.closed_on or call.until) + queries.ANSWERS_WITHIN
        day = min(last, call.owner.left_on or last) + timedelta(days=1)
        above = current(Employee.objects.filter(pk=call.led_by or 0), on=on)  # type: ignore[attr-defined]
        people = queries.without_applicants(above, call)
        for person in people or Employee.objects.filter(user__in=hr_administrators()):
            moment = morning(day, zone_named(person.time_zone))
            if moment <= at:
                key = f"openings.left_alone:{call.pk}:{call.owner_id}:{person.pk}"
                yield Due(key, person, call, moment, expires_at=moment + WANTED_FOR)


def _waiting_at_leavers(at: datetime) -> Iterator[Due]:
    """On the day after the owner left, to everybody who waits."""
    rows = queries.waiting(CallApplication.objects.filter(call__owner__left_on__lte=at.date()), on=at.date())
    for one in rows.select_related("call__owner", "applicant"):
        left_on = one.call.owner.left_on or at.date()
        moment = morning(left_on + timedelta(days=1), zone_named(one.applicant.time_zone))
        if moment <= at:
            yield Due(f"openings.owner_left:{one.pk}", one.applicant, one, moment, expires_at=moment + WANTED_FOR)


register_planner("openings", plan_openings)
