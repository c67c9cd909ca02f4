"""What must be met before a confirmation? Each condition reads down; all but the check-ins can be waived, in writing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from people.employees.queries import reports_of
from training.curricula.queries import progress
from training.one_on_ones.queries import people_met
from training.trials.models import Trial, Waiver
from training.trials.queries import promises_of
from transition.lib.moments import start_of, zone_named

RECENT = timedelta(days=42)  # each report was met at least once in that time


@dataclass(frozen=True)
class Condition:
    """One condition as it stands on a day: `says` is what is there or missing, in words."""

    key: str
    title: str
    is_met: bool
    says: str
    waiver: Waiver | None = None

    @property
    def is_settled(self) -> bool:
        """Whether it no longer stands in the way."""
        return self.is_met or self.waiver is not None


def conditions_of(trial: Trial, *, on: date) -> list[Condition]:
    """Return every condition of a trial as it stands on a day, met, waived or open."""
    waivers = {waiver.condition: waiver for waiver in trial.waivers.select_related("by__employee")}
    found = []
    for key, (title, look) in CONDITIONS.items():
        is_met, says = look(trial, on)
        found.append(Condition(key, title, is_met, says, waivers.get(key)))
    return found


def are_settled(trial: Trial, *, on: date) -> bool:
    """Return whether every condition of a trial is met or waived on a day."""
    return all(condition.is_settled for condition in conditions_of(trial, on=on))


def _check_ins(trial: Trial, on: date) -> tuple[bool, str]:
    rows = list(trial.check_ins.all())
    settled = sum(row.held_on is not None or row.waived_on is not None for row in rows)
    return settled == len(rows), f"{settled} of {len(rows)} held or waived"


def _support(trial: Trial, on: date) -> tuple[bool, str]:
    owed = [state for state in promises_of(trial, on=on) if state.debt]
    if not owed:
        return True, "Everything promised so far was delivered"
    return False, "Owed to the candidate: " + "; ".join(state.promise.what for state in owed)


def _programme(trial: Trial, on: date) -> tuple[bool, str]:
    programme = trial.contract.programme
    if programme is None:
        return True, "The contract has none"
    done, _, total = progress(trial.candidate, programme, on=on)
    return done >= total, f"{done} of {total} modules done"


def _one_on_ones(trial: Trial, on: date) -> tuple[bool, str]:
    start = max(on - RECENT, trial.contract.starts_on)
    met = people_met(trial.candidate, since=start_of(start, zone_named(trial.candidate.time_zone)))
    missing = [str(one) for one in reports_of(trial.candidate, on=on) if one.pk not in met]
    if missing:
        return False, f"No 1:1 held in the last six weeks with {', '.join(missing)}"
    return True, "Each report was met in the last six weeks"


def _evaluation(trial: Trial, on: date) -> tuple[bool, str]:
    """Held, never how it came out: no score confirms anybody, and none stands in the way."""
    evaluation = trial.evaluation
    if evaluation is None:
        return False, "Not planned yet"
    if evaluation.held_on:
        return True, f"Held, {evaluation.held_on:%-d %b %Y}. What came of it decides nothing here"
    cycle = evaluation.cycle
    if on < cycle.opens_on:
        return False, f"Opens on {cycle.opens_on:%-d %b %Y}"
    if on <= cycle.closes_on:
        return False, f"Open until {cycle.closes_on:%-d %b %Y}"
    return False, "A talk with the team is still to be held" if cycle.released_on else "About to be released"


CONDITIONS: dict[str, tuple[str, Callable[[Trial, date], tuple[bool, str]]]] = {
    "check_ins": ("All check-ins of the contract", _check_ins),
    "support": ("The support that was promised", _support),
    "programme": ("The programme", _programme),
    "one_on_ones": ("1:1s with every report", _one_on_ones),
    "evaluation": ("The leadership evaluation", _evaluation),
}
WAIVABLE = tuple(key for key in CONDITIONS if key != "check_ins")  # a check-in is waived one by one
