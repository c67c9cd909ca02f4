"""What can happen to workshops and cohorts?"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee
from people.history.actions import record
from people.notifications.actions import notify
from training.curricula.actions import complete_module
from training.curricula.models import Cohort, Enrolment, Module, Programme, Seat, WorkshopSession
from training.curricula.seats import move_up
from transition.lib.faults import Conflict

State = Seat.State


@transaction.atomic
def form_cohort(
    programme: Programme, *, title: str, starts_on: date, facilitator: Employee | None, by: User, at: datetime
) -> Cohort:
    """Begin a cohort. Raises ValidationError for a private programme: nobody is to know who follows it."""
    if programme.is_private:
        raise ValidationError("Nobody is to know who follows a private programme, so it has no cohorts.")
    cohort = Cohort.objects.create(programme=programme, title=title.strip(), starts_on=starts_on, facilitator=facilitator)
    record(cohort, "formed", by=by, at=at)
    return cohort


@transaction.atomic
def join_cohort(cohort: Cohort, *, enrolment: Enrolment, by: User, at: datetime) -> None:
    """Let somebody who follows the programme join; a second time changes nothing. Raises ValidationError when they do not follow it."""
    if enrolment.programme_id != cohort.programme_id:
        raise ValidationError("They do not follow this programme yet.")
    cohort.members.add(enrolment)
    record(cohort, "joined", by=by, at=at, employee=enrolment.employee)


@transaction.atomic
def leave_cohort(cohort: Cohort, *, enrolment: Enrolment, by: User, at: datetime) -> None:
    """Let somebody leave a cohort; what they have done stays done."""
    cohort.members.remove(enrolment)
    record(cohort, "left cohort", by=by, at=at, employee=enrolment.employee)


@transaction.atomic
def schedule_cohort(cohort: Cohort, *, days: Mapping[str, date], by: User, at: datetime) -> Cohort:
    """Set on which days modules (by key) are due for the members, in place of the days counted from each one's own anchor; a module
    without a day counts as before. The members are told what changed.

    Raises ValidationError by module for a day before the cohort begins, and for a module that the programme does not have.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = set(cohort.programme.modules.filter(is_retired=False).values_list("key", flat=True))
    if unknown := sorted(set(days) - known):
        raise ValidationError(f"Not in the programme: {', '.join(unknown)}.")
    early = [key for key, day in days.items() if day < cohort.starts_on]
    if early:
        raise ValidationError(dict.fromkeys(early, f"The cohort begins on {cohort.starts_on:%-d %b %Y}."))
    written = {key: day.isoformat() for key, day in days.items()}
    if written != cohort.days:
        cohort.days = written
        cohort.save(update_fields=["days"])
        record(cohort, "scheduled", by=by, at=at)
        members = list(Employee.objects.filter(enrolments__cohorts=cohort, enrolments__paused_on=None))
        notify(
            "curricula.cohort_days", to=members, about=cohort, key=f"curricula.cohort_days:{cohort.pk}:{at.isoformat()}", at=at
        )
    return cohort


@transaction.atomic
def plan_session(
    module: Module,
    *,
    starts_at: datetime,
    minutes: int,
    seats: int,
    place: str = "",
    facilitator: Employee | None = None,
    cohort: Cohort | None = None,
    by: User,
    at: datetime,
) -> WorkshopSession:
    """Plan a session of a workshop with 1 to 1,000 seats and 15 to 960 minutes.

    Raises ValidationError by field for other numbers, a time that has passed, and a cohort of another programme.
    """
    _check(starts_at, minutes, seats, at)
    if module.kind != Module.Kind.WORKSHOP:
        raise ValidationError("Sessions are planned for workshops only.")
    if cohort is not None and cohort.programme_id != module.programme_id:
        raise ValidationError({"cohort": "This cohort follows another programme."})
    facts = {"starts_at": starts_at, "minutes": minutes, "seats": seats, "place": place.strip(), "facilitator": facilitator}
    session = WorkshopSession.objects.create(module=module, cohort=cohort, **facts)
    record(session, "planned", by=by, at=at)
    return session


