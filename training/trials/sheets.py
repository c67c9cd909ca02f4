"""What starts, what stays, what stops? The role-change sheet: both sides write it, and both sign it before the start."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.history.actions import record
from people.notifications.actions import notify
from training.trials.actions import locked, refuse_unless
from training.trials.models import RoleSheet, Signature, Trial
from transition.lib.faults import Conflict

Role = Signature.Role
PARTS = {
    "starts": "1:1s with each report. Saying what matters this month. Feedback, also when it is hard.",
    "stays": "Protected time for work with their own hands. The on-call week with the others. Their place as an engineer.",
    "stops": "Being the first to answer in design reviews. Work that the team waits for. Deciding alone what the team builds.",
}


@transaction.atomic
def write_sheet(trial: Trial, *, starts: str, stays: str, stops: str, by: User, at: datetime) -> RoleSheet:
    """Write the sheet, or write it anew, which voids both signatures. The same words change nothing.

    Raises ValidationError by field for an empty part, Conflict once the team knows or it is over.
    """
    trial = locked(trial)
    refuse_unless(trial, *Trial.BEFORE)
    if trial.announced_at is not None:
        raise Conflict("The team knows already what was agreed: the sheet no longer changes.")
    words = {"starts": starts.strip(), "stays": stays.strip(), "stops": stops.strip()}
    if empty := {
        name: "A few words: what is not said here is done twice, or by nobody." for name, said in words.items() if not said
    }:
        raise ValidationError(empty)
    sheet = RoleSheet.objects.filter(trial=trial).first()
    if sheet and all(getattr(sheet, name) == said for name, said in words.items()):
        return sheet
    facts = {**words, "written_at": at, "candidate_signed_at": None, "sponsor_signed_at": None}
    sheet, _ = RoleSheet.objects.update_or_create(trial=trial, defaults=facts)
    record(sheet, "written", by=by, at=at, employee=trial.candidate)
    key = f"trials.sheet:{trial.pk}:{at.isoformat()}"
    notify("trials.sheet", to=[trial.candidate, trial.sponsor], about=trial, key=key, at=at)
    return sheet


@transaction.atomic
def sign_sheet(trial: Trial, *, role: str, by: User, at: datetime) -> RoleSheet:
    """Sign the sheet as candidate or sponsor. Raises Conflict when there is none or this side has signed."""
    trial = locked(trial)
    refuse_unless(trial, *Trial.BEFORE)
    sheet = RoleSheet.objects.select_for_update().filter(trial=trial).first()
    field = "candidate_signed_at" if role == Role.CANDIDATE else "sponsor_signed_at"
    if sheet is None or getattr(sheet, field) is not None:
        raise Conflict("The sheet is not written yet, or this side has signed it.")
    setattr(sheet, field, at)
    sheet.save(update_fields=[field])
    record(sheet, "signed", by=by, at=at, employee=trial.candidate, role=role)
    return sheet
