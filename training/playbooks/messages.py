"""What do we tell those who run a playbook, and HR when somebody asks for them? Never a note, and never whom it is about."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.playbooks import queries
from training.playbooks.models import PlaybookRun, PlaybookVersion, RunStep
from transition.lib.moments import morning, zone_named

LATE = timedelta(days=3)


def _steps(notice: Notice) -> QuerySet[RunStep]:
    day = date.fromisoformat(notice.details["due_on"])
    return RunStep.objects.filter(run=notice.about_id or 0, run__closed_on=None, due_on=day, done_on=None)


def _due(notice: Notice, recipient: Any) -> Message:
    run = PlaybookRun.objects.select_related("version").filter(pk=notice.about_id or 0).first()
    steps = list(_steps(notice))
    if run is None or not steps:
        return Message("A playbook that has gone on without this step")
    day = date.fromisoformat(notice.details["due_on"])
    verb = "was due" if notice.kind.endswith("late") else "is due"
    what = steps[0].words if len(steps) == 1 else f"{len(steps)} steps"
    body = "\n".join(f"- {step.words}" for step in steps) if len(steps) > 1 else ""
    return Message(f"{run.version}: {what[:150]} {verb} on {day:%a %-d %b}", body, f"/playbooks/runs/{run.pk}/")


def _still_open(notice: Notice, recipient: Any) -> bool:
    return _steps(notice).exists()


def _asked(notice: Notice, recipient: Any) -> Message:
    version = PlaybookVersion.objects.filter(pk=notice.about_id or 0).first()
    asker = Employee.objects.filter(pk=notice.details["asker"]).first()
    if version is None or asker is None:
        return Message("Somebody asked for you")
    words = f"It may be about conduct. They were looking at the playbook: {version}. Nothing about it is written down here."
    return Message(f"{asker} needs to talk with you today", words, f"/people/{asker.pk}/")


register(
    "Decisions, guidelines and playbooks",
    Kind("playbooks.step_due", "A step of a playbook you run is due", _due, still_wanted=_still_open),
    Kind("playbooks.step_late", "A step of a playbook you run is late", _due, still_wanted=_still_open),
    Kind("playbooks.conduct", "Somebody asks HR to look at conduct", _asked, is_urgent=True),
)


def plan_playbooks(at: datetime) -> int:
    """Write what has become due in runs of playbooks by a moment and was not told: one message a run and day."""
    return plan("playbooks.step_due", _steps_due(at, "due", timedelta()), at=at) + plan(
        "playbooks.step_late", _steps_due(at, "late", LATE), at=at
    )


def _steps_due(at: datetime, name: str, later: timedelta) -> Iterator[Due]:
    told = set()
    for step in queries.open_steps(RunStep.objects.all(), until=at.date() + timedelta(days=1) - later):
        run = step.run
        moment = morning(step.due_on + later, zone_named(run.owner.time_zone))
        if moment > at or (run.pk, step.due_on) in told or step.due_on + later <= run.started_on:
            continue
        told.add((run.pk, step.due_on))
        key, details = f"playbooks.step_{name}:{run.pk}:{step.due_on}", {"due_on": step.due_on.isoformat()}
        yield Due(key, run.owner, run, moment, expires_at=moment + timedelta(days=7), details=details)


register_planner("playbooks", plan_playbooks)
