"""Which month is it, and who has not kept it yet?"""

from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from training.pulses.models import Pulse
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
    """Return trials with the last month that was kept (`last_pulse`, None: none yet)."""
    kept = Pulse.objects.filter(trial=OuterRef("pk")).order_by("-month").values("month")[:1]
    return trials.select_related("candidate", "contract").annotate(last_pulse=Subquery(kept))


def is_asked(trial: Trial, *, on: date) -> bool:
    """Return whether a trial (of `with_last_pulse`) runs and asks its candidate for this month's pulse."""
    if trial.status != Trial.Status.RUNNING:
        return False
    month = month_on(trial, on)
    return asked_on(trial, month) <= on and (trial.last_pulse or 0) < month  # type: ignore[attr-defined]
