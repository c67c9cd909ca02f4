"""What do we tell the two of a taster? Never a word of what they wrote; a mail does not even say what it is about."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.tasters import queries
from training.tasters.models import Taster
from transition.lib.moments import morning, zone_named

WANTED_FOR = timedelta(days=14)


def _taster(notice: Notice) -> Taster | None:
    return queries.with_both(Taster.objects.filter(pk=notice.about_id or 0)).first()


def _says(words: str, body: str = "") -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        taster = _taster(notice)
        if taster is None:
            return Message("Something that was taken back")
        other = taster.guest if recipient == taster.host else taster.host
        return Message(words.format(other=other), body, f"/tasters/{taster.pk}/")

    return text


def _is(*states: str) -> Callable[[Notice, Any], bool]:
    def still(notice: Notice, recipient: Any) -> bool:
        return Taster.objects.filter(pk=notice.about_id or 0, state__in=states).exists()

    return still


def _called_off(notice: Notice, recipient: Any) -> Message:
    guest = Employee.objects.filter(pk=notice.details.get("guest", 0)).first()
    return Message(f"{guest or 'Somebody'} does not need the time you gave them any more", "Your day is free again.", "/tasters/")


register(
    "Where I stand",
    Kind("tasters.asked", "Somebody asks you for a little of your time",
         _says("{other} asks you for a little of your time", "Yes and no are both fine, and a no needs no reason."),
         still_wanted=_is(Taster.State.ASKED)),
    Kind("tasters.agreed", "Somebody gives you the time you asked for", _says("{other} says yes to what you asked", "Agree on a day.")),
    Kind("tasters.declined", "Somebody has no time now",
         _says("{other} cannot do it now", "It says nothing about you. Somebody else may: look who can be asked.")),
    Kind("tasters.said", "The other one wrote how it was", _says("{other} wrote how it was")),
    Kind("tasters.called_off", "Time that you gave is not needed", _called_off),
    Kind("tasters.to_say", "How was it?", _says("How was it with {other}?", "Two lines are enough, while it is fresh."),
         still_wanted=_is(Taster.State.AGREED)),
)  # fmt: skip


def plan_tasters(at: datetime) -> int:
    """Write which tasters had their day by a moment and nobody has said how it was."""
    return plan("tasters.to_say", _to_say(at), at=at)


def _to_say(at: datetime) -> Iterator[Due]:
    for row in queries.to_debrief(Taster.objects.filter(planned_on__gt=at.date() - WANTED_FOR), until=at.date()):
        if row.planned_on is None:
            continue
        for person in (row.guest, row.host):
            moment = morning(row.planned_on + timedelta(days=1), zone_named(person.time_zone))
            if moment <= at:
                key = f"tasters.to_say:{row.pk}:{row.planned_on.isoformat()}:{person.pk}"
                yield Due(key, person, row, moment, expires_at=moment + WANTED_FOR)


register_planner("tasters", plan_tasters)
