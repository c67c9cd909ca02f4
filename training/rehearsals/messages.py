"""What do we tell those who rehearse?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.rehearsals.models import RehearsalRun
from training.rehearsals.queries import coming_back
from transition.lib.moments import morning, zone_named

MISSED = timedelta(
    days=30
)  # what should have been told longer ago is not told any more; it stands among the rehearsals all the same


def _run(notice: Notice) -> RehearsalRun | None:
    return RehearsalRun.objects.select_related("scenario", "learner").filter(pk=notice.about_id or 0).first()


def _again(notice: Notice, recipient: Any) -> Message:
    run = _run(notice)
    if run is None:
        return Message("A rehearsal that was taken out")
    return Message(f"Once more: {run.scenario}", "A few minutes, while you still know what you wanted to try.", "/rehearsals/")


def _still_comes_back(notice: Notice, recipient: Any) -> bool:
    return RehearsalRun.objects.filter(pk=notice.about_id or 0, again_on__isnull=False).exists()


def _shared(notice: Notice, recipient: Any) -> Message:
    run = _run(notice)
    if run is None:
        return Message("Something that was taken back")
    return Message(f"{run.learner} lets you read a rehearsal", link="/rehearsals/shared/")


def _still_shared(notice: Notice, recipient: Any) -> bool:
    return RehearsalRun.objects.filter(pk=notice.about_id or 0, shares__reader=recipient).exists()


register(
    "Learning",
    Kind("rehearsals.again", "A rehearsal comes back", _again, still_wanted=_still_comes_back),
    Kind("rehearsals.shared", "Somebody shares a rehearsal", _shared, still_wanted=_still_shared, channels=(Channel.INBOX,)),
)


def plan_rehearsals(at: datetime) -> int:
    """Write which rehearsals have come back by a moment, each on the morning of its day where the learner lives."""
    return plan("rehearsals.again", _returning(at), at=at)


def _returning(at: datetime) -> Iterator[Due]:
    today = timezone.localdate(at)
    runs = coming_back(RehearsalRun.objects.all(), until=today + timedelta(days=1)).select_related("learner")
    for run in runs.filter(Q(learner__left_on=None) | Q(learner__left_on__gt=today), again_on__gte=today - MISSED):
        day = run.again_on or today
        moment = morning(day, zone_named(run.learner.time_zone))
        if moment <= at:
            yield Due(f"rehearsals.again:{run.pk}", run.learner, run, moment, expires_at=moment + timedelta(days=14))


register_planner("rehearsals", plan_rehearsals)
