"""What does a trial ask of somebody next? The same rows on Today and on the trial's page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from people.accounts.models import User
from people.employees.models import Employee
from training.trials import queries
from training.trials.decisions import EARLIEST
from training.trials.models import CheckIn, PackagePart, ReintegrationStep, RoleSheet, Signature, SupportPromise, Trial, Verdict
from training.trials.queries import PromiseState

Status, Role = Trial.Status, Signature.Role
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """One thing to do: due `on` a day (None: as soon as possible), at `url`, with somebody (`who`) on the other side."""

    on: date | None
    title: str
    meta: str
    url: str
    button: str
    who: Employee | None = None
    waits: bool = False  # the other side has done their part
    opens_on: date | None = None  # the first day on which it makes sense (None: now)
    keep: int | None = None  # a promise that can be marked as kept right here
    finish: int | None = None  # a step that can be marked as done right here


def promises_around(person: Any, trials: QuerySet[Trial], *, on: date) -> QuerySet[SupportPromise]:
    """Return the support of past days that somebody was to see to in `trials`, and that others were to in their own trial."""
    mine = Q(owner=person, trial__in=trials) | Q(trial__candidate=person)
    return queries.past_promises(SupportPromise.objects.filter(mine), on=on)


def check_ins_of(person: Any, trials: QuerySet[Trial]) -> QuerySet[CheckIn]:
    """Return the open check-ins of `trials` that somebody, as candidate or sponsor, has not answered, the first due first."""
    rows = queries.with_answers(queries.open_check_ins(CheckIn.objects.filter(trial__in=trials)))
    mine = Q(trial__candidate=person, candidate_wrote=False) | Q(trial__sponsor=person, sponsor_wrote=False)
    return rows.filter(mine).select_related("trial__candidate", "trial__sponsor").order_by("due_on")


def steps_of(person: Any, trials: QuerySet[Trial]) -> QuerySet[ReintegrationStep]:
    """Return the first ten open steps of settling in that somebody has to see to."""
    return queries.open_steps(ReintegrationStep.objects.filter(owner=person, trial__in=trials)).order_by("due_on")[:10]


def tasks_of(
    user: User,
    *,
    under_way: Iterable[Trial],
    owed: Iterable[PromiseState],
    check_ins: Iterable[CheckIn],
    steps: Iterable[ReintegrationStep],
    on: date,
) -> list[Task]:
    """Return what trials ask of `user`, as whatever they are in them, the most urgent first.

    `under_way` are the open trials they see (of `with_voices`), `owed` what is owed of `promises_around`, the others those above.
    """
    person = getattr(user, "employee", None)
    return _sorted(
        [
            *(task for trial in under_way for task in _of_trial(user, person, trial, on)),
            *_check_ins(person, check_ins),
            *(_promise(state) for state in owed if person is not None and state.promise.owner_id == person.pk),
            *(_step(step, person) for step in steps),
        ]
    )


def tasks_in(
    user: User, trial: Trial, check_ins: list[CheckIn], promises: list[PromiseState], steps: list[ReintegrationStep], *, on: date
) -> list[Task]:
    """Return what one trial (of `with_voices`) asks of `user`, the most urgent first, from the rows its page has read anyway."""
    person = getattr(user, "employee", None)
    is_running = trial.status == Status.RUNNING
    return _sorted(
        [
            *(_of_trial(user, person, trial, on) if trial.status in Trial.OPEN else ()),
            *(_check_ins(person, [row for row in check_ins if not row.held_on and not row.waived_on]) if is_running else ()),
            *(_promise(state) for state in promises if is_running and state.debt and state.promise.owner == person),
            *(_step(step, person) for step in steps if step.done_on is None and step.owner == person),
        ]
    )


def with_voices(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return trials with who has signed (`signed_<role>`), who has spoken in this round (`spoken_<role>`), `sponsor_returns`, and what
    lacks before the start (`sheet_lacks_<side>`, `lacks_parts`)."""
    rows = trials.select_related("candidate", "sponsor", "contract")
    spoken = Verdict.objects.filter(trial=OuterRef("pk"), round=OuterRef("round"))
    for role in Role:
        signed = Signature.objects.filter(trial=OuterRef("pk"), role=role)
        rows = rows.annotate(**{f"signed_{role}": Exists(signed), f"spoken_{role}": Exists(spoken.filter(role=role))})
    sheets = RoleSheet.objects.filter(trial=OuterRef("pk"))
    for side in (Role.CANDIDATE, Role.SPONSOR):
        rows = rows.annotate(**{f"sheet_lacks_{side}": ~Exists(sheets.filter(**{f"{side}_signed_at__isnull": False}))})
    missing = PackagePart.objects.filter(trial=OuterRef("pk"), there_on=None, waived_on=None)
    rows = rows.annotate(lacks_parts=Exists(missing))
    return rows.annotate(sponsor_returns=Exists(spoken.filter(role=Role.SPONSOR, choice=Verdict.Choice.RETURN)))


