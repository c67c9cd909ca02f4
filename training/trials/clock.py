"""What does the clock do to trials? Everything may run late, twice, or once for many missed days."""

from datetime import date, datetime

from django.db import transaction

from people.employees.actions import lock_lines
from training.trials import queries
from training.trials.actions import end_supports, locked, pass_to, plan_review, start_trial
from training.trials.decisions import finish_return, hand_over_reports
from training.trials.evaluation import keep_evaluations_in_step
from training.trials.models import Trial

Status = Trial.Status


def sweep(*, on: date, at: datetime) -> int:
    """Begin what has its first day, close what is settled, note who left; returns how many trials changed."""
    trials, changed = Trial.objects.all(), 0
    for trial in queries.of_leavers(trials, on=on):
        changed += _close_for_leaver(trial, at=at, on=on)
    for trial in queries.starting_by(trials, on=on):
        start_trial(trial, by=None, at=at, on=on)
        changed += 1
    changed += keep_evaluations_in_step(on=on, at=at)
    for trial in queries.running(trials).filter(ends_on=None).select_related("contract__preset"):
        changed += plan_review(trial, on=on) is not None
    for trial in queries.settling_in(trials).filter(way_back__on__lte=on - queries.REINTEGRATION):
        changed += _finish(trial, at=at)
    return changed


@transaction.atomic
def _finish(trial: Trial, *, at: datetime) -> int:
    trial = locked(trial)
    if trial.status == Status.RETURNING:
        finish_return(trial, by=None, at=at)
        return 1
    return 0


@transaction.atomic
def _close_for_leaver(trial: Trial, *, at: datetime, on: date) -> int:
    """Somebody left the company in the middle of it: those they led go back to whom they reported, where that is possible."""
    lock_lines()
    trial = locked(trial)
    if Status.LEFT not in Trial.TRANSITIONS[Status(trial.status)]:
        return 0
    if trial.announced_at is not None:
        hand_over_reports(trial, on=trial.candidate.left_on or on, by=None, at=at)
    end_supports(trial, on=on)
    pass_to(trial, Status.LEFT, by=None, at=at)
    return 1
