"""What do we tell those who follow a programme?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.curricula import queries
from training.curricula.models import Enrolment, Module
from transition.lib.moments import morning, zone_named


def _module(notice: Notice) -> Module | None:
    return Module.objects.select_related("programme").filter(pk=notice.details.get("module") or 0).first()


def _due(notice: Notice, recipient: Any) -> Message:
    module = _module(notice)
    if module is None:
        return Message("A module that was taken out")
    day = date.fromisoformat(notice.details["due_on"])
    verb = "was due" if notice.kind.endswith("late") else "is due"
    return Message(
        f"{module.title} {verb} on {day:%a %-d %b}",
        f"{module.minutes} minutes, from your protected time.",
        f"/learning/{module.programme.key}/{module.key}/",
    )


def _still_open(notice: Notice, recipient: Any) -> bool:
    enrolment = Enrolment.objects.filter(pk=notice.about_id or 0, paused_on=None).first()
    if enrolment is None:
        return False
    steps = {step.module.pk: step for step in queries.steps_of(enrolment)}
    step = steps.get(notice.details.get("module"))
    return step is not None and step.done_on is None and step.due_on.isoformat() == notice.details.get("due_on")


register(
    Kind("curricula.module_due", "A module is due", _due, still_wanted=_still_open),
    Kind("curricula.module_late", "A module is late", _due, still_wanted=_still_open),
)


def plan_curricula(at: datetime) -> int:
    """Write what has become due in programmes by a moment and was not told."""
    return plan("curricula.module_due", _modules(at, "due", -3), at=at) + plan(
        "curricula.module_late", _modules(at, "late", 3), at=at
    )


def _modules(at: datetime, name: str, days: int) -> Iterator[Due]:
    until = timezone.localdate(at) + timedelta(days=4)
    for enrolment, step in queries.open_steps(Enrolment.objects.all(), until=until):
        moment = morning(step.due_on + timedelta(days=days), zone_named(enrolment.employee.time_zone))
        if moment <= at:
            details = {"module": step.module.pk, "due_on": step.due_on.isoformat()}
            key = f"curricula.module_{name}:{enrolment.pk}:{step.module.pk}:{step.due_on}"
            yield Due(key, enrolment.employee, enrolment, moment, expires_at=moment + timedelta(days=7), details=details)


register_planner("curricula", plan_curricula)
