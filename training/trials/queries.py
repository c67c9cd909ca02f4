"""Which trials, and what do their dates and rows say on a day? What can be derived is not stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Count, DateField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.employees.queries import current
from people.tracks.models import Placement
from people.tracks.queries import kind_of_move, placements_on
from training.trials.models import (
    CheckIn,
    CheckInAnswer,
    ContractReport,
    ReintegrationStep,
    Signature,
    SupportDelivery,
    SupportPromise,
    Trial,
    Verdict,
)
from transition.lib.moments import months_after
from transition.lib.prepared import Prepared

HR_DECIDES_AFTER = timedelta(days=14)  # of silence past the end
REINTEGRATION = timedelta(days=90)
EXTENSION = timedelta(days=30)  # where a contract has no preset
AHEAD = timedelta(days=60)  # for how long something repeated is planned where the end is open

Status = Trial.Status
NEVER_BEGAN = (Status.NOMINATED, Status.OFFERED, Status.SIGNED, Status.CANCELLED)


def with_people(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return trials with everybody and everything a row about them shows (one query)."""
    return trials.select_related(
        "candidate", "sponsor", "mentor", "contract__team", "contract__manager", "contract__preset", "way_back"
    )


def first_of_each(groups: Mapping[str, tuple[QuerySet[Trial], Sequence[str]]], most: int) -> dict[str, list[Trial]]:
    """Return the first trials of each group (trials, and by which fields they are ordered) as rows show them, no empty group.

    Two queries, whatever the number of groups: nobody is joined before it is known which trials are shown.
    """
    parts = [
        Trial.objects.filter(pk__in=trials.order_by(*order).values("pk")[:most]).order_by().values_list("pk", Value(number))
        for number, (trials, order) in enumerate(groups.values())
    ]
    chosen = list(parts[0].union(*parts[1:], all=True))
    known = with_people(Trial.objects.all()).in_bulk({pk for pk, _ in chosen})
    found = {}
    for number, (title, (_, order)) in enumerate(groups.items()):
        rows = [known[pk] for pk, group in chosen if group == number]
        for name in reversed(order):
            rows.sort(key=attrgetter(name.removeprefix("-")), reverse=name.startswith("-"))
        found[title] = rows
    return {title: rows for title, rows in found.items() if rows}


