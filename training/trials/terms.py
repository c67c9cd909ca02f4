"""What may a contract say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.employees.models import Employee, Team
from people.employees.queries import chain_above
from people.tracks.models import LadderVersion, Level, Track
from training.curricula.models import Programme
from training.trials import queries
from training.trials.models import Trial

SHORTEST, LONGEST = 30, 180  # days of a trial
MOST_REPORTS = 6  # whom somebody leads for the first time: above it nobody has the hours
EARLIEST, LATEST = 6, 24  # months for which the way back stays open


@dataclass(frozen=True)
class Promised:
    """Support promised in a contract: `kind` of SupportPromise.Kind, first due on a day, again every so many weeks (None: once)."""

    kind: str
    what: str
    owner: Employee
    due_on: date
    every_weeks: int | None = None


@dataclass(frozen=True)
class Terms:
    """What a contract agrees on; dates are days, `ends_on` the last one, `protected_hours` a week."""

    title: str
    target_level: Level
    team: Team
    manager: Employee
    starts_on: date
    ends_on: date
    success_criteria: str
    reports: Sequence[Employee]
    check_in_days: Sequence[date]
    promises: Sequence[Promised] = ()
    protected_hours: int = 4
    programme: Programme | None = None
    way_back_months: int = 12


def faults_of(terms: Terms, trial: Trial, *, grade_order: int, on: date) -> dict[str, str]:
    """Return what is wrong with the terms of a trial, by field of Terms; `grade_order` is the candidate's height today."""
    faults = _of_words_and_dates(terms, on)
    faults |= _of_target(terms.target_level, grade_order)
    faults |= _of_people(terms, trial)
    return faults


def _of_words_and_dates(terms: Terms, on: date) -> dict[str, str]:
    faults = {}
    length = (terms.ends_on - terms.starts_on).days + 1
    if terms.starts_on <= on:
        faults["starts_on"] = "The first day is still to come: everybody must be able to sign before it."
    if not SHORTEST <= length <= LONGEST:
        faults["ends_on"] = f"A trial lasts {SHORTEST} to {LONGEST} days; this would be {length}."
    if not terms.success_criteria.strip():
        faults["success_criteria"] = "Say by what both sides will see that it works."
    if not terms.title.strip():
        faults["title"] = "Say what they are called during the trial."
    if not EARLIEST <= terms.way_back_months <= LATEST:
        faults["way_back_months"] = f"The way back stays open for {EARLIEST} to {LATEST} months after a confirmation."
    if not 0 <= terms.protected_hours <= 20:
        faults["protected_hours"] = "Between 0 and 20 hours a week."
    if not terms.check_in_days or not all(terms.starts_on < day <= terms.ends_on for day in terms.check_in_days):
        faults["check_in_days"] = "At least one check-in, each within the trial."
    return faults


def _of_target(level: Level, grade_order: int) -> dict[str, str]:
    if level.track.kind not in (Track.Kind.MANAGEMENT, Track.Kind.HYBRID):
        return {"target_level": "A level of a management track."}
    if level.version.status != LadderVersion.Status.PUBLISHED:
        return {"target_level": "A level of a ladder in force."}
    if level.grade is None or level.grade.order < grade_order:
        return {"target_level": "At least as high as where they stand: nobody loses height by leading."}
    return {}


def _of_people(terms: Terms, trial: Trial) -> dict[str, str]:
    candidate, day = trial.candidate, terms.starts_on
    led = {one.pk for one in terms.reports}
    faults = {}
    if terms.team.closed_on and terms.team.closed_on <= day:
        faults["team"] = "This team is closed by then."
    if (led | {candidate.pk}) & {terms.manager.pk, *chain_above(terms.manager, on=day).values_list("pk", flat=True)}:
        faults["manager"] = "Somebody who reports neither to the candidate nor to one of those they would lead."
    if not 1 <= len(led) <= MOST_REPORTS:
        faults["reports"] = f"One to {MOST_REPORTS} people: enough to learn on, few enough to have time for."
    elif led & {candidate.pk, trial.sponsor_id, *chain_above(candidate, on=day).values_list("pk", flat=True)}:
        faults["reports"] = "Neither the candidate, nor the sponsor, nor anybody above the candidate."
    elif row := queries.led_in_open_trials(terms.reports, besides=trial).first():
        faults["reports"] = f"{row.employee} is to report to {row.contract.trial.candidate} in another trial."
    for field, people in (("manager", [terms.manager]), ("reports", terms.reports)):
        if gone := [one for one in people if one.left_on and one.left_on <= day]:
            faults[field] = f"{gone[0]} no longer works here by then."
    return faults