def _sorted(tasks: list[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: task.on or date.min)


def _of_trial(user: User, person: Employee | None, trial: Trial, on: date) -> Iterator[Task]:
    """Contract, signatures, announcement and decision."""
    is_candidate, is_sponsor = person == trial.candidate, person == trial.sponsor
    if is_candidate or is_sponsor or user.is_hr_administrator:
        yield from _of_one(trial, Role.CANDIDATE if is_candidate else Role.SPONSOR if is_sponsor else Role.HR, on)


def _of_one(trial: Trial, role: str, on: date) -> Iterator[Task]:
    other = trial.sponsor if role == Role.CANDIDATE else trial.candidate
    whose = "your trial" if role == Role.CANDIDATE else f"{trial.candidate}'s trial"
    if trial.status == Status.NOMINATED and role == Role.SPONSOR:
        yield Task(
            None,
            f"Write the contract of {whose}",
            "Dates, team, support, and the way back.",
            _url("offer", trial),
            "Write",
            other,
        )
    elif trial.status == Status.OFFERED and not getattr(trial, f"signed_{role}"):
        first = trial.contract.starts_on
        yield Task(
            first - timedelta(days=1),
            f"Read and sign the contract of {whose}",
            "The way back stands in it.",
            _url("contract", trial),
            "Read",
            other,
            waits=True,
        )
    elif trial.status == Status.SIGNED and trial.announced_at is None and role == Role.SPONSOR and _is_ready(trial):
        first = trial.contract.starts_on
        yield Task(
            first - timedelta(days=1),
            f"Announce {whose} to the team",
            "A proposal is written.",
            _url("announce", trial),
            "Announce",
            other,
        )
    elif trial.status == Status.RUNNING:
        yield from _decision(trial, role, whose, other, on)
    if trial.status in Trial.BEFORE and trial.announced_at is None and role != Role.HR:
        yield from _before_the_start(trial, role, whose, other)


def _is_ready(trial: Trial) -> bool:
    """Whether everything is there that must be before the start (package.lacking, as `with_voices` has asked)."""
    lacks = [getattr(trial, f"sheet_lacks_{side}") for side in (Role.CANDIDATE, Role.SPONSOR)]
    return not any(lacks) and not trial.lacks_parts  # type: ignore[attr-defined]


def _before_the_start(trial: Trial, role: str, whose: str, other: Employee) -> Iterator[Task]:
    day = trial.contract.starts_on - timedelta(days=1) if trial.status != Status.NOMINATED else None
    if getattr(trial, f"sheet_lacks_{role}"):
        is_waiting = not getattr(trial, f"sheet_lacks_{Role.SPONSOR if role == Role.CANDIDATE else Role.CANDIDATE}")
        title, meta = f"Say what starts, stays and stops in {whose}", "One page; both of you sign it before the start."
        yield Task(day, title, meta, _url("sheet", trial), "Open", other, waits=is_waiting)
    if role == Role.SPONSOR and trial.status != Status.NOMINATED and trial.lacks_parts:  # type: ignore[attr-defined]
        title, meta = f"See to the support for {whose}", "It does not start before what the contract promises is there."
        yield Task(day, title, meta, _url("support", trial), "Open", other)


def _decision(trial: Trial, role: str, whose: str, other: Employee, on: date) -> Iterator[Task]:
    end = queries.last_day(trial)
    if role == Role.HR:
        if end and on > end + queries.HR_DECIDES_AFTER and not getattr(trial, f"spoken_{role}"):
            day = end + queries.HR_DECIDES_AFTER
            yield Task(day, f"Decide on {whose}", "Two weeks past its end.", _url("decide", trial), "Decide", other)
    elif not getattr(trial, f"spoken_{role}"):
        waits = any(getattr(trial, f"spoken_{one}") for one in Role)
        if waits if end is None else on >= end - EARLIEST:
            meta = "Confirm, extend where the contract allows it, or return."
            yield Task(end, f"Say what you want for {whose}", meta, _url("decide", trial), "Decide", other, waits=waits)
    have_spoken = all(
        getattr(trial, f"spoken_{one}") for one in (Role.CANDIDATE, Role.SPONSOR)
    )  # before it nobody learns of the other's
    if role == Role.CANDIDATE and have_spoken and trial.sponsor_returns and trial.feedback_on is None:  # type: ignore[attr-defined]
        yield Task(
            None,
            f"Talk with {trial.sponsor} about why they say return",
            "Nothing is decided before the two of you have talked.",
            _url("trial", trial),
            "Open",
            other,
        )


def _check_ins(person: Employee | None, check_ins: Iterable[CheckIn]) -> Iterator[Task]:
    """The first check-in of each trial (those of `with_answers`, open, the first due first) that this side has not answered."""
    seen = set()
    for row in check_ins:
        is_candidate, is_sponsor = row.trial.candidate == person, row.trial.sponsor == person
        mine, theirs = ("candidate_wrote", "sponsor_wrote") if is_candidate else ("sponsor_wrote", "candidate_wrote")
        if (is_candidate or is_sponsor) and not getattr(row, mine) and row.trial_id not in seen:
            seen.add(row.trial_id)
            whose = "your trial" if is_candidate else f"{row.trial.candidate}'s trial"
            other = row.trial.sponsor if is_candidate else row.trial.candidate
            meta = f"Open from a week before. {other} writes too; you read each other once both have."
            url = reverse("trials:check_in", args=[row.pk])
            title = f"Your half of check-in {row.number} of {whose}"
            yield Task(row.due_on, title, meta, url, "Write", other, waits=getattr(row, theirs), opens_on=row.due_on - WEEK)


def _promise(state: PromiseState) -> Task:
    promise, times = state.promise, "" if state.debt == 1 else f"; {state.debt} times not delivered by now"
    meta = f"Promised in the contract{times}. Shown before anything is decided about {promise.trial.candidate}."
    title = f"You owe {promise.trial.candidate}: {promise.what}"
    return Task(state.late_since, title, meta, _url("trial", promise.trial), "Kept", promise.trial.candidate, keep=promise.pk)


def _step(step: ReintegrationStep, person: Employee | None) -> Task:
    who = None if step.trial.candidate == person else step.trial.candidate
    meta = "Settling in" if who is None else f"Settling in, {who}"
    opens_on = step.due_on - 2 * WEEK
    return Task(step.due_on, step.what, meta, _url("trial", step.trial), "Done", who, finish=step.pk, opens_on=opens_on)


def _url(name: str, trial: Trial) -> str:
    return reverse(f"trials:{name}", args=[trial.pk])
