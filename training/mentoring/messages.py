"""What do we tell the two of a mentoring? Never a word of what they talk about."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.mentoring import queries
from training.mentoring.models import Mentoring
from transition.lib.moments import morning, zone_named

Status = Mentoring.Status


def _pair(notice: Notice) -> Mentoring | None:
    return Mentoring.objects.select_related("mentor", "mentee").filter(pk=notice.about_id or 0).first()


def _says(words: str, body: str = "") -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        pair = _pair(notice)
        if pair is None:
            return Message("A mentoring that no longer exists")
        other = pair.mentee if recipient == pair.mentor else pair.mentor
        return Message(words.format(other=other), body, f"/mentoring/{pair.pk}/")

    return text


def _is(*states: str) -> Callable[[Notice, Any], bool]:
    def still(notice: Notice, recipient: Any) -> bool:
        return Mentoring.objects.filter(pk=notice.about_id or 0, status__in=states).exists()

    return still


def _still_silent(notice: Notice, recipient: Any) -> bool:
    row = queries.silent(Mentoring.objects.filter(pk=notice.about_id or 0), on=timezone.localdate()).first()
    return row is not None and row.quiet_since.isoformat() == notice.details.get("since")  # type: ignore[attr-defined]


register(
    "Learning",
    Kind("mentoring.requested", "Somebody would like you as mentor", _says("{other} would like to learn from you", "Yes and no are both fine."),
         still_wanted=_is(Status.REQUESTED)),
    Kind("mentoring.accepted", "A mentor says yes", _says("{other} will be your mentor", "Agree on a first talk this week.")),
    Kind("mentoring.declined", "A mentor has no room", _says("{other} cannot be your mentor now", "Somebody else may: look who is open.")),
    Kind("mentoring.ended", "A mentoring has ended", _says("Your mentoring with {other} has ended")),
    Kind("mentoring.silent", "A mentoring has gone quiet", _says(
        "You and {other} have not met for six weeks", "Meet once more, or end it: both are fine."), still_wanted=_still_silent),
)  # fmt: skip


def plan_mentoring(at: datetime) -> int:
    """Write which pairs have gone quiet by a moment and were not told."""
    return plan("mentoring.silent", _silent(at), at=at)


def _silent(at: datetime) -> Iterator[Due]:
    for row in queries.silent(Mentoring.objects.all(), on=timezone.localdate(at)):
        since = row.quiet_since  # type: ignore[attr-defined]
        for person in (row.mentor, row.mentee):
            moment = morning(since + queries.SILENT, zone_named(person.time_zone))
            if moment <= at:
                key = f"mentoring.silent:{row.pk}:{since.isoformat()}:{person.pk}"
                yield Due(key, person, row, moment, details={"since": since.isoformat()})


register_planner("mentoring", plan_mentoring)