def open_trials(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return those from nomination to decision."""
    return trials.filter(status__in=Trial.OPEN)


def running(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return those under way."""
    return trials.filter(status=Status.RUNNING)


def begun_by(trials: QuerySet[Trial], on: date) -> QuerySet[Trial]:
    """Return the trials whose first day came by a day; who left before it never began."""
    came = Q(candidate__left_on=None) | Q(candidate__left_on__gt=F("contract__starts_on"))
    return trials.filter(came, announced_at__isnull=False, contract__starts_on__lte=on).exclude(status__in=NEVER_BEGAN)


def starting_by(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return the announced ones whose first day has come."""
    return trials.filter(status=Status.SIGNED, announced_at__isnull=False, contract__starts_on__lte=on)


def overdue(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return those under way whose end has passed undecided."""
    return running(trials).filter(ends_on__lt=on)


def for_hr_to_decide(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return those that have been overdue for so long that HR must decide."""
    return running(trials).filter(ends_on__lt=on - HR_DECIDES_AFTER)


def of_leavers(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return those that go on although the candidate no longer works here."""
    going = (*Trial.OPEN, Status.CONFIRMED, Status.RETURNING)
    return trials.filter(status__in=going, candidate__left_on__lte=on)


def without_sponsor(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return the open ones whose sponsor no longer works here."""
    return open_trials(trials).filter(sponsor__left_on__lte=on)


def without_team(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return those under way whose candidate's team was closed."""
    gone = placements_on(Placement.objects.filter(team__closed_on__lte=on), on)
    return running(trials).filter(candidate__in=gone.values("employee"))


def sharing_a_team(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return the open ones in whose team another one is open."""
    others = open_trials(Trial.objects.filter(contract__team=OuterRef("contract__team"))).exclude(pk=OuterRef("pk"))
    return open_trials(trials).filter(Exists(others))


def settling_in(trials: QuerySet[Trial]) -> QuerySet[Trial]:
    """Return those whose candidate is on the way back."""
    return trials.filter(status=Status.RETURNING)


def waiting_for_signature(trials: QuerySet[Trial], role: str) -> QuerySet[Trial]:
    """Return the offered ones that one of the three (Signature.Role) has not signed yet."""
    signed = Signature.objects.filter(trial=OuterRef("pk"), role=role)
    return trials.filter(~Exists(signed), status=Status.OFFERED)


def waiting_for_verdict(
    trials: QuerySet[Trial], role: str, *, on: date, ahead: timedelta = timedelta(days=14)
) -> QuerySet[Trial]:
    """Return those under way, near their end or past it, on which one side has not spoken in this round."""
    said = Verdict.objects.filter(trial=OuterRef("pk"), round=OuterRef("round"), role=role)
    return running(trials).filter(~Exists(said), ends_on__lte=on + ahead)


def led_in_open_trials(employees: Iterable[Employee], *, besides: Trial) -> QuerySet[ContractReport]:
    """Return which of these people another open trial's contract already has as reports."""
    rows = ContractReport.objects.filter(employee__in=list(employees), contract__trial__status__in=Trial.OPEN)
    return rows.exclude(contract__trial=besides).select_related("employee", "contract__trial__candidate")


def last_day(trial: Trial) -> date | None:
    """Return the last day of a trial that has a contract, as it stands: extended, or moved by an absence; None: an open end."""
    return trial.ends_on or trial.contract.ends_on


def extension_of(trial: Trial) -> timedelta:
    """Return by how much both sides may extend a trial that has a contract, once; nothing where its preset has no extension."""
    preset = trial.contract.preset
    return EXTENSION if preset is None else timedelta(days=preset.extension_days)


def silent_since(trial: Trial) -> date | None:
    """Return the day from which a decision is overdue: the last one, or of an open end that of the first review still open."""
    end = last_day(trial)
    if end is not None:
        return end
    return next((row.due_on for row in trial.check_ins.all() if row.held_on is None and row.waived_on is None), None)


def way_back_until(trial: Trial) -> date | None:
    """Return the last day on which the way back is open after a confirmation; None before it."""
    if trial.confirmed_on is None:
        return None
    return months_after(trial.confirmed_on, trial.contract.way_back_months)


def kind_of_trial_move(trial: Trial) -> str:
    """Return what the move after a confirmation is (a key of tracks.queries.MOVES), computed from the heights."""
    return kind_of_move(trial.snapshot.level, trial.contract.target_level)


# --- Check-ins and support ---------------------------------------------------------------------------------------------


def open_check_ins(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    """Return those of trials under way that are neither held nor waived."""
    return check_ins.filter(held_on=None, waived_on=None, trial__status=Status.RUNNING).select_related("trial")


def unanswered_by(check_ins: QuerySet[CheckIn], role: str) -> QuerySet[CheckIn]:
    """Return the open check-ins that one side has not answered."""
    return open_check_ins(check_ins).exclude(answers__role=role)


def with_answers(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    """Return check-ins with `candidate_wrote` and `sponsor_wrote`: whether each side has answered."""
    answers = CheckInAnswer.objects.filter(check_in=OuterRef("pk"))
    wrote = {f"{role}_wrote": Exists(answers.filter(role=role)) for role in (Signature.Role.CANDIDATE, Signature.Role.SPONSOR)}
    return check_ins.annotate(**wrote)


_check_ins = Prepared(lambda trial: with_answers(CheckIn.objects.filter(trial=trial)), trial=int)


def check_ins_of(trial: Trial) -> list[CheckIn]:
    """Return the check-ins of a trial, of `with_answers` (one query)."""
    rows = _check_ins(trial=trial.pk)
    for row in rows:
        row.trial = trial
    return rows


@dataclass(frozen=True)
class PromiseState:
    """How far a promise is kept by a day: `expected` deliveries so far, `kept` ones, and the next day it is due (None: no more)."""

    promise: SupportPromise
    expected: int
    kept: int
    next_on: date | None
    late_since: date | None  # the day of the first delivery still owed

    @property
    def debt(self) -> int:
        """How many deliveries are owed and have not come."""
        return max(0, self.expected - self.kept)


def with_deliveries(promises: QuerySet[SupportPromise]) -> QuerySet[SupportPromise]:
    """Return promises with `times_kept`, and with those they are about (one query)."""
    found = _with_times_kept(promises).order_by("pk")
    return found.select_related("owner", "trial__candidate", "trial__sponsor", "trial__contract")


def _with_times_kept(promises: QuerySet[SupportPromise]) -> QuerySet[SupportPromise]:
    deliveries = SupportDelivery.objects.filter(promise=OuterRef("pk")).order_by().values("promise")
    return promises.annotate(times_kept=Coalesce(Subquery(deliveries.annotate(many=Count("pk")).values("many")), 0))


def state_of_promise(promise: SupportPromise, *, on: date, until: date) -> PromiseState:
    """Return how far a promise (of `with_deliveries`) is kept before a day; a repeated one goes on until the trial's last day."""
    kept: int = promise.times_kept  # type: ignore[attr-defined]
    days = [promise.due_on]
    if promise.every_weeks:
        while (day := days[-1] + timedelta(weeks=promise.every_weeks)) <= until:
            days.append(day)
    expected = sum(day < on for day in days)
    owed = days[kept:]
    late = owed[0] if owed and owed[0] < on else None
    return PromiseState(promise, expected, kept, owed[0] if owed else None, late)


def ended_on(trial: Trial) -> date | None:
    """Return the day on which support ceased to be owed: that of the confirmation or of the return; None before."""
    if trial.confirmed_on is not None:
        return trial.confirmed_on
    return trial.way_back.on if hasattr(trial, "way_back") else None


_promises = Prepared(
    lambda trial: _with_times_kept(SupportPromise.objects.filter(trial=trial)).select_related("owner").order_by("pk"), trial=int
)


def promises_of(trial: Trial, *, on: date) -> list[PromiseState]:
    """Return how far each promise of a trial is kept by a day, the latest first (one query)."""
    until = last_day(trial) or on + AHEAD
    promises = _promises(trial=trial.pk)
    for promise in promises:
        promise.trial = trial
    states = [state_of_promise(promise, on=on, until=until) for promise in promises]
    return sorted(states, key=lambda state: (state.late_since or date.max, state.next_on or date.max, state.promise.pk))


def past_promises(promises: QuerySet[SupportPromise], *, on: date) -> QuerySet[SupportPromise]:
    """Return the promises of trials under way that were due before a day, kept or not."""
    return with_deliveries(promises.filter(trial__status=Status.RUNNING, due_on__lt=on))


def owed(promises: QuerySet[SupportPromise], *, on: date) -> QuerySet[SupportPromise]:
    """Return the promises of trials under way of which a day has passed that was not kept, the longest owed first.

    In SQL what `state_of_promise` says in Python: the first day still owed lies as many rounds after the first one as were kept.
    """
    rounds = F("times_kept") * Coalesce(F("every_weeks"), 0) * Value(timedelta(weeks=1))
    later = ExpressionWrapper(rounds, output_field=DurationField())
    rows = _with_times_kept(promises.filter(trial__status=Status.RUNNING, due_on__lt=on)).annotate(
        owed_since=ExpressionWrapper(F("due_on") + later, output_field=DateField()),
        until=Coalesce("trial__ends_on", "trial__contract__ends_on", Value(on + AHEAD)),
    )
    again = Q(every_weeks__isnull=False, owed_since__lt=on, owed_since__lte=F("until"))
    return rows.filter(Q(times_kept=0) | again).order_by("owed_since", "pk")


def promises_owed(promises: QuerySet[SupportPromise], *, on: date, most: int | None = None) -> list[PromiseState]:
    """Return how far the promises are kept that are `owed`, the longest owed first (one query; two with `most`, the number of them)."""
    found = owed(promises, on=on).values_list("pk", flat=True)
    rows = with_deliveries(SupportPromise.objects.filter(pk__in=found if most is None else list(found[:most])))
    return owed_among(rows, on=on)


def owed_among(rows: Iterable[SupportPromise], *, on: date) -> list[PromiseState]:
    """Return those of `past_promises` that have not been kept, the longest owed first."""
    states = [state_of_promise(row, on=on, until=last_day(row.trial) or on + AHEAD) for row in rows]
    return sorted((state for state in states if state.debt), key=lambda state: state.late_since or on)


# --- Decisions and the way back ----------------------------------------------------------------------------------------


def verdicts_of(trial: Trial) -> dict[str, Verdict]:
    """Return what was said in this round, by role."""
    return {verdict.role: verdict for verdict in trial.verdicts.all() if verdict.round == trial.round}


def open_steps(steps: QuerySet[ReintegrationStep]) -> QuerySet[ReintegrationStep]:
    """Return the steps of those settling in again that are not done."""
    return steps.filter(done_on=None, trial__status=Status.RETURNING).select_related("trial__candidate", "owner")


def told_about(trial: Trial, *, on: date) -> QuerySet[Employee]:
    """Return whom an announcement reaches: those the candidate leads, and the teams they come from and go to."""
    teams = [team for team in (trial.contract.team_id, trial.snapshot.team_id) if team]
    places = placements_on(Placement.objects.filter(team__in=teams), on)
    led = ContractReport.objects.filter(contract__trial=trial)
    around = Q(pk__in=places.values("employee")) | Q(pk__in=led.values("employee"))
    return current(Employee.objects.filter(around), on=on)


def late_check_ins(trials: QuerySet[Trial], *, on: date) -> QuerySet[CheckIn]:
    """Return the check-ins of trials under way whose day has passed and that are not held."""
    found = open_check_ins(CheckIn.objects.filter(trial__in=trials, due_on__lt=on))
    return found.select_related("trial__candidate", "trial__sponsor").order_by("due_on", "pk")


def counts_by_status(trials: QuerySet[Trial]) -> dict[str, int]:
    """Return how many trials are in each state (one query)."""
    rows = trials.values("status").annotate(number=Count("pk")).order_by()
    return {row["status"]: row["number"] for row in rows}


def with_late_check_ins(trials: QuerySet[Trial], *, on: date) -> QuerySet[Trial]:
    """Return trials with how many of their check-ins are late on a day (`late_check_ins`, 0 where nothing runs)."""
    late = open_check_ins(CheckIn.objects.filter(trial=OuterRef("pk"), due_on__lt=on)).order_by().values("trial")
    return trials.annotate(late_check_ins=Coalesce(Subquery(late.annotate(many=Count("pk")).values("many")), 0))


def of_person(trials: QuerySet[Trial], employee: Employee) -> QuerySet[Trial]:
    """Return the trials in which somebody is candidate, sponsor or mentor."""
    return trials.filter(Q(candidate=employee) | Q(sponsor=employee) | Q(mentor=employee)).order_by(
        F("ends_on").asc(nulls_last=True)
    )


def signers(trial: Trial, role: str) -> list[Employee]:
    """Return who can sign for one of the three; HR administrators who are one of the sides cannot sign for HR."""
    if role == Signature.Role.HR:
        apart = Employee.objects.filter(user__in=hr_administrators())
        return list(apart.exclude(pk__in=[trial.candidate_id, trial.sponsor_id]))
    return [trial.candidate if role == Signature.Role.CANDIDATE else trial.sponsor]
