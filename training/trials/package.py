"""Is the support there? Five parts: promised in the contract, there before the start, and what lacks is owed to the candidate.

The announcement writes the lines of the first day, so the gate stands before it: `lacking` must be empty. HR may let a part be, in
writing; that opens the gate and takes nothing off the debt.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from training.trials.models import Contract, PackagePart, RoleSheet, Trial
from training.trials.queries import PromiseState
from transition.lib.faults import Conflict

Kind = PackagePart.Kind


def parts_of_contract(trial: Trial, contract: Contract, *, on: date, by: User) -> list[PackagePart]:
    """Return the five parts (unsaved) as a contract promises them; a programme that is named is there."""
    helper = f"{contract.coach} as coach" if contract.coach else f"{trial.mentor} as mentor" if trial.mentor else ""
    hours, hands = contract.protected_hours, contract.technical_hours
    says = {
        Kind.PROGRAMME: f"Programme {contract.programme}" if contract.programme else "",
        Kind.MENTOR: helper,
        Kind.PEER_GROUP: contract.peer_group,
        Kind.PROTECTED_TIME: f"{hours} protected hours a week in the calendar" if hours else "",
        Kind.TECHNICAL_TIME: f"{hands} hours a week for work with their own hands" if hands else "",
    }
    parts = [PackagePart(trial=trial, kind=kind, what=what) for kind, what in says.items()]
    if contract.programme:
        parts[0].there_on, parts[0].there_by = on, by
    return parts


def lacking(sheet: RoleSheet | None, package: Iterable[PackagePart]) -> list[str]:
    """Return in words what must still happen before a trial can be announced and start."""
    found = [] if sheet and sheet.is_signed else ["The role-change sheet, signed by both"]
    missing = [part for part in package if part.there_on is None and part.waived_on is None]
    return found + [f"{part.get_kind_display()}: {part.what or 'not in the contract'}" for part in missing]


def refuse_unready(trial: Trial) -> None:
    """Raise ValidationError in words when something must still be there before the start."""
    if found := lacking(RoleSheet.objects.filter(trial=trial).first(), trial.package.all()):
        raise ValidationError(
            f"Before the team is told, this has to be there: {'; '.join(found)}. HR can let a part be, in writing."
        )


@transaction.atomic
def note_there(trial: Trial, *, kinds: Collection[str], by: User, at: datetime, on: date) -> int:
    """Note that parts of the package (PackagePart.Kind) are there from a day on; returns how many that was new of.

    Raises ValidationError for a part that the contract does not promise, Conflict when the trial is over.
    """
    trial = _open(trial)
    count = 0
    for part in PackagePart.objects.select_for_update().filter(trial=trial, kind__in=list(kinds), there_on=None):
        if not part.what:
            raise ValidationError(
                {"kinds": f"{part.get_kind_display()}: the contract promises none. It is written anew, or HR lets it be."}
            )
        part.there_on, part.there_by = on, by
        part.save(update_fields=["there_on", "there_by"])
        record(part, "is there", by=by, at=at, employee=trial.candidate, kind=part.kind)
        count += 1
    return count


def _open(trial: Trial) -> Trial:
    Employee.objects.select_for_update().get(pk=trial.candidate_id)
    trial = Trial.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=trial.pk)
    if trial.status not in Trial.OPEN:
        raise Conflict("This trial is over: nothing more is owed in it.")
    return trial


@transaction.atomic
def waive_part(trial: Trial, *, kind: str, reason: str, by: User, at: datetime, on: date) -> PackagePart:
    """Let a trial start without a part of its package, in writing; what was promised is owed all the same.

    Raises ValidationError without a reason, Conflict when the part is there or was let be.
    """
    trial = _open(trial)
    part = PackagePart.objects.select_for_update().filter(trial=trial, kind=kind, there_on=None, waived_on=None).first()
    if part is None:
        raise Conflict("This part is there, or was let be already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why: both sides will read it."})
    part.waived_on, part.waived_by, part.waived_reason = on, by, reason.strip()
    part.save(update_fields=["waived_on", "waived_by", "waived_reason"])
    record(part, "let be", by=by, at=at, employee=trial.candidate, kind=kind)
    return part


@dataclass(frozen=True)
class Debt:
    """One thing that was promised to the candidate and not delivered, in words: what, how much of it, who sees to it."""

    what: str
    how_much: str
    who: str


def debt_of(trial: Trial, promises: Iterable[PromiseState], package: Iterable[PackagePart], *, on: date) -> list[Debt]:
    """Return the support debt of a trial with a contract: parts promised and not there from its first day on, and promises not kept."""
    has_begun = trial.contract.starts_on <= on
    parts = [part for part in package if has_begun and part.what and part.there_on is None]
    owed = [Debt(part.what, "let be in writing" if part.waived_on else "not there", str(trial.sponsor)) for part in parts]
    return owed + [Debt(one.promise.what, f"{one.debt} owed", str(one.promise.owner)) for one in promises if one.debt]
