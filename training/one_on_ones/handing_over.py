"""What can happen when somebody gets another manager? The employee decides what the next one reads; private notes never move.

The 1:1s of the old pair stay the old pair's. What is released are both sides' words and the shared notes that the employee chose; agenda,
promises and private notes are not part of it. A release can be taken back on any day.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.one_on_ones import queries
from training.one_on_ones.models import Handover, Meeting, Series
from transition.lib.faults import Conflict


@transaction.atomic
def write_handover(series: Series, *, author: Employee, words: str, at: datetime) -> Handover:
    """Write one's own part of the hand-over; the other one of the pair reads it at once, and is asked for theirs the first time.

    Raises ValidationError without words when there is nothing to take back, Conflict while it is released.
    """
    series = Series.objects.select_for_update().select_related("manager", "employee").get(pk=series.pk)
    if not words.strip() and not Handover.objects.filter(series=series).exists():
        raise ValidationError({"words": "A few lines: what goes well, what is open, what helps."})
    found, is_new = Handover.objects.get_or_create(series=series, defaults={"begun_at": at})
    if found.released_at is not None:
        raise Conflict("It is released. Whoever it is about can take it back; then you can change it.")
    is_manager = author.pk == series.manager_id
    field = "manager_words" if is_manager else "employee_words"
    setattr(found, field, words.strip())
    found.save(update_fields=[field])
    if is_new:
        other = series.employee if is_manager else series.manager
        notify("one_on_ones.handover_begun", to=[other], about=found, key=f"one_on_ones.handover_begun:{found.pk}", at=at)
    return found


@transaction.atomic
def release_handover(
    handover: Handover,
    *,
    reader: Employee,
    notes_from: date | None = None,
    meetings: Collection[int] = (),
    by: User,
    at: datetime,
    on: date,
) -> Handover:
    """Let the next manager read both sides' words, the shared notes from a day on, and those of single meetings (ids of the series).

    Raises ValidationError by field when `reader` does not lead the employee, now or soon, Conflict while it is released.
    """
    handover = _locked(handover)
    if handover.released_at is not None:
        raise Conflict("It is released already.")
    if not queries.next_managers(handover.series, on=on).filter(pk=reader.pk).exists():
        raise ValidationError({"reader": "Only to whoever leads you, now or from a day that is fixed."})
    handover.reader, handover.released_at, handover.notes_from = reader, at, notes_from
    handover.save(update_fields=["reader", "released_at", "notes_from"])
    handover.meetings.set(handover.series.meetings.filter(pk__in=meetings))
    record(handover, "released", by=by, at=at, employee=handover.series.employee, reader=reader.pk)
    key = f"one_on_ones.handover_released:{handover.pk}:{at.isoformat()}"
    notify("one_on_ones.handover_released", to=[reader], about=handover, key=key, at=at)
    return handover


@transaction.atomic
def take_back_handover(handover: Handover, *, by: User, at: datetime) -> Handover:
    """Let nobody but the old pair read it any more. Raises Conflict when it is not released."""
    handover = _locked(handover)
    if handover.released_at is None:
        raise Conflict("It is not released.")
    handover.reader = handover.released_at = handover.notes_from = None
    handover.save(update_fields=["reader", "released_at", "notes_from"])
    handover.meetings.clear()
    record(handover, "taken back", by=by, at=at, employee=handover.series.employee)
    return handover


def _locked(handover: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("series__employee", "series__manager")
    return rows.get(pk=handover.pk)


def released_notes(handover: Handover) -> QuerySet[Meeting]:
    """Return the meetings whose shared notes the next manager reads: from the day on (in UTC), and the single ones; newest first."""
    chosen = Q(pk__in=handover.meetings.values("pk"))
    if handover.notes_from is not None:
        chosen |= Q(starts_at__date__gte=handover.notes_from)
    return handover.series.meetings.filter(chosen).exclude(shared_notes="").order_by("-starts_at")
