"""Who gets a seat in a workshop? Whoever asks first; then the waiting list, in order.

Locks: the session first. The number of a seat is the order in which it was asked for, and never given twice.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from people.notifications.actions import notify
from training.curricula import queries
from training.curricula.models import Completion, Enrolment, Module, Seat, WorkshopSession
from transition.lib.faults import Conflict

State = Seat.State


@transaction.atomic
def take_seat(session: WorkshopSession, *, enrolment: Enrolment, at: datetime) -> Seat:
    """Give somebody a seat, or a place at the end of the waiting list when all are taken; whoever has one keeps it.

    Raises Conflict for a session that has begun or was called off, one of a cohort they are not in, one of another programme, and while
    they have a seat in another session of the same workshop.
    """
    session = WorkshopSession.objects.select_for_update(of=("self",)).select_related("module").get(pk=session.pk)
    if session.is_cancelled or session.starts_at <= at:
        raise Conflict("This session has begun, or was called off.")
    if session.module.programme_id != enrolment.programme_id:
        raise Conflict("This workshop belongs to another programme.")
    if session.cohort_id is not None and not enrolment.cohorts.filter(pk=session.cohort_id).exists():
        raise Conflict("This session is for a cohort.")
    seat = Seat.objects.filter(session=session, enrolment=enrolment).first()
    if seat is not None and seat.state != State.GIVEN_BACK:
        return seat
    if _elsewhere(session, enrolment, at=at):
        raise Conflict("You have a place in another session of this workshop. Give it back first.")
    places = Seat.objects.filter(session=session)
    number = (places.aggregate(last=Max("number"))["last"] or 0) + 1
    is_free = places.filter(state__in=queries.HELD).count() < session.seats
    facts = {"number": number, "state": State.TAKEN if is_free else State.WAITING, "asked_at": at}
    return Seat.objects.update_or_create(session=session, enrolment=enrolment, defaults=facts)[0]


def _elsewhere(session: WorkshopSession, enrolment: Enrolment, *, at: datetime) -> bool:
    others = Seat.objects.filter(enrolment=enrolment, session__module=session.module_id, state__in=(State.TAKEN, State.WAITING))
    return others.filter(session__starts_at__gt=at, session__is_cancelled=False).exclude(session=session).exists()


@transaction.atomic
def give_seat_back(seat: Seat, *, at: datetime) -> Seat:
    """Give a seat or a place in the waiting list back; the first who waits moves up and is told. Raises Conflict once it has begun."""
    session = WorkshopSession.objects.select_for_update().get(pk=seat.session_id)
    seat = Seat.objects.get(pk=seat.pk)
    if session.starts_at <= at:
        raise Conflict("The session has begun.")
    if seat.state in (State.TAKEN, State.WAITING):
        seat.state = State.GIVEN_BACK
        seat.save(update_fields=["state"])
        move_up(session, at=at)
    return seat


def move_up(session: WorkshopSession, *, at: datetime) -> int:
    """Let those who wait take the seats that are free, in order; returns how many. Call it with the session locked."""
    places = Seat.objects.filter(session=session)
    free = session.seats - places.filter(state__in=queries.HELD).count()
    waiting = places.filter(state=State.WAITING).select_related("enrolment__employee")[: max(0, free)]
    for seat in waiting:
        seat.state = State.TAKEN
        seat.save(update_fields=["state"])
        key = f"curricula.seat:{seat.pk}:{seat.number}"
        notify("curricula.seat", to=[seat.enrolment.employee], about=seat, key=key, at=at, expires_at=session.starts_at)
    return len(waiting)


def reserve_first_seat(enrolment: Enrolment, *, at: datetime) -> Seat | None:
    """Give somebody who has just begun a seat in the next session of their first workshop that is not done, if they never had one there;
    None where there is no such session or no seat is free."""
    if enrolment.paused_on is not None or enrolment.completed_at is not None:
        return None
    done = Completion.objects.filter(enrolment=enrolment, round=enrolment.round).values("module")
    had = Seat.objects.filter(enrolment=enrolment, session__is_cancelled=False).values("session__module")
    workshops = Module.objects.filter(programme=enrolment.programme_id, kind=Module.Kind.WORKSHOP, is_retired=False)
    module = workshops.exclude(pk__in=done).first()
    if module is None or module.pk in set(had.values_list("session__module", flat=True)):
        return None
    for session in queries.sessions_ahead(module, at=at).filter(cohort=None):
        if session.taken < session.seats:  # type: ignore[attr-defined]
            seat = take_seat(session, enrolment=enrolment, at=at)
            key = f"curricula.seat:{seat.pk}:{seat.number}"
            notify("curricula.seat", to=[enrolment.employee], about=seat, key=key, at=at, expires_at=session.starts_at)
            return seat
    return None
