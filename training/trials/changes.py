"""What does life bring to a trial? Another sponsor, another team, days away: each has a defined way."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee, Support, Team
from people.history.actions import record
from people.notifications.actions import notify
from training.trials.actions import check_people, end_supports, locked, place_on_trial, refuse_unless, running, stand_by
from training.trials.models import Absence, Signature, Trial

Status, Role = Trial.Status, Signature.Role


@transaction.atomic
def change_sponsor(trial: Trial, *, sponsor: Employee, by: User, at: datetime, on: date) -> Trial:
    """Give an open trial another sponsor, who takes over what the one before promised. Refuses whom `nominate` refuses."""
    trial = locked(trial)
    refuse_unless(trial, *Trial.OPEN)
    check_people(trial.candidate, sponsor, trial.mentor, on=on)
    if trial.status != Status.NOMINATED and trial.contract.reports.filter(employee=sponsor).exists():
        raise ValidationError({"sponsor": "The sponsor cannot report to the candidate."})
    was = trial.sponsor
    for promise in trial.promises.filter(owner=was):
        promise.owner = sponsor
        promise.save(update_fields=["owner"])
    trial.sponsor = sponsor
    trial.save(update_fields=["sponsor"])
    trial.verdicts.filter(round=trial.round, role=Role.SPONSOR).delete()
    if trial.status == Status.RUNNING:
        end_supports(trial, supporter=was, on=on)
        stand_by(trial, Support.Kind.SPONSOR, sponsor, on=on, by=by, at=at)
    record(trial, "changed sponsor", by=by, at=at, employee=trial.candidate, was=was.pk, now=sponsor.pk)
    key = f"trials.sponsor_changed:{trial.pk}:{sponsor.pk}:{on}"
    notify("trials.sponsor_changed", to=[trial.candidate, sponsor, was], about=trial, key=key, at=at)
    return trial


@transaction.atomic
def adopt_team(trial: Trial, *, team: Team, by: User, at: datetime, on: date) -> Trial:
    """Let a running trial go on in another team after a reorganisation; the lines stay as they are. Raises ValidationError for a closed one."""
    trial = running(trial, at=at, on=on)
    if team.closed_on and team.closed_on <= on:
        raise ValidationError({"team": "This team is closed."})
    place_on_trial(trial, team, on=on, by=by, at=at)
    record(trial, "moved to a team", by=by, at=at, employee=trial.candidate, team=team.pk)
    return trial


@transaction.atomic
def record_absence(trial: Trial, *, started_on: date, ended_on: date, by: User, at: datetime, on: date) -> Absence:
    """Note that the candidate was or will be away in [started_on, ended_on): the end and the check-ins still open after that day move
    by as many days. Raises ValidationError by field when the days make no sense or lie outside the trial."""
    trial = running(trial, at=at, on=on)
    if ended_on <= started_on:
        raise ValidationError({"ended_on": "The first day back comes after the first day away."})
    if not trial.contract.starts_on <= started_on <= (trial.ends_on or started_on):
        raise ValidationError({"started_on": "A day within the trial."})
    if trial.absences.filter(started_on__lt=ended_on, ended_on__gt=started_on).exists():
        raise ValidationError({"started_on": "These days are noted already."})
    absence = Absence.objects.create(trial=trial, started_on=started_on, ended_on=ended_on)
    away = ended_on - started_on
    if trial.ends_on is not None:
        trial.ends_on += away
        trial.save(update_fields=["ends_on"])
    for row in trial.check_ins.filter(held_on=None, waived_on=None, due_on__gte=started_on):
        row.due_on += away
        row.save(update_fields=["due_on"])
    record(absence, "noted", by=by, at=at, employee=trial.candidate, days=away.days)
    return absence