def _check(starts_at: datetime, minutes: int, seats: int, at: datetime) -> None:
    faults = {}
    if starts_at <= at:
        faults["starts_at"] = "Choose a time that is still to come."
    if not 15 <= minutes <= 960:
        faults["minutes"] = "Between 15 and 960 minutes."
    if not 1 <= seats <= 1000:
        faults["seats"] = "Between 1 and 1,000 seats."
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def change_session(
    session: WorkshopSession, *, starts_at: datetime, minutes: int, seats: int, place: str, by: User, at: datetime
) -> WorkshopSession:
    """Move a session, or change its place or its seats: more seats let those who wait move up, fewer take none away.

    Raises what `plan_session` raises, and Conflict for one that was called off or has begun.
    """
    session = WorkshopSession.objects.select_for_update().get(pk=session.pk)
    if session.is_cancelled or session.starts_at <= at:
        raise Conflict("This session has begun, or was called off.")
    _check(starts_at, minutes, seats, at)
    is_moved = session.starts_at != starts_at or session.place != place.strip()
    session.starts_at, session.minutes, session.seats, session.place = starts_at, minutes, seats, place.strip()
    session.save(update_fields=["starts_at", "minutes", "seats", "place"])
    move_up(session, at=at)
    record(session, "changed", by=by, at=at)
    if is_moved:
        key = f"curricula.session_changed:{session.pk}:{at.isoformat()}"
        notify("curricula.session_changed", to=_expected(session), about=session, key=key, at=at)
    return session


def _expected(session: WorkshopSession) -> list[Employee]:
    return list(
        Employee.objects.filter(enrolments__places__session=session, enrolments__places__state__in=(State.TAKEN, State.WAITING))
    )


@transaction.atomic
def call_session_off(session: WorkshopSession, *, by: User, at: datetime) -> WorkshopSession:
    """Call a session off; who had a place is told. Raises Conflict once it has begun."""
    session = WorkshopSession.objects.select_for_update().get(pk=session.pk)
    if session.starts_at <= at:
        raise Conflict("The session has begun.")
    if not session.is_cancelled:
        session.is_cancelled = True
        session.save(update_fields=["is_cancelled"])
        key = f"curricula.session_changed:{session.pk}:off"
        notify("curricula.session_changed", to=_expected(session), about=session, key=key, at=at)
        record(session, "called off", by=by, at=at)
    return session


@transaction.atomic
def note_attendance(session: WorkshopSession, *, present: Collection[int], by: User, at: datetime) -> int:
    """Note which seats (ids) were filled and which not; for those present the module is done. May be corrected later, but what is done
    stays done. Returns how many were there. Raises Conflict before the session begins."""
    session = WorkshopSession.objects.select_for_update(of=("self",)).select_related("module").get(pk=session.pk)
    if session.is_cancelled or session.starts_at > at:
        raise Conflict("Attendance is noted once the session has begun.")
    count = 0
    for seat in session.places.exclude(state=State.GIVEN_BACK).select_related("enrolment__programme", "enrolment__employee"):
        was_there = seat.pk in present
        if seat.state == State.WAITING and not was_there:
            continue
        seat.state = State.ATTENDED if was_there else State.MISSED
        seat.save(update_fields=["state"])
        if was_there:
            count += 1
            _complete_if_possible(seat.enrolment, session.module, by=by, at=at)
    record(session, "attended", by=by, at=at, present=count)
    return count


def _complete_if_possible(enrolment: Enrolment, module: Module, *, by: User, at: datetime) -> None:
    """Who was there before the modules that come first are done gets it noted by the sweep as soon as they are."""
    try:
        complete_module(enrolment, module, by=by, at=at)
    except ValidationError:
        return
