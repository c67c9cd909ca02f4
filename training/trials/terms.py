"""What may a contract say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.employees.models import Employee, Team
from people.employees.queries import chain_above
from people.tracks.models import LadderVersion, Level, Track
from training.curricula.models import Programme
from training.presets.models import PresetVersion
from training.trials import queries
from training.trials.models import Trial

SHORTEST, LONGEST = 30, 180  # days of a trial
MOST_REPORTS = 12  # whom anybody can lead; how many are wise is said by `span_note`
SPAN = (2, 4, 6)  # usual from, usual to, warned about above: where a contract has no preset (README, "A trial")
NEAR = 7  # days between a check-in and the preset's day for it
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
    """What a contract agrees on; dates are days, `ends_on` the last one (None: open), hours are a week's."""

    title: str
    target_level: Level
    team: Team
    manager: Employee
    starts_on: date
    ends_on: date | None
    success_criteria: str
    reports: Sequence[Employee]
    check_in_days: Sequence[date]
    promises: Sequence[Promised] = ()
    protected_hours: int = 4
    technical_hours: int = 0
    peer_group: str = ""
    coach: Employee | None = None
    programme: Programme | None = None
    preset: PresetVersion | None = None
    way_back_months: int = 12

    def form_on(self, day: date) -> str:
        """Return which questions a check-in asks (PresetVersion.CheckInForm): those of the preset's check-in nearest to that day."""
        planned = self.preset.check_ins if self.preset else []
        days = (day - self.starts_on).days
        near = min(planned, key=lambda pair: abs(pair[0] - days), default=None)
        return near[1] if near and abs(near[0] - days) <= NEAR else PresetVersion.CheckInForm.USUAL.value


def faults_of(terms: Terms, trial: Trial, *, grade_order: int, on: date) -> dict[str, str]:
    """Return what is wrong with the terms of a trial, by field of Terms; `grade_order` is the candidate's height today."""
    faults = _of_words_and_dates(terms, on)
    faults |= _of_target(terms.target_level, grade_order)
    faults |= _of_people(terms, trial)
    return faults


def span_note(many: int, preset: PresetVersion | None) -> str:
    """Return what to say about how many people somebody would lead; empty where it is as usual. It bars nothing."""
    least, most, warned = (preset.span_from, preset.span_to, preset.span_warning) if preset else SPAN
    if many > warned:
        return f"{many} people: more than {warned}. Nobody who leads for the first time has an hour a week for each of so many."
    return (
        "" if least <= many <= most else f"{many} {'person' if many == 1 else 'people'}: {least} to {most} are usual for a trial."
    )


def _of_words_and_dates(terms: Terms, on: date) -> dict[str, str]:
    faults = {}
    length = (terms.ends_on - terms.starts_on).days + 1 if terms.ends_on else None
    is_open_end = terms.preset is not None and terms.preset.is_open_end
    if terms.starts_on <= on:
        faults["starts_on"] = "The first day is still to come: everybody must be able to sign before it."
    if length is None and not is_open_end:
        faults["ends_on"] = "Only who acts has an open end."
    if length is not None and not SHORTEST <= length <= LONGEST:
        faults["ends_on"] = f"A trial lasts {SHORTEST} to {LONGEST} days; this would be {length}."
    if not terms.success_criteria.strip():
        faults["success_criteria"] = "Say by what both sides will see that it works."
    if not terms.title.strip():
        faults["title"] = "Say what they are called during the trial."
    if not EARLIEST <= terms.way_back_months <= LATEST:
        faults["way_back_months"] = f"The way back stays open for {EARLIEST} to {LATEST} months after a confirmation."
    if not 0 <= terms.protected_hours <= 20:
        faults["protected_hours"] = "Between 0 and 20 hours a week."
    if not 0 <= terms.technical_hours <= 30:
        faults["technical_hours"] = "Between 0 and 30 hours a week."
    last = terms.ends_on or max(terms.check_in_days, default=terms.starts_on)
    if not terms.check_in_days or not all(terms.starts_on < day <= last for day in terms.check_in_days):
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
    if terms.coach and terms.coach.pk in (candidate.pk, trial.sponsor_id):
        faults["coach"] = "A coach is somebody else: neither the candidate nor the sponsor."
    if not 1 <= len(led) <= MOST_REPORTS:
        faults["reports"] = f"One to {MOST_REPORTS} people."
    elif led & {candidate.pk, trial.sponsor_id, *chain_above(candidate, on=day).values_list("pk", flat=True)}:
        faults["reports"] = "Neither the candidate, nor the sponsor, nor anybody above the candidate."
    elif row := queries.led_in_open_trials(terms.reports, besides=trial).first():
        faults["reports"] = f"{row.employee} is to report to {row.contract.trial.candidate} in another trial."
    for field, people in (("manager", [terms.manager]), ("reports", terms.reports)):
        if gone := [one for one in people if one.left_on and one.left_on <= day]:
            faults[field] = f"{gone[0]} no longer works here by then."
    return faults
