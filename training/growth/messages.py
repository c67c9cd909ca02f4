"""What do we tell people about growing? That they are asked, answered or thanked; never the words themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.growth import queries
from training.growth.models import Ask, Experiment
from transition.lib.moments import morning, zone_named


def _ask(notice: Notice) -> Ask | None:
    return Ask.objects.select_related("focus__employee", "asked").filter(pk=notice.about_id or 0).first()


def _asked(notice: Notice, recipient: Any) -> Message:
    ask = _ask(notice)
    if ask is None:
        return Message("Something that is no longer asked")
    what = "two suggestions for the future" if ask.kind == Ask.Kind.FEEDFORWARD else "how you experience them in one thing"
    return Message(f"{ask.focus.employee} asks you for {what}", "You may decline without a reason.", f"/growth/asks/{ask.pk}/")


def _still_asked(notice: Notice, recipient: Any) -> bool:
    ask = _ask(notice)
    return ask is not None and ask.state == Ask.State.OPEN and ask.focus.ended_on is None


def _answered(notice: Notice, recipient: Any) -> Message:
    ask = _ask(notice)
    return (
        Message(f"{ask.asked} answered what you asked", "Read it, and say thank you.", "/growth/")
        if ask
        else Message("An answer")
    )


def _thanked(notice: Notice, recipient: Any) -> Message:
    ask = _ask(notice)
    return Message(f"{ask.focus.employee} thanks you for what you wrote", link="/growth/others/") if ask else Message("Thank you")


def _over(notice: Notice, recipient: Any) -> Message:
    return Message("What came of what you tried?", "Its last day has come: keep it, or drop it.", "/growth/")


def _no_verdict(notice: Notice, recipient: Any) -> bool:
    return queries.running(Experiment.objects.filter(pk=notice.about_id or 0)).exists()


register(
    "Growth and impact",
    Kind("growth.asked", "Somebody asks you about what they work on", _asked, still_wanted=_still_asked),
    Kind("growth.answered", "Somebody answered what you asked", _answered),
    Kind("growth.thanked", "Somebody thanks you for a suggestion", _thanked, channels=(Channel.INBOX,)),
    Kind("growth.experiment_over", "The last day of what you try", _over, still_wanted=_no_verdict),
)


def plan_growth(at: datetime) -> int:
    """Write what has become due in growing by a moment and was not told."""
    return plan("growth.experiment_over", _experiments(at), at=at)


def _experiments(at: datetime) -> Iterator[Due]:
    for row in queries.to_judge(Experiment.objects.all(), on=at.date() + timedelta(days=1)):
        person = row.focus.employee
        moment = morning(row.ends_on, zone_named(person.time_zone))
        if moment <= at:
            key = f"growth.experiment_over:{row.pk}"
            yield Due(key, person, row, moment, expires_at=moment + timedelta(days=7))


register_planner("growth", plan_growth)
