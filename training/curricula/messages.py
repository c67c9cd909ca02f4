"""What do we tell those who follow a programme, and those who look after them? Titles, never a word of what somebody wrote."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from people.accounts.queries import hr_administrators
from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_on, reports_of
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.curricula import queries
from training.curricula.models import Certificate, Cohort, Enrolment, Module, ModuleWork, Seat, WorkshopSession
from training.curricula.queries import Step
from transition.lib import moments
from transition.lib.moments import morning, zone_named

Found = list[tuple[Enrolment, Step]]


def _module(notice: Notice) -> Module | None:
    return Module.objects.select_related("programme").filter(pk=notice.details.get("module") or 0).first()


def _due(notice: Notice, recipient: Any) -> Message:
    module = _module(notice)
    if module is None:
        return Message("A module that was taken out")
    day = date.fromisoformat(notice.details["due_on"])
    verb = "was due" if notice.kind.endswith("late") else "is due"
    return Message(
        f"{module.title} {verb} on {day:%a %-d %b}",
        f"{module.minutes} minutes, from your protected time.",
        f"/learning/{module.programme.key}/{module.key}/",
    )


def _still_open(notice: Notice, recipient: Any) -> bool:
    rows = queries.going_on(Enrolment.objects.filter(pk=notice.about_id or 0))
    enrolment = queries.with_steps(rows).first()
    if enrolment is None:
        return False
    steps = {step.module.pk: step for step in queries.steps_of(enrolment)}
    step = steps.get(notice.details.get("module"))
    return step is not None and step.is_owed and str(step.due_on) == notice.details.get("due_on")


def _enrolled(notice: Notice, recipient: Any) -> Message:
    enrolment = Enrolment.objects.select_related("programme").filter(pk=notice.about_id or 0).first()
    if enrolment is None:
        return Message("A programme that was taken back")
    programme = enrolment.programme
    return Message(f"“{programme}” has begun for you", programme.summary, f"/learning/{programme.key}/")


def _goes_on(notice: Notice, recipient: Any) -> bool:
    return queries.going_on(Enrolment.objects.filter(pk=notice.about_id or 0)).exists()


def _session(session: WorkshopSession, recipient: Any) -> tuple[str, str]:
    when = session.starts_at.astimezone(zone_named(recipient.time_zone))
    return f"{session.module.title}, {when:%a %-d %b, %H:%M}", f"/learning/sessions/{session.pk}/"


def _seat(notice: Notice, recipient: Any) -> Message:
    seat = Seat.objects.select_related("session__module").filter(pk=notice.about_id or 0).first()
    if seat is None:
        return Message("A workshop that was taken back")
    words, link = _session(seat.session, recipient)
    return Message(f"You have a seat: {words}", "If you cannot come, give it back: somebody else may wait for it.", link)


def _has_seat(notice: Notice, recipient: Any) -> bool:
    return Seat.objects.filter(pk=notice.about_id or 0, state=Seat.State.TAKEN, session__is_cancelled=False).exists()


def _session_changed(notice: Notice, recipient: Any) -> Message:
    session = WorkshopSession.objects.select_related("module").filter(pk=notice.about_id or 0).first()
    if session is None:
        return Message("A workshop that was taken back")
    words, link = _session(session, recipient)
    if session.is_cancelled:
        return Message(f"Called off: {words}", "As soon as there is another session, a seat in it is yours.", link)
    return Message(f"Changed: {words}", session.place, link)


def _cohort_days(notice: Notice, recipient: Any) -> Message:
    cohort = Cohort.objects.select_related("programme").filter(pk=notice.about_id or 0).first()
    if cohort is None:
        return Message("A cohort that is no more")
    modules = cohort.programme.modules.filter(key__in=cohort.days, is_retired=False)
    days = sorted((date.fromisoformat(cohort.days[module.key]), module.position, module.title) for module in modules)
    lines = [f"- {title}: {day:%a %-d %b}" for day, _, title in days]
    return Message(
        f"The days of “{cohort}”", "\n".join(lines) or "Each one's own days count again.", f"/learning/cohorts/{cohort.pk}/"
    )


def _is_member(notice: Notice, recipient: Any) -> bool:
    return Cohort.objects.filter(pk=notice.about_id or 0, members__employee=recipient.pk).exists()


def _expiring(notice: Notice, recipient: Any) -> Message:
    row = Certificate.objects.select_related("enrolment__programme").filter(pk=notice.about_id or 0).first()
    if row is None or row.expires_on is None:
        return Message("A certificate that was taken back")
    link = f"/learning/{row.enrolment.programme.key}/"
    return Message(f"Your certificate “{row.title}” counts until {row.expires_on:%-d %b %Y}", "Its modules are open again.", link)


def _lines(found: Found) -> str:
    names: dict[str, list[str]] = defaultdict(list)
    for enrolment, step in found:
        names[str(enrolment.employee)].append(step.module.title)
    return "\n".join(f"- {name}: {', '.join(titles)}" for name, titles in sorted(names.items()))


def _late_with(enrolments: Any, on: date) -> Found:
    return list(queries.open_steps(queries.told_to_others(enrolments), until=on - timedelta(days=1)))


def _team_late(notice: Notice, recipient: Any) -> Message:
    today = moments.today()
    found = _late_with(Enrolment.objects.filter(employee__in=reports_of(recipient, on=today)), today)
    people = len({enrolment.employee_id for enrolment, _ in found})
    words = "one of your team" if people == 1 else f"{people} of your team"
    return Message(
        f"Modules late: {words}", _lines(found) + "\n\nAsk what took their time before you ask for the module.", "/learning/team/"
    )


def _is_anybody_late(notice: Notice, recipient: Any) -> bool:
    today = moments.today()
    return bool(_late_with(Enrolment.objects.filter(employee__in=reports_of(recipient, on=today)), today))


def _week_for_hr(notice: Notice, recipient: Any) -> Message:
    counts: dict[str, int] = defaultdict(int)
    for enrolment, _ in _late_with(Enrolment.objects.all(), moments.today()):
        counts[enrolment.programme.title] += 1
    lines = [f"- {title}: {number} late" for title, number in sorted(counts.items())]
    return Message("Learning this week: what is late", "\n".join(lines) or "Nothing is late.", "/learning/programmes/")


def _course(notice: Notice, recipient: Any) -> Message:
    work = ModuleWork.objects.select_related("module__programme", "enrolment__employee").filter(pk=notice.about_id or 0).first()
    if work is None:
        return Message("A course that was taken back")
    if notice.kind == "curricula.course":
        return Message(
            f"{work.enrolment.employee} was at a course: {work.module.title}", "Did it take place?", "/learning/courses/"
        )
    module = work.module
    return Message(f"Confirmed, and done: {module.title}", "", f"/learning/{module.programme.key}/{module.key}/")


def _is_unconfirmed(notice: Notice, recipient: Any) -> bool:
    return queries.to_confirm(ModuleWork.objects.filter(pk=notice.about_id or 0)).exists()


register(
    "Learning",
    Kind("curricula.course", "A course outside to confirm", _course, still_wanted=_is_unconfirmed),
    Kind("curricula.course_confirmed", "A course of yours is confirmed", _course),
    Kind("curricula.module_due", "A module is due", _due, still_wanted=_still_open),
    Kind("curricula.module_late", "A module is late", _due, still_wanted=_still_open),
    Kind("curricula.enrolled", "A programme begins for you", _enrolled, still_wanted=_goes_on),
    Kind("curricula.seat", "A seat in a workshop", _seat, still_wanted=_has_seat),
    Kind("curricula.session_changed", "A workshop was moved or called off", _session_changed),
    Kind("curricula.cohort_days", "The days of your cohort", _cohort_days, still_wanted=_is_member),
    Kind("curricula.expiring", "A certificate runs out", _expiring),
    Kind("curricula.team_late", "The week's late modules of your team", _team_late, still_wanted=_is_anybody_late),
    Kind("curricula.week_for_hr", "The week's late modules, for HR", _week_for_hr),
)


# --- What becomes due --------------------------------------------------------------------------------------------------


def plan_curricula(at: datetime) -> int:
    """Write what has become due in programmes by a moment and was not told."""
    found = list(queries.open_steps(Enrolment.objects.all(), until=timezone.localdate(at) + timedelta(days=4)))
    return (
        plan("curricula.module_due", _modules(found, at, "due", -3), at=at)
        + plan("curricula.module_late", _modules(found, at, "late", 3), at=at)
        + plan("curricula.enrolled", _new(at), at=at)
        + plan("curricula.expiring", _certificates(at), at=at)
        + plan("curricula.team_late", _teams(found, at), at=at)
        + plan("curricula.week_for_hr", _hr(found, at), at=at)
    )


def _modules(found: Found, at: datetime, name: str, days: int) -> Iterator[Due]:
    for enrolment, step in found:
        due_on = step.due_on or date.max  # open_steps gives none without a day
        moment = morning(due_on + timedelta(days=days), zone_named(enrolment.employee.time_zone))
        if moment <= at:
            details = {"module": step.module.pk, "due_on": due_on.isoformat()}
            key = f"curricula.module_{name}:{enrolment.pk}:{step.module.pk}:{due_on}"
            yield Due(key, enrolment.employee, enrolment, moment, expires_at=moment + timedelta(days=7), details=details)


def _new(at: datetime) -> Iterator[Due]:
    rows = queries.going_on(
        Enrolment.objects.filter(is_by_rule=True, enrolled_at__gt=at - timedelta(days=3), enrolled_at__lte=at)
    )
    for row in rows.select_related("employee"):
        yield Due(f"curricula.enrolled:{row.pk}", row.employee, row, row.enrolled_at)


def _certificates(at: datetime) -> Iterator[Due]:
    today = timezone.localdate(at)
    rows = Certificate.objects.filter(expires_on__gt=today, expires_on__lte=today + timedelta(days=62), enrolment__paused_on=None)
    for row in rows.select_related("enrolment__employee"):
        person = row.enrolment.employee
        moment = morning((row.expires_on or today) - timedelta(days=59), zone_named(person.time_zone))
        if moment <= at:
            yield Due(f"curricula.expiring:{row.pk}", person, row, moment)


def _monday(person: Employee, at: datetime) -> datetime:
    zone = zone_named(person.time_zone)
    today = at.astimezone(zone).date()
    return morning(today - timedelta(days=today.weekday()), zone)


def _late(found: Found, at: datetime) -> Found:
    """What was late on Monday: what becomes late in the week is told in the next one."""
    today = timezone.localdate(at)
    monday = today - timedelta(days=today.weekday())
    return [(enrolment, step) for enrolment, step in found if step.is_late(monday) and not enrolment.programme.is_private]


def _weekly(name: str, people: Iterable[Employee], at: datetime) -> Iterator[Due]:
    for person in people:
        moment = _monday(person, at)
        if moment <= at:
            key = f"curricula.{name}:{person.pk}:{moment.date().isoformat()}"
            yield Due(key, person, None, moment, expires_at=moment + timedelta(days=5))


def _teams(found: Found, at: datetime) -> Iterator[Due]:
    """Mondays, for everybody somebody reports to who is late."""
    learners = {enrolment.employee_id for enrolment, _ in _late(found, at)}
    lines = (
        lines_on(ReportingLine.objects.filter(employee__in=learners), timezone.localdate(at))
        if learners
        else ReportingLine.objects.none()
    )
    return _weekly("team_late", Employee.objects.filter(pk__in=lines.values("manager")), at)


def _hr(found: Found, at: datetime) -> Iterator[Due]:
    people = Employee.objects.filter(user__in=hr_administrators()) if _late(found, at) else Employee.objects.none()
    return _weekly("week_for_hr", people, at)


register_planner("curricula", plan_curricula)
