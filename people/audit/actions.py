"""What can happen in the audit? It looks, somebody takes what was found, and it ends mended or accepted; numbers are drawn now and then."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.audit import queries
from people.audit.census import count, figures_of, groups_of
from people.audit.faults import faults_of
from people.audit.models import AuditRelease, Finding, SeatPlan
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from people.tracks.models import Grade
from transition.lib.faults import Conflict
from transition.lib.locks import lock
from transition.lib.small_groups import THRESHOLD, hidden

SOONEST, USUAL = timedelta(days=90), timedelta(days=182)  # between two releases: asked for, and by itself
FEWEST = 4 * THRESHOLD  # people who stand somewhere: before that there is nothing to show
State = Finding.State


# --- Findings ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def look(*, by: User | None, at: datetime) -> int:
    """Look for faults: what is new becomes a finding, what is gone is mended, accepted or not; returns how many are new."""
    lock("audit")
    faults = {fault.key: fault for fault in faults_of(queries.ladder_facts(), queries.seats())}
    known = {finding.key: finding for finding in Finding.objects.exclude(state=State.MENDED)}
    for key, finding in known.items():
        if key not in faults:
            finding.state, finding.closed_at, finding.closed_by = State.MENDED, at, None
            finding.save(update_fields=["state", "closed_at", "closed_by"])
            record(finding, "mended", by=by, at=at)
        elif finding.words != faults[key].words:
            finding.words = faults[key].words
            finding.save(update_fields=["words"])
    new = [
        Finding.objects.create(key=fault.key, kind=fault.kind, words=fault.words, found_at=at)
        for key, fault in faults.items()
        if key not in known
    ]
    for finding in new:
        record(finding, "found", by=by, at=at)
    if new:
        notify("audit.found", to=queries.administrators(), key=f"audit.found:{new[0].pk}", at=at, findings=len(new))
    return len(new)


def _standing(finding: Finding) -> Finding:
    finding = Finding.objects.select_for_update(of=("self",)).select_related("owner").get(pk=finding.pk)
    if finding.state == State.MENDED:
        raise Conflict("This one is mended.")
    return finding


@transaction.atomic
def assign_finding(finding: Finding, *, owner: Employee, due_on: date, by: User, at: datetime) -> Finding:
    """Say who mends it, by when; they are told. What was accepted is open again. Raises ValidationError for a day that has passed."""
    finding = _standing(finding)
    if due_on < at.date():
        raise ValidationError({"due_on": "Choose a day that is still to come."})
    is_new = finding.owner != owner or finding.due_on != due_on
    finding.owner, finding.due_on, finding.state, finding.reason, finding.closed_at = owner, due_on, State.OPEN, "", None
    finding.closed_by = None
    finding.save(update_fields=["owner", "due_on", "state", "reason", "closed_at", "closed_by"])
    if is_new:
        notify("audit.assigned", to=[owner], about=finding, key=f"audit.assigned:{finding.pk}:{owner.pk}:{due_on}", at=at)
    record(finding, "assigned", by=by, at=at, owner=owner.pk, due_on=str(due_on))
    return finding


@transaction.atomic
def accept_finding(finding: Finding, *, reason: str, by: User, at: datetime) -> Finding:
    """Let it be, for a reason that everybody can read. Raises ValidationError without one, Conflict when it is settled."""
    finding = _standing(finding)
    if finding.state == State.ACCEPTED:
        raise Conflict("This one is accepted already.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it may stay so: everybody reads it."})
    finding.state, finding.reason, finding.closed_at = State.ACCEPTED, reason.strip(), at
    finding.closed_by = getattr(by, "employee", None)
    finding.save(update_fields=["state", "reason", "closed_at", "closed_by"])
    record(finding, "accepted", by=by, at=at)
    return finding


@transaction.atomic
def set_seats(grade: Grade, *, side: str, most: int | None, open_now: int, by: User, at: datetime) -> SeatPlan:
    """Say how many may stand at a height on a side (`most`; None: no cap) and how many places are open now."""
    facts = {"most": most, "open_now": open_now}
    plan, _ = SeatPlan.objects.update_or_create(grade=grade, side=SeatPlan.Side(side), defaults=facts)
    record(plan, "set seats", by=by, at=at, **facts)
    return plan


# --- Numbers -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def draw_release(*, on: date, by: User | None, at: datetime) -> AuditRelease:
    """Count who stands where on a day, hide small groups by the one rule, also against all earlier releases, and keep what is shown.

    Raises Conflict when the last release is younger than ninety days, ValidationError while fewer than twenty people stand anywhere.
    """
    lock("audit")
    earlier = list(AuditRelease.objects.all())
    if earlier and earlier[0].on > on - SOONEST:
        raise Conflict(
            f"The numbers of {earlier[0].on:%-d %B %Y} are younger than ninety days. Many releases make few people visible."
        )
    counted = count(queries.places_until(on), on=on)
    if len(counted) < FEWEST:
        raise ValidationError(f"Fewer than {FEWEST} people stand on a level with a height. There is nothing to show yet.")
    groups = groups_of(counted)
    before = [people for release in earlier for people in release.people.values()]
    hide = hidden(groups, shown_before=before)
    release = AuditRelease.objects.create(
        on=on,
        drawn_at=at,
        threshold=THRESHOLD,
        figures=figures_of(groups, counted, hide=hide, before=earlier[0].figures if earlier else {}, on=on),
        people={group.key: sorted(group.people) for group in groups if group.people and group.key not in hide},
    )
    record(release, "drawn", by=by, at=at, hidden=len(hide))
    return release


def run(*, on: date, at: datetime) -> int:
    """Look for faults, and draw new numbers twice a year; returns how many faults are new. Twice a day is once."""
    new = look(by=None, at=at)
    last = AuditRelease.objects.defer("people").first()
    if last is None or last.on <= on - USUAL:
        try:
            draw_release(on=on, by=None, at=at)
        except ValidationError:  # too few people yet
            return new
    return new
