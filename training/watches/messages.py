"""What do we tell about the months after? That something is asked; never a word of an answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from people.employees.models import Employee
from people.employees.queries import manager_of
from people.notifications.actions import Due as Notice_
from people.notifications.actions import plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from training.trials.models import Trial
from training.watches import queries
from transition.lib.moments import morning, zone_named

INBOX = (Channel.INBOX,)
SAYS = {
    "talk": "Time for a talk about staying: {who}, {month} months after the confirmation",
    "review": "Six months of {who} on the new path: what did the organisation cause?",
    "look_back": "For you alone: would you choose it again?",
}
SAYS_TO_CANDIDATE = SAYS | {
    "talk": "Time for a talk about staying, {month} months after your confirmation",
    "review": "Six months since you began: what did the organisation cause?",
}
LATE = timedelta(days=7)


def _asked(notice: Notice, recipient: Any) -> Message:
    trial = Trial.objects.select_related("candidate").filter(pk=notice.about_id or 0).first()
    if trial is None:
        return Message("Something that is no longer asked")
    says = SAYS_TO_CANDIDATE if recipient.pk == trial.candidate_id else SAYS
    kind, month = notice.details["kind"], notice.details["month"]
    return Message(says[kind].format(who=trial.candidate, month=month), link=address_of(trial.pk, kind, month))


def address_of(trial: int, kind: str, month: int) -> str:
    """Return the path at which one thing of the watch is done."""
    return f"/watches/{trial}/review/" if kind == "review" else f"/watches/{trial}/{kind.replace('_', '-')}/{month}/"


def _is_asked(notice: Notice, recipient: Any) -> bool:
    found = queries.with_watch(Trial.objects.filter(pk=notice.about_id or 0)).first()
    same = (notice.details["kind"], notice.details["month"], notice.details.get("role", ""))
    return found is not None and any(
        not one.is_done and (one.kind, one.month, one.role) == same for one in queries.watch_of(found)
    )


def _held(notice: Notice, recipient: Any) -> Message:
    return Message("Both of you have written about the six months: it can be read", link=f"/watches/{notice.about_id}/review/")


register(
    "Trials",
    Kind("watches.asked", "A talk, a review or a question for yourself, months later", _asked, still_wanted=_is_asked),
    Kind("watches.review_held", "Both have written about six months", _held),
)


def plan_watches(at: datetime) -> int:
    """Ask for what is due a week ahead, and once more a week late."""
    return plan("watches.asked", (due for due in _dues(at) if due.at <= at), at=at)


def _dues(at: datetime) -> Iterator[Notice_]:
    on = timezone.localdate(at)
    for trial in queries.with_watch(Trial.objects.all()):
        for one in queries.watch_of(trial):
            if not one.is_done and one.due_on - LATE <= on <= one.due_on + 3 * LATE:
                for person in _people(one):
                    channels = INBOX if one.kind == "look_back" else None
                    for day in (one.due_on - LATE, one.due_on + LATE):
                        moment = morning(day, zone_named(person.time_zone))
                        key = f"watches.asked:{trial.pk}:{one.kind}:{one.month}:{one.role}:{day.isoformat()}:{person.pk}"
                        details = {"kind": one.kind, "month": one.month, "role": one.role}
                        yield Notice_(key, person, trial, moment, expires_at=moment + LATE, details=details, channels=channels)


def _people(one: queries.Due) -> list[Employee]:
    trial = one.trial
    if one.kind == "talk":
        manager = manager_of(trial.candidate, on=one.due_on)
        return [trial.candidate, manager] if manager else [trial.candidate]
    if one.kind == "review" and one.role == queries.Role.SPONSOR:
        return [trial.sponsor]
    return [trial.candidate]


register_planner("watches", plan_watches)
