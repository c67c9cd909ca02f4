"""What do we tell those with whom somebody shared what they would like, and, once a quarter, everybody who leads?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from people.duties.queries import who_lead
from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.choices.models import Interest
from transition.lib.moments import morning, zone_named

DAY_OF_QUARTER, WANTED_FOR = (
    timedelta(days=14),
    timedelta(days=45),
)  # two weeks into the quarter; late is better than never, for a while


def _shared(notice: Notice, recipient: Any) -> Message:
    interest = Interest.objects.select_related("employee").filter(pk=notice.about_id or 0).first()
    if interest is None:
        return Message("Something that was taken back")
    return Message(f"{interest.employee} lets you read what they would like for their track", link="/choices/shared/")


def _still_shared(notice: Notice, recipient: Any) -> bool:
    return Interest.objects.filter(pk=notice.about_id or 0, shares__reader=recipient).exists()


def _raise_it(notice: Notice, recipient: Any) -> Message:
    words = (
        "With everybody you lead, in the same words: would you like to stay, to look, or to try leading? Staying is a choice too, and both "
        "tracks are as high. Ask nobody why, and note nothing down. This reminder knows nothing about anybody: all who lead get it."
    )
    return Message("Raise the choice of a track with everybody, this quarter", words, "/choices/week/")


def _still_leads(notice: Notice, recipient: Any) -> bool:
    return who_lead(Employee.objects.filter(pk=recipient.pk), on=notice.occurred_at.date()).exists()


register(
    "Where I stand",
    Kind(
        "choices.shared", "Somebody shares what they would like", _shared, still_wanted=_still_shared, channels=(Channel.INBOX,)
    ),
    Kind(
        "choices.raise_it",
        "Once a quarter: raise the choice of a track with everybody you lead",
        _raise_it,
        still_wanted=_still_leads,
    ),
)


def plan_choices(at: datetime) -> int:
    """Write, once a quarter and manager, that the choice is to be raised; what anybody chose is neither asked nor told."""
    return plan("choices.raise_it", _quarterly(at), at=at)


def _quarterly(at: datetime) -> Iterator[Due]:
    quarter = (at.month - 1) // 3
    due_on = date(at.year, 3 * quarter + 1, 1) + DAY_OF_QUARTER
    if not due_on - timedelta(days=1) <= at.date() <= due_on + WANTED_FOR:
        return
    for one in who_lead(Employee.objects.filter(user__isnull=False), on=at.date()).select_related("user"):
        moment = morning(due_on, zone_named(one.time_zone))
        if moment <= at < moment + WANTED_FOR:
            yield Due(f"choices.raise_it:{one.pk}:{at.year}-{quarter + 1}", one, None, moment, expires_at=moment + WANTED_FOR)


register_planner("choices", plan_choices)
