"""What does the clock do to evaluations? Everything may run late, twice, or once for many missed days."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings

from training.evaluations import actions, queries
from training.evaluations.ballots import KeyLost
from training.evaluations.models import EvaluationCycle

log = logging.getLogger(__name__)
KNOWN_AHEAD = timedelta(days=21)  # so long before it opens a manager can name peers, and HR look it through
LATEST = timedelta(days=30)  # a season that nobody could plan in time is left out after that
KEPT = timedelta(days=30)  # shuffled answers, after the release


def sweep(*, on: date, at: datetime) -> int:
    """Plan seasons and follow-ups, open, close and release what is due, forget what is spent; returns how many cycles changed.

    A cycle whose key is missing stays closed, and is named in the log and by /healthz/outbox: only HR can decide to ask again.
    """
    cycles = EvaluationCycle.objects.all()
    changed = actions.plan_follow_ups(on=on, at=at) + plan_season(on=on, at=at)
    for cycle in queries.opening_by(cycles, on=on):
        actions.open_cycle(cycle, on=on, at=at)
        changed += 1
    for cycle in queries.closing_by(cycles, on=on):
        actions.close_cycle(cycle, on=on, at=at)
        changed += 1
    for cycle in queries.to_release(cycles):
        try:
            changed += actions.release_cycle(cycle, on=on)
        except KeyLost:
            log.error("the key of the evaluation cycle %s is not in EVALUATION_KEYS_DIR; it stays sealed", cycle.pk)
    actions.destroy_spent_keys()
    actions.forget_answers(released_before=on - KEPT)
    return changed


def plan_season(*, on: date, at: datetime) -> int:
    """Plan the cycle of the half-year for every manager, three weeks before it opens; returns 1 when there is a new one."""
    for opens_on in openings(on, settings.EVALUATION_MONTHS):
        season = f"{opens_on:%Y-%m}"
        if opens_on - KNOWN_AHEAD <= on <= opens_on + LATEST and not EvaluationCycle.objects.filter(season=season).exists():
            actions.plan_cycle(
                title=f"How leadership lands, {opens_on:%B %Y}", opens_on=max(opens_on, on), season=season, by=None, at=at
            )
            return 1
    return 0


def openings(on: date, months: Iterable[int]) -> list[date]:
    """Return the first Tuesday of each of these months, of this year and the next."""
    firsts = [date(year, month, 1) for year in (on.year, on.year + 1) for month in months]
    return [first + timedelta(days=(1 - first.weekday()) % 7) for first in firsts]
