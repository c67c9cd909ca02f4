"""What can happen to a plan? It is carried out whole, or not at all."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from people.accounts.models import User
from people.employees.actions import change_manager, lock_lines, record_leaving, update_employee
from people.employees.models import Employee, ReportingLine, Team
from people.history.models import Record
from people.imports.plan import FACTS, Person, Plan, Stint
from people.tracks.actions import place_employee
from people.tracks.models import Placement
from people.tracks.queries import placements_on


@transaction.atomic
def carry_out(plan: Plan, *, by: User | None, at: datetime) -> Plan:
    """Write everything the plan says, in one transaction; new people in bulk, changes through the actions of people.

    Raises ValidationError when the plan has faults, or when what it was made from has changed meanwhile.
    """
    if plan.faults:
        raise ValidationError([str(fault) for fault in plan.faults])
    lock_lines()
    teams = _teams(plan)
    employees = _add_people(plan, by=by, at=at)
    stints: dict[int, list[Stint]] = {}
    for stint in plan.stints:
        stints.setdefault(_employee(stint.person, employees).pk, []).append(stint)
    _add_places(plan, employees, teams, stints)
    _add_lines(plan, employees)
    for person in plan.changed:
        _change(person, employees, teams, plan.on, by=by, at=at)
    return plan


def _teams(plan: Plan) -> dict[str, Team]:
    wanted = {person.team for person in plan.added + plan.changed} | {stint.team for stint in plan.stints}
    known = {team.lower_name: team for team in Team.objects.annotate(lower_name=Lower("name"))}
    missing = {name.lower(): name for name in sorted(wanted) if name and name.lower() not in known}
    made = Team.objects.bulk_create(Team(name=name) for name in missing.values())
    return known | {team.name.lower(): team for team in made}


def _add_people(plan: Plan, *, by: User | None, at: datetime) -> dict[Person, Employee]:
    rows = [Employee(**{name: person.facts[name] for name in FACTS}, left_on=person.left_on) for person in plan.added]
    made = Employee.objects.bulk_create(rows, batch_size=500)
    Record.objects.bulk_create(
        [
            Record(
                at=at,
                by=by,
                verb="imported",
                subject="people.employee",
                subject_id=one.pk,
                employee=one,
                details={"on": plan.on.isoformat()},
            )
            for one in made
        ],
        batch_size=500,
    )
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
    for employee_id, found in stints.items():  # people who were known already
        employee = Employee.objects.get(pk=employee_id)
        for stint in found:
            _check_free(stint, employee)
            rows.append(_earlier(stint, employee, teams))
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


def _check_free(stint: Stint, employee: Employee) -> None:
    """Make room where the place of today was dated back over the history, and refuse what contradicts anything else."""
    overlapping = Placement.objects.filter(employee=employee, started_on__lt=stint.ended_on).exclude(
        ended_on__lte=stint.started_on
    )
    for row in overlapping:
        if row.ended_on is not None or row.started_on < stint.started_on:
            raise ValidationError(f"row {stint.row} of the history: {employee} has a place on these days already.")
        row.started_on = stint.ended_on
        row.save(update_fields=["started_on"])


def _add_lines(plan: Plan, employees: dict[Person, Employee]) -> None:
    rows = []
    for person in plan.added:
        if person.manager is None:
            continue
        employee = employees[person]
        manager = _employee(person.manager, employees)
        start = max(
            [day for day in (employee.hired_on, manager.hired_on) if day and day <= plan.on], default=employee.hired_on or plan.on
        )
        end = person.left_on
        if end is None or end > start:
            rows.append(ReportingLine(employee=employee, manager=manager, started_on=start, ended_on=end))
    ReportingLine.objects.bulk_create(rows, batch_size=500)


def _change(person: Person, employees: dict[Person, Employee], teams: dict[str, Team], on: date, **done: Any) -> None:
    employee, wanted = employees[person], person.after
    facts = {name: person.facts[name] for name in FACTS if name in wanted}
    if facts:
        update_employee(employee, **facts, **done)
    if "title" in wanted or "team" in wanted:
        now = placements_on(Placement.objects.filter(employee=employee), on).select_related("level", "team").first()
        place_employee(
            employee,
            level=now.level if now else None,
            title=person.title or (now.title if now else ""),
            team=teams.get(person.team.lower()) or (now.team if now else None),
            kind=now.kind if now else Placement.Kind.REGULAR,
            on=on,
            **done,
        )
    if "manager" in wanted:
        manager = _employee(person.manager, employees) if person.manager else None
        change_manager(employee, manager=manager, on=on, **done)
    if "left_on" in wanted and person.left_on:
        record_leaving(employee, left_on=person.left_on, **done)
