"""What of the watch is due, held, or late?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from people.employees.models import Employee, ReportingLine
from training.trials.models import Signature, Trial
from training.watches.models import LookBack, ReviewHalf, StayTalk
from transition.lib.dated import counting_on
from transition.lib.moments import months_after

TALKS, LOOK_BACKS, REVIEW_MONTH = (6, 9, 12, 15, 18), (6, 12, 18), 6
AHEAD = timedelta(days=14)  # from then on it can be held
Role, Status = Signature.Role, Trial.Status


@dataclass(frozen=True)
class Due:
    """One thing of the watch: `kind` is talk, look_back or review; `month` after the confirmation (review: after the start)."""

    trial: Trial
    kind: str
    month: int
    due_on: date
    is_done: bool
    role: str = ""  # whose half of the review

    def opens_on(self) -> date:
        """Return the first day on which it can be done."""
        return self.due_on - AHEAD


def with_watch(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return trials under way or confirmed with what was held (`talk_<month>`, `look_back_<month>`, `review_<role>`; one query)."""
    rows = trials.filter(status__in=(Status.RUNNING, Status.CONFIRMED)).select_related("candidate", "sponsor", "contract")
    here = OuterRef("pk")
    for month in TALKS:
        rows = rows.annotate(**{f"talk_{month}": Exists(StayTalk.objects.filter(trial=here, month=month))})
    for month in LOOK_BACKS:
        rows = rows.annotate(**{f"look_back_{month}": Exists(LookBack.objects.filter(trial=here, month=month))})
    for role in (Role.CANDIDATE, Role.SPONSOR):
        rows = rows.annotate(**{f"review_{role}": Exists(ReviewHalf.objects.filter(trial=here, role=role))})
    return rows


def watch_of(trial: Trial) -> Iterator[Due]:
    """Yield everything that is asked about a trial (of `with_watch`), in no order."""
    review_on = months_after(trial.contract.starts_on, REVIEW_MONTH)
    for role in (Role.CANDIDATE, Role.SPONSOR):
        yield Due(trial, "review", REVIEW_MONTH, review_on, getattr(trial, f"review_{role}"), role.value)
    if trial.confirmed_on is not None:
        for month in TALKS:
            yield Due(trial, "talk", month, months_after(trial.confirmed_on, month), getattr(trial, f"talk_{month}"))
        for month in LOOK_BACKS:
            yield Due(trial, "look_back", month, months_after(trial.confirmed_on, month), getattr(trial, f"look_back_{month}"))


def due_on(trial: Trial, kind: str, month: int) -> date | None:
    """Return the day of one thing of the watch; None where it is not asked (another month, or nothing confirmed)."""
    if kind == "review":
        return months_after(trial.contract.starts_on, REVIEW_MONTH)
    if trial.confirmed_on is None or month not in (TALKS if kind == "talk" else LOOK_BACKS):
        return None
    return months_after(trial.confirmed_on, month)


def for_person(trials: QuerySet[Trial], person: Employee, *, on: date) -> QuerySet[Trial]:
    """Return the trials in which somebody is candidate, sponsor, or the candidate's manager on a day (`is_led`)."""
    lines = ReportingLine.objects.filter(counting_on(on), employee=OuterRef("candidate"), manager=person)
    return trials.annotate(is_led=Exists(lines)).filter(Q(candidate=person) | Q(sponsor=person) | Q(is_led=True))


def asked_of(person: Employee, *, on: date, trials: Iterable[Trial] | None = None) -> list[Due]:
    """Return what is open for somebody and can be done on a day, the first due first; of the same kind only the latest (one query).

    `trials` (of `with_watch` and `for_person`) where the caller has them.
    """
    latest: dict[tuple[int, str], Due] = {}
    for trial in for_person(with_watch(Trial.objects.all()), person, on=on) if trials is None else trials:
        for one in sorted(watch_of(trial), key=lambda due: due.due_on):
            if one.opens_on() <= on and _is_for(one, person):
                latest[trial.pk, one.kind] = one
    return sorted((one for one in latest.values() if not one.is_done), key=lambda due: due.due_on)


def _is_for(one: Due, person: Employee) -> bool:
    """Whether something is somebody's to do (of `for_person`): the manager asks for the talk, everything else is its writer's."""
    is_candidate, is_sponsor = one.trial.candidate_id == person.pk, one.trial.sponsor_id == person.pk
    if one.kind == "review":
        return is_candidate if one.role == Role.CANDIDATE else is_sponsor
    return is_candidate if one.kind == "look_back" else one.trial.is_led  # type: ignore[attr-defined]
