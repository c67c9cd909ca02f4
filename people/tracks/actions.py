"""What can happen to ladders, grades and placements?"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.models import User
from people.employees.models import Employee, Team
from people.history.actions import record
from people.tracks.models import Level, Placement
from transition.lib.dated import insert_row


@transaction.atomic
def place_employee(
    employee: Employee,
    *,
    on: date,
    level: Level | None = None,
    title: str = "",
    team: Team | None = None,
    kind: str = Placement.Kind.REGULAR,
    by: User | None,
    at: datetime,
) -> Placement:
    """Place somebody from a day on, past, present or future: level, title and team together.

    The row of that day is closed there, or replaced when it starts on that day; what was planned for later stays planned. Raises
    ValidationError when they do not work here that day.
    """
    employee = Employee.objects.select_for_update().get(pk=employee.pk)
    if employee.left_on and on >= employee.left_on:
        raise ValidationError({"on": f"{employee} no longer works here on {on:%-d %b %Y}."})
    rows = Placement.objects.filter(employee=employee)
    placement = insert_row(rows, Placement(employee=employee, level=level, title=title, team=team, kind=kind, started_on=on))
    details = {"on": on.isoformat(), "level": level.pk if level else None, "title": title, "team": team.pk if team else None}
    record(placement, "placed", by=by, at=at, employee=employee, kind=kind, **details)
    return placement
