"""How does a trial end? Both sides decide; the way back is always there, and gives at least what was kept.

The table of what leads to what is outcome.py; what a return gives is way_back.py.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from people.accounts.models import User
from people.employees.actions import change_manager, lock_lines
from people.employees.models import Employee, ReportingLine
from people.employees.queries import manager_of
from people.history.actions import record
from people.notifications.actions import notify
from people.tracks.actions import place_employee
from training.curricula.actions import pause
from training.curricula.queries import enrolment_of
from training.one_on_ones.actions import end_series, open_series
from training.one_on_ones.models import Series
from training.one_on_ones.rhythm import slot
from training.presets.models import PresetVersion
from training.trials import queries
from training.trials.actions import end_supports, locked, pass_to, refuse_unless, running
from training.trials.conditions import are_settled
from training.trials.models import CheckIn, ReintegrationStep, Return, Signature, Trial, Verdict
from training.trials.outcome import Outcome, outcome_of
from training.trials.reintegration import steps_for
from training.trials.way_back import Standing, first_to_lead, standing_after_return
from transition.lib.faults import Conflict
from transition.lib.moments import workday_from

Status, Role, Choice = Trial.Status, Signature.Role, Verdict.Choice

LAST = PresetVersion.CheckInForm.LAST.value
EARLIEST = timedelta(days=14)  # before the end: from then on both sides may say confirm or extend


# --- Deciding ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(trial: Trial, *, role: str, choice: str, words: str = "", by: User, at: datetime, on: date) -> Outcome:
    """Say confirm, extend or return (Verdict.Choice) as one side, or as HR once the end has long passed; return what comes of it.

    The candidate's "return" needs no words and wins on any day. Raises Conflict when this side has spoken in this round or the trial no
    longer runs, ValidationError when it is too early, when words lack, or when it was extended before.
    """
    lock_lines()
    trial = running(trial, at=at, on=on)
    if trial.verdicts.filter(round=trial.round, role=role).exists():
        raise Conflict("This side has decided already. The trial's page shows where it stands.")
    _check_verdict(trial, role, choice, words, on=on)
    verdict = Verdict.objects.create(trial=trial, round=trial.round, role=role, choice=choice, words=words.strip(), by=by, at=at)
    record(verdict, "decided", by=by, at=at, employee=trial.candidate, role=role, choice=choice, round=trial.round)
    return settle(trial, by=by, at=at, on=on)


def _check_verdict(trial: Trial, role: str, choice: str, words: str, *, on: date) -> None:
    if role == Role.CANDIDATE and choice == Choice.RETURN:
        return
    silent = queries.silent_since(trial)
    if not words.strip():
        raise ValidationError({"words": "Say why: the other side reads it."})
    if choice == Choice.EXTEND and trial.is_extended:
        raise ValidationError({"choice": "It was extended once. Now it is confirm or return."})
    if choice == Choice.EXTEND and not queries.extension_of(trial):
        raise ValidationError({"choice": "This contract has no extension: confirm or return."})
    if role == Role.HR and (silent is None or on <= silent + queries.HR_DECIDES_AFTER):
        raise ValidationError({"choice": "HR decides only after fourteen days of silence past the end or past a review."})
    if choice != Choice.RETURN and (reason := too_early(trial, on=on)):
        raise ValidationError({"choice": reason})


def too_early(trial: Trial, *, on: date) -> str:
    """Return from when on both sides may say confirm or extend, in words; empty once they may."""
    end = queries.last_day(trial)
    if end is None:
        is_reviewed = trial.check_ins.filter(held_on__isnull=False).exists()
        return "" if is_reviewed else "Confirm or extend: after the first review that both have held."
    return "" if on >= end - EARLIEST else f"Confirm or extend: from {end - EARLIEST:%-d %b %Y} on, two weeks before the end."


@transaction.atomic
def settle(trial: Trial, *, by: User | None, at: datetime, on: date) -> Outcome:
    """Look at what both sides have said in this round, and do what it leads to. Asking again changes nothing that is settled."""
    lock_lines()
    trial = running(trial, at=at, on=on)
    said = {verdict.role: verdict.choice for verdict in trial.verdicts.filter(round=trial.round)}
    outcome = outcome_of(
        said.get(Role.CANDIDATE),
        said.get(Role.SPONSOR),
        hr=said.get(Role.HR),
        has_feedback=trial.feedback_on is not None and trial.check_ins.filter(held_on__isnull=False).exists(),
        meets_conditions=are_settled(trial, on=on),
    )
    if outcome == Outcome.CONFIRM:
        _confirm(trial, by=by, at=at, on=on)
    elif outcome == Outcome.EXTEND:
        _extend(trial, by=by, at=at)
    elif outcome == Outcome.RETURN:
        _return(trial, by=by, at=at, on=on)
    elif outcome == Outcome.DECIDE_AGAIN:
        _next_round(trial)
        _tell(trial, "trials.decide_again", at=at)
    else:
        waiting = [one for role, one in ((Role.CANDIDATE, trial.candidate), (Role.SPONSOR, trial.sponsor)) if role not in said]
        if said and waiting:
            notify("trials.to_decide", to=waiting, about=trial, key=f"trials.to_decide:{trial.pk}:{trial.round}", at=at)
    return outcome


def _next_round(trial: Trial) -> None:
    trial.round += 1
    trial.save(update_fields=["round"])


def _tell(trial: Trial, kind: str, *, at: datetime) -> None:
    to = [trial.candidate, trial.sponsor]
    notify(kind, to=to, about=trial, key=f"{kind}:{trial.pk}:{trial.round}:{trial.status}", at=at)


@transaction.atomic
def record_feedback_talk(trial: Trial, *, by: User, at: datetime, on: date) -> Outcome:
    """Note that the sponsor has told the candidate, in a conversation, why they say return; the candidate says that it took place."""
    trial = running(trial, at=at, on=on)
    trial.feedback_on = on
    trial.save(update_fields=["feedback_on"])
    record(trial, "talked about it", by=by, at=at, employee=trial.candidate)
    return settle(trial, by=by, at=at, on=on)


# --- What comes of it --------------------------------------------------------------------------------------------------


def _confirm(trial: Trial, *, by: User | None, at: datetime, on: date) -> None:
    """From this day they stand on the level of the contract; lines and team stay as they are in the trial."""
    contract, candidate = trial.contract, trial.candidate
    place = candidate.placements.filter(ended_on=None).first()
    team = place.team if place else contract.team
    level = contract.target_level
    place_employee(candidate, level=level, title=level.title, team=team, on=on, by=by, at=at)
    end_supports(trial, on=on)
    pass_to(trial, Status.CONFIRMED, by=by, at=at, confirmed_on=on)
    _tell(trial, "trials.confirmed", at=at)


def _extend(trial: Trial, *, by: User | None, at: datetime) -> None:
    """More days, once, with a check-in a week before the new end; both decide again then."""
    end = (queries.last_day(trial) or at.date()) + queries.extension_of(trial)
    trial.ends_on = end
    trial.is_extended, trial.round = True, trial.round + 1
    trial.save(update_fields=["ends_on", "is_extended", "round"])
    last = trial.check_ins.last()
    CheckIn.objects.create(trial=trial, number=last.number + 1 if last else 1, due_on=end - timedelta(days=7), form=LAST)
    record(trial, "extended", by=by, at=at, employee=trial.candidate, until=end.isoformat())
    _tell(trial, "trials.extended", at=at)


@transaction.atomic
def go_back(trial: Trial, *, by: User, at: datetime, on: date) -> Trial:
    """Take the way back after a confirmation, as the candidate, for no reason that has to be given.

    Raises Conflict when the trial is not confirmed, ValidationError when the way back has closed.
    """
    lock_lines()
    trial = locked(trial)
    refuse_unless(trial, Status.CONFIRMED)
    until = queries.way_back_until(trial)
    if until is None or on > until:
        raise ValidationError(f"The way back was open until {until:%-d %b %Y}. HR can still arrange a move with you.")
    if queries.open_trials(Trial.objects.filter(candidate=trial.candidate)).exists():
        raise ValidationError("Another trial of yours is open. Let that one go first.")
    return _return(trial, by=by, at=at, on=on)


def _return(trial: Trial, *, by: User | None, at: datetime, on: date) -> Trial:
    """Put everything back, from today: whom they led, to whom they report, level, title and team; then help them settle in."""
    standing = standing_after_return(trial, on=on)
    hand_over_reports(trial, on=on, by=by, at=at)
    _restore(trial, standing, on=on, by=by, at=at)
    band = standing.band
    Return.objects.create(
        trial=trial,
        said_on=on,
        on=on,
        level=standing.level,
        grade_order=standing.grade_order,
        title=standing.title,
        team=standing.team,
        manager=standing.manager,
        currency=band.currency if band else "",
        band_minimum=band.minimum if band else None,
        band_middle=band.middle if band else None,
        band_maximum=band.maximum if band else None,
    )
    end_supports(trial, on=on)
    if trial.contract.programme and (enrolment := enrolment_of(trial.candidate, trial.contract.programme)):
        pause(enrolment, on=on, by=by, at=at)
    pass_to(trial, Status.RETURNING, by=by, at=at)
    _plan_reintegration(trial, standing, on=on)
    _tell(trial, "trials.returning", at=at)
    return trial


def hand_over_reports(trial: Trial, *, on: date, by: User | None, at: datetime) -> None:
    """Everybody the candidate leads, on a day or later, goes to whom they reported before, or to who led the candidate, or to nobody."""
    candidate, contract = trial.candidate, trial.contract
    before = {row.employee_id: row.previous_manager for row in contract.reports.select_related("previous_manager")}
    above = manager_of(candidate, on=on)
    lines = ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), manager=candidate)
    for line in lines.select_related("employee"):
        report, day = line.employee, max(on, line.started_on)
        choices = [one for one in (before.get(report.pk), contract.manager, above, trial.sponsor) if one != candidate]
        manager = first_to_lead(report, choices, on=day)
        change_manager(report, manager=manager, on=day, by=by, at=at)
    for series in Series.objects.filter(ended_on=None, manager=candidate):
        end_series(series, on=on, by=by, at=at)


def _restore(trial: Trial, standing: Standing, *, on: date, by: User | None, at: datetime) -> None:
    candidate = trial.candidate
    change_manager(candidate, manager=standing.manager, on=on, by=by, at=at)
    level, title, team = standing.level, standing.title, standing.team
    place_employee(candidate, level=level, title=title, team=team, on=on, by=by, at=at)
    for one in Series.objects.filter(ended_on=None, employee=candidate, manager=trial.sponsor).exclude(manager=standing.manager):
        end_series(one, on=on, by=by, at=at)
    if standing.manager:
        first = workday_from(on + timedelta(days=1))
        open_series(manager=standing.manager, employee=candidate, first_on=first, at_time=slot(1), by=by, at=at)


def _plan_reintegration(trial: Trial, standing: Standing, *, on: date) -> None:
    """Thirty, sixty and ninety days of settling in, each step with an owner."""
    manager: Employee = standing.manager or trial.sponsor
    owners = {"candidate": trial.candidate, "manager": manager, "sponsor": trial.sponsor}
    ReintegrationStep.objects.bulk_create(
        ReintegrationStep(trial=trial, position=position, what=step.what, owner=owners[step.owner], due_on=on + step.after)
        for position, step in enumerate(steps_for(trial, on=on), start=1)
    )


@transaction.atomic
def finish_step(step: ReintegrationStep, *, by: User, at: datetime, on: date) -> ReintegrationStep:
    """Note that a step of settling in is done; with the last one they are back. Doing it twice changes nothing."""
    trial = locked(step.trial)
    step = ReintegrationStep.objects.select_for_update().get(pk=step.pk)
    if step.done_on is None:
        step.done_on = on
        step.save(update_fields=["done_on"])
        record(step, "done", by=by, at=at, employee=trial.candidate)
    if trial.status == Status.RETURNING and not trial.steps.filter(done_on=None).exists():
        finish_return(trial, by=by, at=at)
    return step


def finish_return(trial: Trial, *, by: User | None, at: datetime) -> Trial:
    """Close a trial whose candidate has settled in again."""
    pass_to(trial, Status.RETURNED, by=by, at=at)
    _tell(trial, "trials.returned", at=at)
    return trial
