"""What of the watch is due, held, or late?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim

from people.employees.models import Employee, ReportingLine
from training.trials.models import Signature, Trial
from training.watches.models import LookBack, ReviewHalf, StayTalk
from transition.lib.dated import counting_on
from transition.lib.moments import months_after

TALKS, LOOK_BACKS, REVIEW_MONTH = (6, 9, 12, 15, 18), (6, 12, 18), 6
BETWEEN = 3  # months from one talk to the next
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


@dataclass(frozen=True)
class LateTalk:
    """A talk about staying that nobody held: about whom, of which month after the confirmation, and who leads them now (empty: nobody)."""

    trial: Trial
    month: int
    due_on: date
    held_by: str


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


def late_talks(trials: QuerySet[Trial], *, on: date) -> list[LateTalk]:
    """Return the talks about staying whose day has passed and that nobody held, the longest late first (one query).

    Of each person only the latest, until the next one is due; after the last one for three months.
    """
    window = (months_after(on, -TALKS[-1] - BETWEEN), months_after(on, -TALKS[0]))
    rows = trials.filter(status=Status.CONFIRMED, confirmed_on__range=window).select_related("candidate")
    for month in TALKS:
        rows = rows.annotate(**{f"talk_{month}": Exists(StayTalk.objects.filter(trial=OuterRef("pk"), month=month))})
    line = ReportingLine.objects.filter(counting_on(on), employee=OuterRef("candidate"))
    name = Trim(Concat("manager__first_name", Value(" "), "manager__last_name"))
    rows = rows.annotate(led_by=Subquery(line.annotate(name=name).values("name")[:1]))
    return sorted((late for trial in rows if (late := _late(trial, on))), key=lambda late: (late.due_on, late.trial.pk))


def _late(trial: Trial, on: date) -> LateTalk | None:
    days = [(due_on(trial, "talk", month) or on, month) for month in TALKS]
    day, month = max((one for one in days if one[0] < on), default=(on, 0))
    is_late = month and not getattr(trial, f"talk_{month}") and on < months_after(day, BETWEEN)
    return LateTalk(trial, month, day, trial.led_by or "") if is_late else None  # type: ignore[attr-defined]


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
