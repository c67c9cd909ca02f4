"""What do we tell about pulses? That one may be kept; never what one says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.pulses import queries
from training.pulses.models import PulseShare
from training.trials.models import Trial
from transition.lib.moments import morning, zone_named

INBOX = (Channel.INBOX,)


def _asked(notice: Notice, recipient: Any) -> Message:
    return Message(
        "How is it for you? Three numbers, for you alone", "Energy, confidence, meaning.", f"/pulses/{notice.about_id}/"
    )


def _is_asked(notice: Notice, recipient: Any) -> bool:
    trial = queries.with_last_pulse(Trial.objects.filter(pk=notice.about_id or 0)).first()
    return trial is not None and (trial.last_pulse or 0) < notice.details["month"]  # type: ignore[attr-defined]


def _shared(notice: Notice, recipient: Any) -> Message:
    trial = Trial.objects.select_related("candidate").filter(pk=notice.about_id or 0).first()
    who = str(trial.candidate) if trial else "Somebody"
    return Message(f"{who} lets you read how the months are for them", link=f"/pulses/{notice.about_id}/")


def _is_shared(notice: Notice, recipient: Any) -> bool:
    return PulseShare.objects.filter(trial=notice.about_id or 0, trial__mentor=recipient).exists()


register(
    "How somebody leads",
    Kind("pulses.asked", "How a month of the trial was for you", _asked, still_wanted=_is_asked, channels=INBOX),
    Kind("pulses.shared", "Somebody lets you read their pulse", _shared, still_wanted=_is_shared, channels=INBOX),
)


def plan_pulses(at: datetime) -> int:
    """Ask everybody on trial who has not kept this month's pulse, once a month, in the inbox."""
    return plan("pulses.asked", _due(at), at=at)


def _due(at: datetime) -> Iterator[Due]:
    on = timezone.localdate(at)
    for trial in queries.with_last_pulse(Trial.objects.filter(status=Trial.Status.RUNNING)):
        month = queries.month_on(trial, on)
        moment = morning(queries.asked_on(trial, month), zone_named(trial.candidate.time_zone))
        if queries.is_asked(trial, on=on) and moment <= at:
            key = f"pulses.asked:{trial.pk}:{month}"
            expires_at = moment + timedelta(days=10)
            yield Due(key, trial.candidate, trial, moment, expires_at=expires_at, details={"month": month}, channels=INBOX)


register_planner("pulses", plan_pulses)
