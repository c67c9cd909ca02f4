"""Who is proposed for a trial, by whom, on what evidence?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from people.tracks.queries import place_of
from training.trials import queries
from training.trials.actions import check_people
from training.trials.models import Evidence, Trial
from training.trials.way_back import standing_of
from transition.lib.faults import Conflict

LEAST_SEEN = 2  # pieces of leadership evidence, each from somebody else
SETTLED = timedelta(days=183)  # of working here, and on a level: before it a nomination comes early
IN_PEACE = timedelta(days=14)  # from the nomination to the first day


@transaction.atomic
def nominate(
    candidate: Employee,
    *,
    sponsor: Employee,
    evidence: Iterable[tuple[str, str, Employee | None]],
    mentor: Employee | None = None,
    by: User,
    at: datetime,
    on: date,
) -> Trial:
    """Propose somebody for a trial; `evidence` is (Evidence.Kind, what was seen, by whom).

    Raises ValidationError without two pieces of leadership evidence from two people who are neither candidate nor sponsor (technical
    results do not count here), when somebody does not work here, when the candidate has no level with a height (a return could promise
    nothing), or when a trial of theirs is open. An earlier trial, returned or not, never bars a new one.
    """
    candidate = Employee.objects.select_for_update().get(pk=candidate.pk)
    seen = [(kind, what.strip(), witness) for kind, what, witness in evidence if what.strip()]
    if faults := _faults_of(seen, candidate, sponsor):
        raise ValidationError(faults)
    check_people(candidate, sponsor, mentor, on=on)
    if standing_of(candidate, on=on) is None:
        raise ValidationError(
            f"{candidate} has no level with a height yet. HR places them first: without it no way back is kept."
        )
    if queries.open_trials(candidate.trials.all()).exists():
        raise Conflict(f"A trial of {candidate} is open already.")
    trial = Trial.objects.create(candidate=candidate, sponsor=sponsor, mentor=mentor, nominated_at=at)
    Evidence.objects.bulk_create(Evidence(trial=trial, kind=kind, what=what, witness=witness) for kind, what, witness in seen)
    record(trial, "nominated", by=by, at=at, employee=candidate, sponsor=sponsor.pk)
    notify("trials.nominated", to=[candidate], about=trial, key=f"trials.nominated:{trial.pk}", at=at)
    return trial


def _faults_of(seen: list[tuple[str, str, Employee | None]], candidate: Employee, sponsor: Employee) -> dict[str, str]:
    led = [witness for kind, _, witness in seen if kind == Evidence.Kind.LEADERSHIP]
    if len(led) < LEAST_SEEN:
        words = "At least two things that others have seen them do as a leader. Technical results do not count here, however good they are."
        return {"second" if led else "first": words}
    for name, witness in zip(("first_by", "second_by"), led, strict=False):
        if witness is None:
            return {name: "Say who saw it."}
        if witness.pk in (candidate.pk, sponsor.pk):
            return {name: "Somebody else: neither the candidate nor you as their sponsor."}
    if len({witness.pk for witness in led if witness}) < LEAST_SEEN:
        return {"second_by": "Another pair of eyes: two people, not one twice."}
    return {}


def rushed_because(trial: Trial, *, on: date) -> list[str]:
    """Return in words why a trial (of a signed, offered or only proposed contract) looks rushed; empty when it does not. It bars nothing."""
    candidate, reasons = trial.candidate, []
    first = trial.contract.starts_on if hasattr(trial, "contract") else None
    day = first or on
    if candidate.hired_on and day - candidate.hired_on < SETTLED:
        reasons.append(f"Here since {candidate.hired_on:%-d %b %Y}: less than half a year to know the work and the people.")
    place = place_of(candidate, on=on)
    is_known_for_long = candidate.hired_on is None or place is None or place.started_on - candidate.hired_on > SETTLED
    if place and place.kind == place.Kind.REGULAR and day - place.started_on < SETTLED and is_known_for_long:
        reasons.append(f"On the present level since {place.started_on:%-d %b %Y}: one change follows close upon another.")
    if first and (days := (first - trial.nominated_at.date()).days) < IN_PEACE.days:
        reasons.append(f"From the proposal to the first day it is {days} days: too few to say no in peace.")
    return reasons
