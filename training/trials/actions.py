"""What can happen in a trial until the decision: contract, start, support, check-ins?

The nomination is in nominations.py, what must be there before the start in sheets.py and package.py, what life brings in changes.py,
the decision and the way back in decisions.py, what the clock does in clock.py. Locks: the candidate, then the trial. What is true on
a day follows from dated rows, which are written when something is agreed: no worker has to run on the day itself.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.actions import change_manager, lock_lines, start_support
from people.employees.models import Employee, ReportingLine, Support, Team
from people.employees.queries import current, lines_on, manager_of
from people.history.actions import record
from people.notifications.actions import notify
from people.tracks.actions import place_employee
from people.tracks.models import Placement
from people.tracks.queries import place_of
from training.curricula.actions import enrol
from training.mentoring.actions import ask_mentor_of_trial
from training.one_on_ones import rhythm
from training.one_on_ones.actions import end_series, open_series
from training.one_on_ones.models import Series
from training.trials import queries, questions
from training.trials.conditions import TITLES, WAIVABLE
from training.trials.evaluation import plan_evaluation
from training.trials.models import (
    Announcement,
    CheckIn,
    CheckInAnswer,
    Contract,
    ContractReport,
    PackagePart,
    Signature,
    Snapshot,
    SupportDelivery,
    SupportPromise,
    Trial,
    Waiver,
)
from training.trials.package import parts_of_contract, refuse_unready
from training.trials.terms import Terms, faults_of
from training.trials.way_back import differences, snapshot_of, standing_of
from transition.lib.dated import end_rows
from transition.lib.faults import Conflict
from transition.lib.moments import workday_from

Status, Role = Trial.Status, Signature.Role


def locked(trial: Trial) -> Trial:
    """Return a trial with its candidate and both rows held until the transaction ends (the candidate first)."""
    Employee.objects.select_for_update().get(pk=trial.candidate_id)
    return Trial.objects.select_for_update(of=("self",)).select_related("candidate", "sponsor", "mentor").get(pk=trial.pk)


def refuse_unless(trial: Trial, *states: str) -> None:
    """Raise Conflict when a trial is in none of these states."""
    if trial.status not in states:
        raise Conflict(f"This trial is {trial.get_status_display().lower()} now. Its page shows where it stands.")


def pass_to(trial: Trial, status: str, *, by: User | None, at: datetime, **changes: Any) -> Trial:
    """Put a locked trial into another state, with other changes of fields. Raises Conflict when that cannot follow (Trial.TRANSITIONS)."""
    if status not in Trial.TRANSITIONS[Status(trial.status)]:
        raise Conflict(f"This trial is {trial.get_status_display().lower()} now. Its page shows where it stands.")
    was, trial.status = trial.status, status
    for name, value in changes.items():
        setattr(trial, name, value)
    trial.save(update_fields=["status", *changes])
    record(trial, status, by=by, at=at, employee=trial.candidate, was=was)
    return trial


def check_people(candidate: Employee, sponsor: Employee, mentor: Employee | None, *, on: date) -> None:
    """Raise ValidationError by field when one of them does not work here on a day, or two of them are one."""
    people = [one for one in (candidate, sponsor, mentor) if one]
    here = set(current(Employee.objects.filter(pk__in=[one.pk for one in people]), on=on).values_list("pk", flat=True))
    faults = {}
    for name, one in (("candidate", candidate), ("sponsor", sponsor), ("mentor", mentor)):
        if one and one.pk not in here:
            faults[name] = f"{one} does not work here on {on:%-d %b %Y}."
    if sponsor.pk == candidate.pk:
        faults["sponsor"] = "Nobody sponsors themself."
    if mentor and mentor.pk in (candidate.pk, sponsor.pk):
        faults["mentor"] = "A mentor is somebody else: neither the candidate nor the sponsor."
    if faults:
        raise ValidationError(faults)


# --- Contract ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def offer_contract(trial: Trial, terms: Terms, *, by: User, at: datetime, on: date) -> Contract:
    """Write the contract, keep where the candidate stands, and offer it; offering again replaces it and voids the signatures.

    Raises ValidationError by field of Terms: the trial starts in the future and lasts 30 to 180 days (or has an
    open end, where its preset says so); the target is a published level of
    a management track (or both at once), at least as high as today's; one to twelve reports, none above the candidate, none in another
    open trial; check-ins lie within it, at least one.
    """
    trial = locked(trial)
    if trial.announced_at is not None:
        raise Conflict("The trial is announced: its contract no longer changes.")
    refuse_unless(trial, Status.NOMINATED, Status.OFFERED, Status.SIGNED)
    standing = standing_of(trial.candidate, on=on)
    if standing is None:
        raise ValidationError(f"{trial.candidate} has no level with a height. HR places them first.")
    if faults := faults_of(terms, trial, grade_order=standing.grade_order, on=on):
        raise ValidationError(faults)
    for model in (Contract, Snapshot, SupportPromise, PackagePart, CheckIn, Signature):
        model.objects.filter(trial=trial).delete()
    contract = Contract.objects.create(
        trial=trial,
        title=terms.title,
        target_level=terms.target_level,
        team=terms.team,
        manager=terms.manager,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        success_criteria=terms.success_criteria,
        protected_hours=terms.protected_hours,
        technical_hours=terms.technical_hours,
        peer_group=terms.peer_group,
        coach=terms.coach,
        programme=terms.programme,
        preset=terms.preset,
        way_back_months=terms.way_back_months,
    )
    snapshot_of(trial, standing, on=on).save()
    lines = lines_on(ReportingLine.objects.filter(employee__in=list(terms.reports)), terms.starts_on)
    leads = dict(lines.values_list("employee", "manager"))
    ContractReport.objects.bulk_create(
        ContractReport(contract=contract, employee=one, previous_manager_id=leads.get(one.pk)) for one in terms.reports
    )
    SupportPromise.objects.bulk_create(SupportPromise(trial=trial, **vars(promised)) for promised in terms.promises)
    PackagePart.objects.bulk_create(parts_of_contract(trial, contract, on=on, by=by))
    CheckIn.objects.bulk_create(
        CheckIn(trial=trial, number=number, due_on=day, agreed_on=day, form=terms.form_on(day))
        for number, day in enumerate(sorted(set(terms.check_in_days)), start=1)
    )
    trial.ends_on = terms.ends_on
    trial.save(update_fields=["ends_on"])
    if trial.status == Status.OFFERED:
        record(trial, "offered again", by=by, at=at, employee=trial.candidate, contract=contract.pk)
    else:
        pass_to(trial, Status.OFFERED, by=by, at=at)
    to = [one for role in Role for one in queries.signers(trial, role)]
    notify("trials.to_sign", to=to, about=trial, key=f"trials.to_sign:{contract.pk}", at=at)
    return contract


def text_of(trial: Trial) -> str:
    """Return everything a contract says, snapshot included, as one canonical JSON text: what a signature is under."""
    contract, snapshot = trial.contract, trial.snapshot
    said: dict[str, Any] = {
        "candidate": trial.candidate_id,
        "contract": _row(contract, leave_out=("id",)),
        "reports": [_row(row, leave_out=("id", "contract_id")) for row in contract.reports.order_by("employee")],
        "promises": [_row(row, leave_out=("id", "owner_id")) for row in trial.promises.order_by("pk")],
        "package": {part.kind: part.what for part in trial.package.all()},
        "check_ins": [row.agreed_on.isoformat() for row in trial.check_ins.all() if row.agreed_on],
        "way_back": _row(snapshot, leave_out=("id",)),
    }
    return json.dumps(said, sort_keys=True, default=str)


def _row(row: Any, *, leave_out: Iterable[str]) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname not in leave_out}


@transaction.atomic
def sign_contract(trial: Trial, *, role: str, by: User, at: datetime, on: date) -> Signature:
    """Sign as candidate, sponsor or HR (a Signature.Role); the third signature makes the trial signed.

    Raises Conflict when that side has signed, and ValidationError when the first day has passed, or when the candidate no longer stands
    where the contract says (it has to be offered again).
    """
    trial = locked(trial)
    refuse_unless(trial, Status.OFFERED)
    if trial.contract.starts_on <= on:
        raise ValidationError("The first day has passed before all had signed. The contract needs new dates.")
    if changed := differences(trial.snapshot, standing_of(trial.candidate, on=on)):
        raise ValidationError(f"Since the offer this has changed: {', '.join(changed)}. The contract has to be offered again.")
    if trial.signatures.filter(role=role).exists():
        raise Conflict("This side has signed already.")
    digest = hashlib.sha256(text_of(trial).encode()).hexdigest()
    signature = Signature.objects.create(trial=trial, role=role, by=by, at=at, digest=digest)
    record(signature, "signed", by=by, at=at, employee=trial.candidate, role=role, digest=digest)
    if trial.signatures.count() == len(Role):
        pass_to(trial, Status.SIGNED, by=by, at=at)
        notify("trials.signed", to=[trial.candidate, trial.sponsor], about=trial, key=f"trials.signed:{trial.contract.pk}", at=at)
    return signature


def is_unchanged(signature: Signature) -> bool:
    """Return whether the contract still says what was signed."""
    return signature.digest == hashlib.sha256(text_of(signature.trial).encode()).hexdigest()


# --- Start -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def announce_trial(trial: Trial, *, text: str, by: User, at: datetime, on: date) -> Trial:
    """Tell the teams, and write the lines and the place of the first day.

    Raises ValidationError without words, on or after that day, and while something lacks that must be there before (package.py).
    """
    lock_lines()
    trial = locked(trial)
    refuse_unless(trial, Status.SIGNED)
    if trial.announced_at is not None:
        raise Conflict("The trial is announced already.")
    contract = trial.contract
    if contract.starts_on <= on:
        raise ValidationError("The first day has passed unannounced. The contract needs new dates.")
    refuse_unready(trial)
    trial.announced_at = at
    trial.save(update_fields=["announced_at"])
    announce(trial, Announcement.Kind.START, text=text, by=by, at=at, on=on)
    day = contract.starts_on
    change_manager(trial.candidate, manager=contract.manager, on=day, by=by, at=at)
    for row in contract.reports.select_related("employee"):
        change_manager(row.employee, manager=trial.candidate, on=day, by=by, at=at)
    place_on_trial(trial, contract.team, on=day, by=by, at=at)
    return trial


def place_on_trial(trial: Trial, team: Team, *, on: date, by: User | None, at: datetime) -> None:
    """Place the candidate in a team, on trial: the level stays; a place planned for later in the trial waits until it is over."""
    place = place_of(trial.candidate, on=on)
    level = place.level if place else trial.snapshot.level
    kind, title = Placement.Kind.TRIAL, trial.contract.title
    place_employee(trial.candidate, level=level, title=title, team=team, kind=kind, on=on, by=by, at=at)


def announce(trial: Trial, kind: str, *, text: str, by: User, at: datetime, on: date) -> Announcement:
    """Tell those around the candidate, in the words of whoever announces. Raises ValidationError without words."""
    if not text.strip():
        raise ValidationError({"text": "Write what the team will read."})
    row = Announcement.objects.create(trial=trial, kind=kind, text=text.strip(), by=by, at=at)
    record(row, "announced", by=by, at=at, employee=trial.candidate, kind=kind)
    to = {*queries.told_about(trial, on=on), trial.candidate}
    notify("trials.announced", to=to, about=row, key=f"trials.announced:{row.pk}", at=at)
    return row


@transaction.atomic
def start_trial(trial: Trial, *, by: User | None, at: datetime, on: date) -> Trial:
    """Begin an announced trial whose first day has come, at once or late: sponsor and mentor stand by, 1:1s and the programme begin.

    Starting one that runs already changes nothing. Raises Conflict before its day or before it is announced.
    """
    trial = locked(trial)
    if trial.status == Status.RUNNING:
        return trial
    contract = trial.contract
    if trial.announced_at is None or contract.starts_on > on:
        raise Conflict("The trial begins on its first day, once it is announced.")
    pass_to(trial, Status.RUNNING, by=by, at=at)
    stand_by(trial, Support.Kind.SPONSOR, trial.sponsor, on=contract.starts_on, by=by, at=at)
    if trial.mentor:
        stand_by(trial, Support.Kind.MENTOR, trial.mentor, on=contract.starts_on, by=by, at=at)
        ask_mentor_of_trial(trial.candidate, mentor=trial.mentor, on=contract.starts_on, at=at)
    if contract.programme:
        enrol(trial.candidate, contract.programme, anchor_on=contract.starts_on, by=by, at=at)
    _begin_one_on_ones(trial, by=by, at=at)
    plan_evaluation(trial, by=by, at=at, on=on)
    notify("trials.started", to=[trial.candidate, trial.sponsor], about=trial, key=f"trials.started:{trial.pk}", at=at)
    return trial


def stand_by(trial: Trial, kind: str, supporter: Employee, *, on: date, by: User | None, at: datetime) -> None:
    """Let somebody who works here stand by the candidate from a day on."""
    if supporter.left_on is None or supporter.left_on > on:
        start_support(trial.candidate, supporter=supporter, kind=kind, on=on, by=by, at=at)


def _begin_one_on_ones(trial: Trial, *, by: User | None, at: datetime) -> None:
    """Each report has a weekly 1:1 from the first week on, the sponsor too; those with the manager before end."""
    rows = list(trial.contract.reports.select_related("employee"))
    before = Series.objects.filter(ended_on=None, employee__in=[row.employee_id for row in rows])
    for series in before.exclude(manager=trial.candidate).filter(manager__in=[row.previous_manager_id for row in rows]):
        end_series(series, on=trial.contract.starts_on, by=by, at=at)
    first = workday_from(trial.contract.starts_on + timedelta(days=1))
    for position, row in enumerate(rows):
        day = workday_from(first + timedelta(days=position % 3))
        open_series(manager=trial.candidate, employee=row.employee, first_on=day, at_time=rhythm.slot(position), by=by, at=at)
    if not trial.sponsor.left_on:
        day = workday_from(first + timedelta(days=2))
        open_series(manager=trial.sponsor, employee=trial.candidate, first_on=day, at_time=rhythm.slot(6), by=by, at=at)


@transaction.atomic
def cancel_trial(trial: Trial, *, by: User, at: datetime, on: date) -> Trial:
    """Let a trial go before its first day, for no reason that has to be given; what was planned for that day is taken back.

    Raises Conflict from the first day on: from then on it is the way back.
    """
    lock_lines()
    trial = locked(trial)
    refuse_unless(trial, Status.NOMINATED, Status.OFFERED, Status.SIGNED)
    if trial.announced_at is not None and trial.contract.starts_on <= on:
        raise Conflict("The trial has begun. The way back is open: take that.")
    if trial.announced_at is not None:
        _take_back_start(trial, by=by, at=at)
    pass_to(trial, Status.CANCELLED, by=by, at=at)
    to = {trial.candidate, trial.sponsor, *(queries.told_about(trial, on=on) if trial.announced_at else ())}
    notify("trials.cancelled", to=to, about=trial, key=f"trials.cancelled:{trial.pk}", at=at)
    return trial


def _take_back_start(trial: Trial, *, by: User, at: datetime) -> None:
    contract, snapshot, day = trial.contract, trial.snapshot, trial.contract.starts_on
    for row in contract.reports.select_related("employee", "previous_manager"):
        if manager_of(row.employee, on=day) == trial.candidate:
            change_manager(row.employee, manager=row.previous_manager, on=day, by=by, at=at)
    if manager_of(trial.candidate, on=day) == contract.manager:
        change_manager(trial.candidate, manager=snapshot.manager, on=day, by=by, at=at)
    place = place_of(trial.candidate, on=day)
    if place and place.kind == Placement.Kind.TRIAL:
        was = trial.candidate.placements.filter(ended_on=day).first()
        level, title, team = (was.level, was.title, was.team) if was else (snapshot.level, snapshot.title, snapshot.team)
        place_employee(trial.candidate, level=level, title=title, team=team, on=day, by=by, at=at)


# --- While it runs -----------------------------------------------------------------------------------------------------


def running(trial: Trial, *, at: datetime, on: date) -> Trial:
    """Return a locked trial that runs, starting it first when its day has come and no worker was there. Raises Conflict otherwise."""
    trial = locked(trial)
    if trial.status == Status.SIGNED and trial.announced_at is not None and trial.contract.starts_on <= on:
        trial = start_trial(trial, by=None, at=at, on=on)
    refuse_unless(trial, Status.RUNNING)
    return trial


@transaction.atomic
def answer_check_in(
    check_in: CheckIn, *, role: str, answers: Mapping[str, str], by: User, at: datetime, on: date
) -> CheckInAnswer:
    """Answer as candidate or sponsor, from seven days before its day; the second answer makes it held, and both read each other's.

    `answers` maps keys of `questions.QUESTIONS` to words. Raises ValidationError by key for an answer that lacks, and Conflict when
    this side has answered or the check-in was waived.
    """
    trial = running(check_in.trial, at=at, on=on)
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if check_in.waived_on is not None:
        raise Conflict("This check-in was waived.")
    if check_in.answers.filter(role=role).exists():
        raise Conflict("This side has answered already.")
    if on < check_in.due_on - timedelta(days=7):
        raise ValidationError("It opens a week before its day.")
    wanted = questions.questions_for(role, check_in.form)
    missing = {question.key: "A few words, please." for question in wanted if not answers.get(question.key, "").strip()}
    if missing:
        raise ValidationError(missing)
    said = {question.key: answers[question.key].strip() for question in wanted}
    answer = CheckInAnswer.objects.create(check_in=check_in, role=role, answers=said, answered_at=at)
    record(check_in, "answered", by=by, at=at, employee=trial.candidate, role=role)
    if check_in.answers.count() == 2:
        check_in.held_on = on
        check_in.save(update_fields=["held_on"])
        record(check_in, "held", by=by, at=at, employee=trial.candidate)
        plan_review(trial, on=on)
        to = [trial.candidate, trial.sponsor]
        notify("trials.check_in_held", to=to, about=check_in, key=f"trials.check_in_held:{check_in.pk}", at=at)
    else:
        other = trial.sponsor if role == Role.CANDIDATE else trial.candidate
        notify("trials.check_in_answered", to=[other], about=check_in, key=f"trials.check_in_answered:{check_in.pk}", at=at)
    return answer


@transaction.atomic
def waive_check_in(check_in: CheckIn, *, reason: str, by: User, at: datetime, on: date) -> CheckIn:
    """Let a check-in be, in writing. Raises ValidationError without a reason, Conflict when it is held or waived."""
    trial = running(check_in.trial, at=at, on=on)
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if check_in.held_on is not None or check_in.waived_on is not None:
        raise Conflict("This check-in is held or waived already.")
    check_in.waived_on, check_in.waived_by, check_in.waived_reason = on, by, _reason(reason)
    check_in.save(update_fields=["waived_on", "waived_by", "waived_reason"])
    record(check_in, "waived", by=by, at=at, employee=trial.candidate)
    plan_review(trial, on=on)
    return check_in


def plan_review(trial: Trial, *, on: date) -> CheckIn | None:
    """Plan the next review of somebody who acts with an open end, when none is open; None where nothing was to plan."""
    preset = trial.contract.preset
    if preset is None or preset.review_days is None or trial.check_ins.filter(held_on=None, waived_on=None).exists():
        return None
    last = trial.check_ins.last()
    day = workday_from(max(last.due_on if last else trial.contract.starts_on, on) + timedelta(days=preset.review_days))
    return CheckIn.objects.create(trial=trial, number=last.number + 1 if last else 1, due_on=day)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": "Say why: both sides will read it."})
    return reason.strip()


@transaction.atomic
def waive_condition(trial: Trial, *, condition: str, reason: str, by: User, at: datetime, on: date) -> Waiver:
    """Say that a condition of the confirmation does not apply, and why. Raises ValidationError for one that cannot be waived."""
    trial = running(trial, at=at, on=on)
    if condition not in WAIVABLE:
        raise ValidationError({"condition": "Check-ins are waived one by one." if condition in TITLES else "No such condition."})
    if trial.waivers.filter(condition=condition).exists():
        raise Conflict("This condition is waived already.")
    waiver = Waiver.objects.create(trial=trial, condition=condition, reason=_reason(reason), by=by, on=on)
    record(waiver, "waived", by=by, at=at, employee=trial.candidate, condition=condition)
    return waiver


@transaction.atomic
def keep_promise(promise: SupportPromise, *, by: User, at: datetime, on: date) -> SupportDelivery:
    """Note that a promise was kept on a day; twice on one day is once."""
    trial = running(promise.trial, at=at, on=on)
    delivery, is_new = SupportDelivery.objects.get_or_create(promise=promise, on=on, defaults={"by": by})
    if is_new:
        record(promise, "kept", by=by, at=at, employee=trial.candidate, on=on.isoformat())
    return delivery


@transaction.atomic
def let_mentor_read(trial: Trial, *, allowed: bool, by: User, at: datetime) -> Trial:
    """Give the mentor the candidate's consent to read the check-ins, or take it back."""
    trial = locked(trial)
    trial.mentor_reads_check_ins = allowed
    trial.save(update_fields=["mentor_reads_check_ins"])
    record(trial, "let the mentor read" if allowed else "no longer lets the mentor read", by=by, at=at, employee=trial.candidate)
    return trial


def end_supports(trial: Trial, *, on: date, supporter: Employee | None = None) -> None:
    """End the supports that a trial began: those of sponsor and mentor, or of one person."""
    kinds = (Support.Kind.SPONSOR, Support.Kind.MENTOR)
    rows = Support.objects.filter(employee=trial.candidate, kind__in=kinds, supporter__in=[trial.sponsor_id, trial.mentor_id])
    if supporter is not None:
        rows = Support.objects.filter(employee=trial.candidate, kind=Support.Kind.SPONSOR, supporter=supporter)
    end_rows(rows, on)
