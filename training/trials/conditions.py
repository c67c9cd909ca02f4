"""What must be met before a confirmation? Each condition reads down; all but the check-ins can be waived, in writing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from people.employees.queries import reports_of
from training.curricula.queries import steps_in
from training.one_on_ones.queries import not_met
from training.presets.models import PresetVersion
from training.trials.models import CheckIn, PackagePart, Trial, Waiver
from training.trials.package import debt_of
from training.trials.queries import PromiseState, promises_of
from transition.lib.moments import start_of, zone_named
from transition.lib.prepared import Prepared

RECENT = timedelta(days=42)  # each report was met at least once in that time


TITLES = dict(PresetVersion.Condition.choices)
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


_waivers = Prepared(lambda trial: Waiver.objects.filter(trial=trial).select_related("by__employee"), trial=int)


def conditions_of(
    trial: Trial,
    *,
    on: date,
    promises: list[PromiseState] | None = None,
    package: list[PackagePart] | None = None,
    check_ins: list[CheckIn] | None = None,
) -> list[Condition]:
    """Return what a confirmation needs by the trial's preset (without one: everything), as it stands on a day, met, waived or open.

    `promises`, `package` and `check_ins` where the caller has them.
    """
    preset = trial.contract.preset
    wanted = preset.conditions if preset else list(TITLES)
    states = promises_of(trial, on=on) if promises is None else promises
    parts = list(trial.package.all()) if package is None else package
    rows = list(trial.check_ins.all()) if check_ins is None else check_ins
    waivers = {waiver.condition: waiver for waiver in _waivers(trial=trial.pk)}
    look: dict[str, Callable[[], tuple[bool, str]]] = {
        "check_ins": lambda: _check_ins(trial, rows, on),
        "support": lambda: _support([debt.what for debt in debt_of(trial, states, parts, on=on)]),
        "programme": lambda: _programme(trial),
        "one_on_ones": lambda: _one_on_ones(trial, on),
        "evaluation": lambda: _evaluation(trial, on),
    }
    found = {key: look[key]() for key in TITLES if key in wanted}
    return [Condition(key, TITLES[key], is_met, says, waivers.get(key)) for key, (is_met, says) in found.items()]


def are_settled(trial: Trial, *, on: date) -> bool:
    """Return whether every condition of a trial is met or waived on a day."""
    return all(condition.is_settled for condition in conditions_of(trial, on=on))


def _check_ins(trial: Trial, rows: list[CheckIn], on: date) -> tuple[bool, str]:
    is_acting = trial.contract.ends_on is None
    if is_acting:  # the review that lies ahead does not stand in the way
        rows = [row for row in rows if row.held_on or row.waived_on or row.due_on <= on] or rows
    settled = sum(row.held_on is not None or row.waived_on is not None for row in rows)
    return settled == len(rows), f"{settled} of {len(rows)} {'due so far ' if is_acting else ''}held or waived"


def _support(owed: list[str]) -> tuple[bool, str]:
    if not owed:
        return True, "Everything promised so far was delivered"
    return False, "Owed to the candidate: " + "; ".join(owed)


def _programme(trial: Trial) -> tuple[bool, str]:
    programme = trial.contract.programme
    if programme is None:
        return True, "The contract has none"
    steps = steps_in(programme, trial.candidate)
    done = sum(step.is_settled for step in steps)
    is_met = bool(steps) and not any(step.is_owed for step in steps)
    return is_met, f"{done} of {len(steps)} modules done"


_not_met = Prepared(
    lambda manager, on, since: not_met(reports_of(manager, on=on), manager, since=since), manager=int, on=date, since=datetime
)


def _one_on_ones(trial: Trial, on: date) -> tuple[bool, str]:
    since = start_of(max(on - RECENT, trial.contract.starts_on), zone_named(trial.candidate.time_zone))
    if names := [str(one) for one in _not_met(manager=trial.candidate_id, on=on, since=since)]:
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
