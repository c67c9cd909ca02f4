"""What do we tell about those who left? HR, once, that a review is not written; never a word of one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.leavers import queries
from transition.lib.moments import morning, zone_named

AFTER, WANTED_FOR = timedelta(days=14), timedelta(days=30)


def _missing(notice: Notice, recipient: Any) -> Message:
    who = Employee.objects.filter(pk=notice.about_id or 0).first()
    if who is None:
        return Message("Somebody who left")
    body = "Would the company rather have kept them, and what did it cause? Three short answers, for HR alone."
    return Message(f"{who} tried leading and has left", body, f"/leavers/{who.pk}/")


def _is_missing(notice: Notice, recipient: Any) -> bool:
    return queries.without_review(Employee.objects.filter(pk=notice.about_id or 0)).exists()


register(
    "For HR",
    Kind("leavers.review", "Somebody who tried leading has left: a review", _missing, still_wanted=_is_missing, is_for_hr=True),
)


def plan_leavers(at: datetime) -> int:
    """Ask HR two weeks after somebody left, once."""
    return plan("leavers.review", _dues(at), at=at)


def _dues(at: datetime) -> Iterator[Due]:
    on = at.date()
    recent = Employee.objects.filter(left_on__range=(on - AFTER - WANTED_FOR, on))
    missing = list(queries.without_review(queries.who_tried(recent, on=on)))
    for person in Employee.objects.filter(user__in=hr_administrators()) if missing else ():
        for one in missing:
            moment = morning((one.left_on or on) + AFTER, zone_named(person.time_zone))
            if moment <= at:
                yield Due(f"leavers.review:{one.pk}:{person.pk}", person, one, moment, expires_at=moment + WANTED_FOR)


register_planner("leavers", plan_leavers)
