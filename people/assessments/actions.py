"""What can happen to an assessment? Nothing of it is in the history before it is shared."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.assessments.models import Assessment, AssessmentMark
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from people.tracks.models import LadderVersion, Level
from transition.lib.faults import Conflict

Side = AssessmentMark.Side


@transaction.atomic
def begin_assessment(employee: Employee, *, level: Level, on: date) -> Assessment:
    """Begin to look at oneself against a level, or return the one that is not opened yet. Raises ValidationError for a level of a draft."""
    if level.version.status == LadderVersion.Status.DRAFT:
        raise ValidationError("This level is not published yet.")
    found = Assessment.objects.filter(employee=employee, level=level, opened_at=None).first()
    return found or Assessment.objects.create(employee=employee, level=level, begun_on=on)


@transaction.atomic
def mark_level(assessment: Assessment, *, side: str, marks: Mapping[int | None, tuple[str, str]]) -> Assessment:
    """Write one side's marks: id of a competency (None: besides all of them) -> (mark, evidence); an empty mark takes it away.

    Raises Conflict when that side can no longer be changed: one's own once it is shared, the manager's once both are open.
    """
    found = _locked(assessment)
    if found.opened_at or (side == Side.SELF and found.shared_at):
        raise Conflict("This was shared, and stays as it was written.")
    if side == Side.MANAGER and not found.shared_at:
        raise Conflict("This was taken back.")
    for competency, (mark, evidence) in marks.items():
        rows = AssessmentMark.objects.filter(assessment=found, side=side, competency=competency)
        if not mark:
            rows.delete()
        elif not rows.update(mark=mark, evidence=evidence):
            AssessmentMark.objects.create(assessment=found, side=side, competency_id=competency, mark=mark, evidence=evidence)
    return found


def _locked(assessment: Assessment) -> Assessment:
    found = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
    if found is None:
        raise Conflict("This was taken away meanwhile.")
    return found


@transaction.atomic
def share_assessment(assessment: Assessment, *, manager: Employee | None, by: User, at: datetime) -> Assessment:
    """Ask one's manager to mark the same level, apart; from now on one's own marks stay as they are.

    Raises ValidationError without a manager or without any mark, Conflict when it was shared already.
    """
    found = _locked(assessment)
    if found.shared_at:
        raise Conflict("This is shared already.")
    if manager is None:
        raise ValidationError("You report to nobody today, so there is nobody to share it with.")
    if not found.marks.exists():
        raise ValidationError("Mark at least one competency first.")
    found.manager, found.shared_at = manager, at
    found.save(update_fields=["manager", "shared_at"])
    record(found, "shared", by=by, at=at)
    key = f"assessments.shared:{found.pk}:{at.isoformat()}"
    notify("assessments.shared", to=[manager], about=found, key=key, at=at)
    return found


@transaction.atomic
def take_back_assessment(assessment: Assessment, *, at: datetime) -> Assessment:
    """Make it private again, before both views are open; what the manager marked apart goes. Raises Conflict when it is open or private."""
    found = _locked(assessment)
    if found.opened_at or not found.shared_at:
        raise Conflict("Both views are open already." if found.opened_at else "This is not shared.")
    found.marks.filter(side=Side.MANAGER).delete()
    found.manager = found.shared_at = None
    found.save(update_fields=["manager", "shared_at"])
    return found


@transaction.atomic
def open_both(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Show both views to both. Raises ValidationError while the manager has not marked what the person did, Conflict when it is done."""
    found = _locked(assessment)
    if found.opened_at or not found.shared_at:
        raise Conflict("Both views are open already." if found.opened_at else "This was taken back.")
    marked = {side: set(found.marks.filter(side=side).values_list("competency", flat=True)) for side in Side.values}
    if left := len(marked[Side.SELF] - marked[Side.MANAGER]):
        raise ValidationError(f"{left} more to mark: what the person has marked, you mark, too.")
    found.opened_at = at
    found.save(update_fields=["opened_at"])
    record(found, "opened", by=by, at=at)
    notify("assessments.opened", to=[found.employee], about=found, key=f"assessments.opened:{found.pk}", at=at)
    return found


@transaction.atomic
def discard_assessment(assessment: Assessment) -> None:
    """Delete it without a trace, while it is private. Raises Conflict once it is shared."""
    found = _locked(assessment)
    if found.shared_at:
        raise Conflict("It is shared: take it back first.")
    found.delete()
