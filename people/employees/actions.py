"""What can happen to employees and their relations?

Everything that changes the tree of lines takes one lock, so that two changes, each harmless, cannot close a circle together.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.accounts.actions import close_account, reopen_account
from people.accounts.models import User
from people.employees import queries
from people.employees.models import Employee, ReportingLine, Support, Team
from people.history.actions import record, record_all
from people.notifications.actions import Due, is_told, notify, plan
from transition.lib import moments
from transition.lib.dated import batched, counting_on, end_rows, insert_row, insert_rows, resume_rows
from transition.lib.locks import lock

FACTS = ("number", "first_name", "last_name", "email", "login_name", "location", "time_zone", "locale", "hired_on", "left_on")


class LineError(ValidationError):
    """Somebody, `employee`, cannot report to a manager: a fault of the field `manager`."""

    def __init__(self, employee: Employee, words: str) -> None:
        super().__init__({"manager": words})
        self.employee = employee


def lock_lines() -> None:
    """Hold the tree of reporting lines until the transaction ends."""
    lock("people.reporting_lines")


@transaction.atomic
def hire_employee(*, last_name: str, by: User | None, at: datetime, **facts: Any) -> Employee:
    """Add somebody who works here; `facts` are fields of Employee (see FACTS).

    Raises ValidationError by field when a name, address or number is taken, or a date or time zone makes no sense.
    """
    employee = Employee(last_name=last_name, **facts)
    _check_facts(employee)
    employee.save()
    record(employee, "hired", by=by, at=at, employee=employee)
    return employee


@transaction.atomic
def update_employee(employee: Employee, *, by: User | None, at: datetime, **changes: Any) -> Employee:
    """Correct facts about somebody (see FACTS); what they were stays in the history. Raises ValidationError as `hire_employee` does."""
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    before = {name: getattr(employee, name) for name in changes}
    changed = {name: value for name, value in changes.items() if before[name] != value}
    for name, value in changed.items():
        setattr(employee, name, value)
    _check_facts(employee)
    if changed:
        employee.may_be_at_top |= "left_on" in changed
        employee.save(update_fields=[*changed, "may_be_at_top"])
        details = {name: [str(before[name] or ""), str(value or "")] for name, value in changed.items()}
        leaving = "leaving noted" if employee.left_on else "stays after all"
        verb = leaving if changed.keys() == {"left_on"} else "corrected"
        record(employee, verb, by=by, at=at, employee=employee, **details)
    return employee


@transaction.atomic
def correct_employees(changes: Mapping[int, Mapping[str, Any]], *, by: User | None, at: datetime) -> None:
    """Correct facts about many at once (primary key -> field -> value), as `update_employee` does for one.

    Names and addresses have been checked before. Raises ValidationError when somebody would leave before they were hired,
    IntegrityError when a number or an address is taken.
    """
    details: dict[int, dict[str, list[str]]] = {}
    changed: list[Employee] = []
    for batch in batched(changes):
        for employee in Employee.objects.select_for_update().filter(pk__in=batch):
            new = {name: value for name, value in changes[employee.pk].items() if getattr(employee, name) != value}
            details[employee.pk] = {name: [str(getattr(employee, name) or ""), str(value or "")] for name, value in new.items()}
            for name, value in new.items():
                setattr(employee, name, value)
            if employee.hired_on and employee.left_on and employee.left_on < employee.hired_on:
                raise ValidationError(f"{employee} cannot leave before they were hired.")
            employee.may_be_at_top |= "left_on" in new
            if new:
                changed.append(employee)
    fields = {"may_be_at_top", *(name for names in details.values() for name in names)}
    if changed:
        Employee.objects.bulk_update(changed, sorted(fields), batch_size=500)
        record_all(changed, "corrected", by=by, at=at, details=lambda employee: details[employee.pk])


def _check_facts(employee: Employee) -> None:
    faults: dict[str, str] = {}
    if not employee.last_name.strip():
        faults["last_name"] = "A name, please."
    if employee.email:
        try:
            validate_email(employee.email)
        except ValidationError:
            faults["email"] = "This is not an e-mail address."
    if employee.time_zone and not moments.is_zone(employee.time_zone):
        faults["time_zone"] = "This is not a time zone. One is written like Europe/Lisbon."
    if employee.hired_on and employee.left_on and employee.left_on < employee.hired_on:
        faults["left_on"] = "They cannot leave before they were hired."
    others = Employee.objects.exclude(pk=employee.pk)
    for name, found in (
        ("email", others.filter(email__iexact=employee.email)),
        ("login_name", others.filter(login_name__iexact=employee.login_name)),
        ("number", others.filter(number=employee.number)),
    ):
        if getattr(employee, name) and name not in faults and (other := found.first()):
            faults[name] = f"{other} has this one already."
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def open_team(name: str, *, parent: Team | None = None, by: User | None, at: datetime) -> Team:
    """Open a team. Raises ValidationError when the name is empty or taken."""
    if not name.strip() or Team.objects.filter(name__iexact=name.strip()).exists():
        raise ValidationError({"name": "Choose a name that no other team has."})
    team = Team.objects.create(name=name.strip(), parent=parent)
    record(team, "opened", by=by, at=at)
    return team


@transaction.atomic
def close_team(team: Team, *, on: date, by: User | None, at: datetime) -> Team:
    """Close a team from a day on. People keep their places until they are moved."""
    team.closed_on = on
    team.save(update_fields=["closed_on"])
    record(team, "closed", by=by, at=at, on=on.isoformat())
    return team


@transaction.atomic
def change_manager(
    employee: Employee, *, manager: Employee | None, on: date, by: User | None, at: datetime
) -> ReportingLine | None:
    """Let `employee` report to `manager` (None: to nobody) from a day on, past, present or future.

    The line of that day is closed there, or replaced when it starts on that day; a change planned for later stays planned. Raises
    LineError when it would close a circle on any day it lasts, or when the manager does not work here on its first day.
    """
    lock_lines()
    Employee.objects.select_for_update().get(pk=employee.pk)
    lines = ReportingLine.objects.filter(employee=employee)
    before = lines.filter(counting_on(on)).select_related("manager").first()
    if manager is None:
        if before:
            _end_line(before, on)
            Employee.objects.filter(pk=employee.pk).update(may_be_at_top=True)
            record(employee, "reports to nobody", by=by, at=at, employee=employee, on=on.isoformat())
        return None
    if before and before.manager_id == manager.pk:
        return before
    until = before.ended_on if before else lines.filter(started_on__gt=on).values_list("started_on", flat=True).first()
    _check_line(employee, manager, on=on, until=until)
    line = insert_row(lines, ReportingLine(employee=employee, manager=manager, started_on=on))
    details = {"on": on.isoformat(), "manager": manager.pk, "was": before.manager_id if before else None}
    record(line, "changed manager", by=by, at=at, employee=employee, **details)
    told = {person for person in (employee, manager, before.manager if before else None) if person}
    notify("employees.manager_changed", to=told, about=line, key=f"employees.manager_changed:{line.pk}", at=at)
    return line


@transaction.atomic
def change_managers(lines: Iterable[ReportingLine], *, by: User | None, at: datetime) -> list[ReportingLine]:
    """Let many report to somebody else at once, one unsaved line each, as `change_manager` does one; returns the lines that are new.

    All lines count before circles are looked for, so the order is of no matter. Raises LineError where `change_manager` does. Who is
    told finds it in the inbox once the worker has been there.
    """
    lock_lines()
    wanted = {line.employee_id: line for line in lines}
    before = queries.lines_before(wanted.values())
    changed = {pk: line for pk, line in wanted.items() if pk not in before or before[pk].manager_id != line.manager_id}
    people = _people({pk for line in changed.values() for pk in (line.employee_id, line.manager_id)})
    for line in changed.values():
        _check_pair(people[line.employee_id], people[line.manager_id], on=line.started_on)
    made = insert_rows(ReportingLine.objects.all(), changed.values(), owner="employee")
    if made and (found := queries.first_circle(changed, since=min(line.started_on for line in made))):
        circle, day = found
        line = next(changed[pk] for pk in circle if pk in changed)
        raise _circle(people[line.manager_id], people[line.employee_id], day)
    was = {pk: before[pk].manager_id if pk in before else None for pk in changed}
    record_all(
        made, "changed manager", by=by, at=at,
        details=lambda line: {"on": line.started_on.isoformat(), "manager": line.manager_id, "was": was[line.employee_id]},
    )  # fmt: skip
    told = _people({pk for pk in was.values() if pk}) | people
    readers = ((line, told[pk]) for line in made for pk in {line.employee_id, line.manager_id, was[line.employee_id]} if pk)
    kind = "employees.manager_changed"
    dues = (Due(f"{kind}:{line.pk}:{one.pk}", one, line, at) for line, one in readers if is_told(one, at))
    plan(kind, dues, at=at)
    return made


def _people(pks: set[int]) -> dict[int, Employee]:
    """Return people by id, with their accounts, and hold their rows."""
    rows = Employee.objects.select_related("user").select_for_update(of=("self",)).order_by("pk")
    return {one.pk: one for batch in batched(sorted(pks)) for one in rows.filter(pk__in=batch)}


def _end_line(line: ReportingLine, on: date) -> None:
    if line.started_on == on:
        line.delete()
    else:
        line.ended_on = on
        line.save(update_fields=["ended_on"])


def _check_line(employee: Employee, manager: Employee, *, on: date, until: date | None) -> None:
    _check_pair(employee, Employee.objects.get(pk=manager.pk), on=on)
    if day := queries.circle_day(employee, manager, on=on, until=until):
        raise _circle(manager, employee, day)


def _check_pair(employee: Employee, manager: Employee, *, on: date) -> None:
    if employee.pk == manager.pk:
        raise LineError(employee, "Nobody reports to themself.")
    if manager.left_on is not None and manager.left_on <= on:
        raise LineError(employee, f"{manager} no longer works here on {on:%-d %b %Y}.")


def _circle(manager: Employee, employee: Employee, day: date) -> LineError:
    return LineError(employee, f"{manager} reports to {employee}, directly or over others, on {day:%-d %b %Y}.")


@transaction.atomic
def start_support(employee: Employee, *, supporter: Employee, kind: str, on: date, by: User | None, at: datetime) -> Support:
    """Let `supporter` stand by `employee` as sponsor, mentor or coach (a Support.Kind) from a day on; an open one is returned as it is.

    Raises ValidationError when both are one person.
    """
    if employee.pk == supporter.pk:
        raise ValidationError({"supporter": "Nobody is their own sponsor, mentor or coach."})
    support, is_new = Support.objects.get_or_create(
        employee=employee, supporter=supporter, kind=kind, ended_on=None, defaults={"started_on": on}
    )
    if is_new:
        record(support, "started", by=by, at=at, employee=employee, kind=kind)
    return support


@transaction.atomic
def end_support(support: Support, *, on: date, by: User | None, at: datetime) -> None:
    """End a support; one that would end before it began is taken back."""
    record(support, "ended", by=by, at=at, employee=support.employee, kind=support.kind)
    end_rows(Support.objects.filter(pk=support.pk), on)


@transaction.atomic
def record_leaving(employee: Employee, *, left_on: date | None, by: User | None, at: datetime) -> list[Employee]:
    """Note that `left_on` is the first day on which somebody no longer works here; return the reports that need a new manager.

    Their own line, place and supports end that day. The lines of their reports stay until somebody moves them: nobody is lost.
    A later day than the one noted before, or None (they stay after all), gives back what that one ended. Raises ValidationError when
    the day is before they were hired, or when somebody above them reports to them by now.
    """
    lock_lines()
    was = Employee.objects.select_for_update().get(pk=employee.pk).left_on
    employee = update_employee(employee, left_on=left_on, by=by, at=at)
    if was and (left_on is None or left_on > was):
        _give_back(employee, left_on=was, by=by, at=at)
    if left_on is None:
        return []
    end_rows(employee.lines.all(), left_on)
    end_rows(employee.placements.all(), left_on)
    end_rows(_supports(employee), left_on)
    return list(queries.reports_from(employee, on=left_on))


def _give_back(employee: Employee, *, left_on: date, by: User | None, at: datetime) -> None:
    """Give back what a leaving on a day ended; what a trial gave stays ended once the day has come: the trial is closed."""
    until, today = employee.left_on, at.astimezone(moments.zone_named("")).date()
    line = employee.lines.filter(ended_on=left_on).select_related("manager").first()
    if line and (day := queries.circle_day(employee, line.manager, on=left_on, until=until)):
        raise ValidationError(f"{_circle(line.manager, employee, day).messages[0]} Give one of them another manager first.")
    resume_rows(employee.lines.all(), ended_on=left_on, until=until)
    places = employee.placements.all()
    resume_rows(places.exclude(kind="trial") if left_on <= today else places, ended_on=left_on, until=until)
    for one in _supports(employee).filter(ended_on=left_on):
        same = Support.objects.filter(employee=one.employee_id, supporter=one.supporter_id, kind=one.kind)
        resume_rows(same, ended_on=left_on, until=until)
    if employee.user and not employee.user.is_active and (until is None or until > today):
        reopen_account(employee.user, by=by, at=at)


def _supports(employee: Employee) -> QuerySet[Support]:
    return Support.objects.filter(Q(employee=employee) | Q(supporter=employee))


@transaction.atomic
def see_who_is_led(*, on: date) -> int:
    """Note who reports to somebody until that is changed, or has left, so that nobody looks for them at the top; returns how many are new.

    Whatever can end that (this module) notes that they may be at the top. Runs late or twice without harm.
    """
    lock_lines()
    since = on - timedelta(days=1)  # somewhere it is yesterday still
    lines = ReportingLine.objects.filter(employee=OuterRef("pk"), ended_on=None, started_on__lte=since)
    return Employee.objects.filter(Exists(lines) | Q(left_on__lte=since), may_be_at_top=True).update(may_be_at_top=False)


def close_accounts_of_leavers(*, on: date, at: datetime) -> int:
    """Close the accounts of all who no longer work here; returns how many. Runs late or twice without harm."""
    leavers = queries.leavers(Employee.objects.filter(user__is_active=True), on=on).select_related("user")
    users = [employee.user for employee in leavers if employee.user]
    for user in users:
        close_account(user, by=None, at=at)
    return len(users)
