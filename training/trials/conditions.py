"""What must be met before a confirmation? Each condition reads down; all but the check-ins can be waived, in writing."""

from dataclasses import dataclass
from datetime import date, timedelta

from people.employees.queries import reports_of
from training.curricula.queries import steps_in
from training.one_on_ones.queries import not_met
from training.trials.models import Trial, Waiver
from training.trials.queries import PromiseState, promises_of
from transition.lib.moments import start_of, zone_named

RECENT = timedelta(days=42)  # each report was met at least once in that time


TITLES = {
    "check_ins": "All check-ins of the contract",
    "support": "The support that was promised",
    "programme": "The programme",
    "one_on_ones": "1:1s with every report",
    "evaluation": "The leadership evaluation",
}
WAIVABLE = tuple(key for key in TITLES if key != "check_ins")  # a check-in is waived one by one


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


def conditions_of(trial: Trial, *, on: date, promises: list[PromiseState] | None = None) -> list[Condition]:
    """Return every condition of a trial as it stands on a day, met, waived or open; `promises` where the caller has them."""
    waivers = {waiver.condition: waiver for waiver in trial.waivers.select_related("by__employee")}
    found = {
        "check_ins": _check_ins(trial),
        "support": _support(promises_of(trial, on=on) if promises is None else promises),
        "programme": _programme(trial),
        "one_on_ones": _one_on_ones(trial, on),
        "evaluation": _evaluation(trial, on),
    }
    return [Condition(key, TITLES[key], is_met, says, waivers.get(key)) for key, (is_met, says) in found.items()]


def are_settled(trial: Trial, *, on: date) -> bool:
    """Return whether every condition of a trial is met or waived on a day."""
    return all(condition.is_settled for condition in conditions_of(trial, on=on))


def _check_ins(trial: Trial) -> tuple[bool, str]:
    rows = list(trial.check_ins.all())
    settled = sum(row.held_on is not None or row.waived_on is not None for row in rows)
    return settled == len(rows), f"{settled} of {len(rows)} held or waived"


def _support(promises: list[PromiseState]) -> tuple[bool, str]:
    owed = [state for state in promises if state.debt]
    if not owed:
        return True, "Everything promised so far was delivered"
    return False, "Owed to the candidate: " + "; ".join(state.promise.what for state in owed)


def _programme(trial: Trial) -> tuple[bool, str]:
    programme = trial.contract.programme
    if programme is None:
        return True, "The contract has none"
    steps = steps_in(programme, trial.candidate)
    done = sum(step.is_settled for step in steps)
    is_met = bool(steps) and not any(step.is_owed for step in steps)
    return is_met, f"{done} of {len(steps)} modules done"


def _one_on_ones(trial: Trial, on: date) -> tuple[bool, str]:
    since = start_of(max(on - RECENT, trial.contract.starts_on), zone_named(trial.candidate.time_zone))
    missing = not_met(reports_of(trial.candidate, on=on), trial.candidate, since=since)
    if names := [str(one) for one in missing]:
        return False, f"No 1:1 held in the last six weeks with {', '.join(names)}"
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
