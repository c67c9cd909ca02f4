"""When is the leadership evaluation of a trial held? It opens at two thirds of its length and closes a week before the decision."""

from datetime import date, datetime, timedelta

from people.accounts.models import User
from training.evaluations import actions
from training.evaluations.models import Evaluation, EvaluationCycle
from training.trials import queries
from training.trials.models import Trial

BEFORE_THE_DECISION = timedelta(days=7)
LEAST = timedelta(days=3)  # to answer in
PLANNED = EvaluationCycle.Status.PLANNED


def days_of(trial: Trial) -> tuple[date, date] | None:
    """Return the first and the last day on which a trial's evaluation is open, as the trial's dates stand; None: its end is open."""
    start, end = trial.contract.starts_on, queries.last_day(trial)
    if end is None:
        return None
    return start + timedelta(days=round(((end - start).days + 1) * 2 / 3)), end - BEFORE_THE_DECISION


def plan_evaluation(trial: Trial, *, by: User | None, at: datetime, on: date) -> None:
    """Plan the evaluation of a trial that has none, if there is time left for it; the sponsor reads it, and everybody asked is told so.

    It is one to judge by, and still nothing but "held" counts (conditions.py). The ninety days together do not apply.
    """
    days = days_of(trial)
    if days is None:
        return
    opens_on, closes_on = days
    if trial.evaluation_id is not None or max(opens_on, on) + LEAST > closes_on:
        return
    cycle = actions.plan_cycle(
        title=f"{trial.candidate}'s trial",
        opens_on=max(opens_on, on),
        closes_on=closes_on,
        managers=[trial.candidate],
        kind=EvaluationCycle.Kind.EVALUATIVE,
        reader=trial.sponsor,
        minimum_days=0,
        by=by,
        at=at,
    )
    trial.evaluation = cycle.evaluations.get()
    trial.save(update_fields=["evaluation"])


def keep_evaluations_in_step(*, on: date, at: datetime) -> int:
    """Plan what a running trial lacks, move what is still planned with the trial, call off what its end made needless; returns how many."""
    changed = 0
    rows = queries.running(Trial.objects.all()).select_related("contract", "sponsor", "candidate", "evaluation__cycle")
    for trial in rows:
        if trial.evaluation is None:
            plan_evaluation(trial, by=None, at=at, on=on)
            changed += trial.evaluation is not None
        elif trial.evaluation.cycle.status == PLANNED:
            changed += _follow(trial, trial.evaluation, on=on)
    for trial in Trial.objects.exclude(status=Trial.Status.RUNNING).filter(evaluation__cycle__status=PLANNED):
        actions.call_off(trial.evaluation.cycle, by=None, at=at)  # type: ignore[union-attr]
        changed += 1
    return changed


def _follow(trial: Trial, evaluation: Evaluation, *, on: date) -> bool:
    days = days_of(trial)
    if days is None:
        return False
    opens_on, closes_on = days
    if evaluation.reader_id != trial.sponsor_id:
        actions.set_reader(evaluation, reader=trial.sponsor)
    opens_on = max(opens_on, on)
    if (evaluation.cycle.opens_on, evaluation.cycle.closes_on) == (opens_on, closes_on) or opens_on + LEAST > closes_on:
        return False
    actions.move_cycle(evaluation.cycle, opens_on=opens_on, closes_on=closes_on)
    return True
