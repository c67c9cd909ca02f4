"""What can happen to a plan? It is carried out whole, or not at all."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from people.accounts.models import User
from people.employees.actions import LineError, change_managers, correct_employees, lock_lines, record_leaving
from people.employees.models import Employee, ReportingLine, Team
from people.history.actions import record_all
from people.imports.mapping import remember
from people.imports.plan import FACTS, Person, Plan, Stint, day_of
from people.tracks.actions import place_employees
from people.tracks.models import Placement
from transition.lib.dated import counts
from transition.lib.faults import Conflict


def carry_out(plan: Plan, *, by: User | None, at: datetime) -> Plan:
    """Write everything the plan says and remember its columns, in one transaction; new people in bulk, changes through their actions.

    Raises ValidationError when the plan has faults or meets a change planned for later, Conflict when what it was made from has
    changed meanwhile.
    """
    if plan.faults:
        raise ValidationError([str(fault) for fault in plan.faults])
    try:
        with transaction.atomic():
            _write(plan, by=by, at=at)
            remember(plan.columns)
    except IntegrityError as clash:
        raise Conflict("Nothing was written, because somebody was faster. Look at what changes again.") from clash
    return plan


def _write(plan: Plan, *, by: User | None, at: datetime) -> None:
    lock_lines()
    teams = _teams(plan)
    employees = _add_people(plan, by=by, at=at)
    stints: dict[int, list[Stint]] = {}
    for stint in plan.stints:
        stints.setdefault(_employee(stint.person, employees).pk, []).append(stint)
    _add_places(plan, employees, teams, stints)
    _add_lines(plan, employees)
    changed = plan.changed
    correct_employees({employees[person].pk: facts for person in changed if (facts := _facts(person))}, by=by, at=at)
    _move(changed, employees, teams, plan.on, by=by, at=at)
    leave = {person: person.left_on for person in changed if "left_on" in person.after and person.left_on}
    _let_leave({person: day for person, day in leave.items() if day <= plan.on}, employees, by=by, at=at)
    _change_managers(changed, employees, plan.on, by=by, at=at)
    _let_leave({person: day for person, day in leave.items() if day > plan.on}, employees, by=by, at=at)


def _teams(plan: Plan) -> dict[str, Team]:
    wanted = {person.team for person in plan.added + plan.changed} | {stint.team for stint in plan.stints}
    known = {team.name.lower(): team for team in Team.objects.all()}
    missing = {name.lower(): name for name in sorted(wanted) if name and name.lower() not in known}
    made = Team.objects.bulk_create(Team(name=name) for name in missing.values())
    return known | {team.name.lower(): team for team in made}


def _add_people(plan: Plan, *, by: User | None, at: datetime) -> dict[Person, Employee]:
    rows = [Employee(**{name: person.facts[name] for name in FACTS}, left_on=person.left_on) for person in plan.added]
    made = Employee.objects.bulk_create(rows, batch_size=500)
    record_all(made, "imported", by=by, at=at, details=lambda _: {"on": plan.on.isoformat()})
    return dict(zip(plan.added, made, strict=True)) | {person: person.known for person in plan.changed if person.known}


def _employee(person: Person | Employee, employees: dict[Person, Employee]) -> Employee:
    if isinstance(person, Employee):
        return person
    return person.known or employees[person]


def _add_places(plan: Plan, employees: dict[Person, Employee], teams: dict[str, Team], stints: dict[int, list[Stint]]) -> None:
    rows = []
    for person in plan.added:
        employee = employees[person]
        earlier = stints.pop(employee.pk, [])
        rows += [_earlier(stint, employee, teams) for stint in earlier]
        start = max([stint.ended_on for stint in earlier] + [person.facts["hired_on"] or plan.on])
        end = person.left_on
        if (person.title or person.team) and (end is None or end > start):
            rows.append(
                Placement(
                    employee=employee, title=person.title, team=teams.get(person.team.lower()), started_on=start, ended_on=end
                )
            )
    for place, day in plan.room:
        place.started_on = day
    Placement.objects.bulk_update([place for place, _ in plan.room], ["started_on"], batch_size=500)
    for employee_id, found in stints.items():  # people who were known already
        rows += [_earlier(stint, Employee(pk=employee_id), teams) for stint in found]
    Placement.objects.bulk_create(rows, batch_size=500)


def _earlier(stint: Stint, employee: Employee, teams: dict[str, Team]) -> Placement:
    return Placement(
        employee=employee,
        title=stint.title,
        team=teams.get(stint.team.lower()),
        kind=Placement.Kind.EARLIER if stint.is_before_hiring else Placement.Kind.REGULAR,
        started_on=stint.started_on,
        ended_on=stint.ended_on,
    )


def _add_lines(plan: Plan, employees: dict[Person, Employee]) -> None:
    rows = []
    for person in plan.added:
        if person.manager is None:
            continue
        employee = employees[person]
        manager = _employee(person.manager, employees)
        day = day_of(person, plan.on)
        start = max([hired for hired in (employee.hired_on, manager.hired_on) if hired and hired <= day], default=day)
        end = person.left_on
        if end is None or end > start:
            rows.append(ReportingLine(employee=employee, manager=manager, started_on=start, ended_on=end))
    ReportingLine.objects.bulk_create(rows, batch_size=500)


def _facts(person: Person) -> dict[str, Any]:
    facts = {name: person.facts[name] for name in FACTS if name in person.after}
    return facts | ({"left_on": person.left_on} if "left_on" in person.after else {})


def _move(changed: list[Person], employees: dict[Person, Employee], teams: dict[str, Team], on: date, **done: Any) -> None:
    """Give new titles and teams, in a few queries for all of them; level and kind stay."""
    moved = [person for person in changed if {"title", "team"} & set(person.after)]
    days = {employees[person].pk: day_of(person, on) for person in moved}
    later = Q(ended_on=None) | Q(ended_on__gt=on)
    rows = Placement.objects.filter(later).exclude(kind=Placement.Kind.EARLIER) if moved else []
    places = {row.employee_id: row for row in rows if row.employee_id in days and counts(row, days[row.employee_id])}
    new = []
    for person in moved:
        employee = employees[person]
        now = places.get(employee.pk) or Placement()
        team = teams.get(person.team.lower())
        place = Placement(employee=employee, title=person.title or now.title, kind=now.kind, started_on=days[employee.pk])
        place.team_id, place.level_id = team.pk if team else now.team_id, now.level_id
        new.append(place)
    place_employees(new, **done)


def _change_managers(changed: list[Person], employees: dict[Person, Employee], on: date, **done: Any) -> None:
    moved = {employees[person].pk: person for person in changed if "manager" in person.after and person.manager}
    lines = [
        ReportingLine(employee_id=pk, manager=_employee(person.manager, employees), started_on=day_of(person, on))
        for pk, person in moved.items()
        if person.manager
    ]
    try:
        change_managers(lines, **done)
    except LineError as refused:
        raise _of_row(moved[refused.employee.pk], refused) from refused


def _let_leave(leavers: dict[Person, date], employees: dict[Person, Employee], **done: Any) -> None:
    for person, left_on in leavers.items():
        try:
            record_leaving(employees[person], left_on=left_on, **done)
        except ValidationError as refused:
            raise _of_row(person, refused) from refused


def _of_row(person: Person, refused: ValidationError) -> ValidationError:
    return ValidationError([f"row {person.row}: {reason}" for reason in refused.messages])
