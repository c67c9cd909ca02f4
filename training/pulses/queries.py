"""Which month is it, and who has not kept it yet?"""

from datetime import date, timedelta

from django.db.models import Max, QuerySet

from people.employees.models import Employee
from training.trials.models import Trial

MONTH = timedelta(days=30)
ASKED_FROM = timedelta(days=20)  # into a month: before it there is little to say


def month_on(trial: Trial, on: date) -> int:
    """Return in which month (1 and up, of thirty days) of a trial with a contract a day lies."""
    return max(0, (on - trial.contract.starts_on).days) // MONTH.days + 1


def asked_on(trial: Trial, month: int) -> date:
    """Return the day from which the pulse of a month is asked for."""
    return trial.contract.starts_on + (month - 1) * MONTH + ASKED_FROM


def with_last_pulse(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return trials under way with the last month that was kept (`last_pulse`, None: none yet)."""
    rows = trials.filter(status=Trial.Status.RUNNING).select_related("candidate", "contract")
    return rows.annotate(last_pulse=Max("pulses__month"))


def is_asked(trial: Trial, *, on: date) -> bool:
    """Return whether a trial (of `with_last_pulse`) asks its candidate for this month's pulse."""
    month = month_on(trial, on)
    return asked_on(trial, month) <= on and (trial.last_pulse or 0) < month  # type: ignore[attr-defined]


def asked_of(person: Employee, *, on: date) -> Trial | None:
    """Return the trial of somebody that asks for a pulse on a day (one query)."""
    trial = with_last_pulse(Trial.objects.filter(candidate=person)).first()
    return trial if trial and is_asked(trial, on=on) else None
