"""Which employees, and who reports to whom on a day?"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from people.employees.models import Employee, ReportingLine, Support
from transition.lib.circles import circles
from transition.lib.dated import batched, counting_on, counts
from transition.lib.prepared import Prepared

# The tree of reporting lines, followed in the database: downwards from managers, upwards from employees. Parameters: start, day x 4.
_FOLLOW = """
    WITH RECURSIVE found(id) AS (
        SELECT {end}_id FROM people_reportingline
        WHERE {start}_id = %s AND started_on <= %s AND (ended_on IS NULL OR ended_on > %s)
        UNION
        SELECT line.{end}_id FROM people_reportingline line JOIN found ON line.{start}_id = found.id
        WHERE line.started_on <= %s AND (line.ended_on IS NULL OR line.ended_on > %s)
    )
    SELECT id FROM found
"""
_BELOW = _FOLLOW.format(start="manager", end="employee")
_ABOVE = _FOLLOW.format(start="employee", end="manager")


# Each next place is looked up in the index on location: as many steps as there are places, however many people. Parameter: how many.
_PLACES = """
    WITH RECURSIVE place(name, number) AS (
        SELECT MIN(location), 1 FROM people_employee WHERE location > ''
        UNION ALL
        SELECT (SELECT MIN(location) FROM people_employee WHERE location > place.name), number + 1
        FROM place WHERE place.name IS NOT NULL AND number < %s
    )
    SELECT name FROM place WHERE name IS NOT NULL
"""


def locations(*, at_most: int) -> list[str]:
    """Return the places people work at, in order, each once (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [at_most])
        return [name for (name,) in cursor.fetchall()]


def current(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those who work here on a day; somebody hired later is not here yet."""
    return employees.filter(_is_current(on))


def _is_current(on: date, prefix: str = "") -> Q:
    hired = Q(**{f"{prefix}hired_on": None}) | Q(**{f"{prefix}hired_on__lte": on})
    return hired & (Q(**{f"{prefix}left_on": None}) | Q(**{f"{prefix}left_on__gt": on}))


def leavers(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those who no longer work here on a day."""
    return employees.filter(left_on__lte=on)


def lines_on(lines: QuerySet[ReportingLine], on: date) -> QuerySet[ReportingLine]:
    """Return the lines that count on a day."""
    return lines.filter(counting_on(on))


def supports_on(supports: QuerySet[Support], on: date) -> QuerySet[Support]:
    """Return the sponsors, mentors and coaches that count on a day."""
    return supports.filter(counting_on(on))


_line = Prepared(
    lambda employee, on: lines_on(ReportingLine.objects.filter(employee=employee), on).select_related("manager")[:1],
    employee=int, on=date,
)  # fmt: skip


def manager_of(employee: Employee, *, on: date) -> Employee | None:
    """Return whom `employee` reports to on a day, or None."""
    line = _line.first(employee=employee.pk, on=on)
    return line.manager if line else None


def who_leads_instead(manager: Employee, *, on: date) -> Employee | None:
    """Return `manager`, or whoever comes next above them who works here on a day, by the lines as they last were; None at the top."""
    seen: set[int] = set()
    one: Employee | None = manager
    while one is not None and one.pk not in seen:
        if current(Employee.objects.filter(pk=one.pk), on=on).exists():
            return one
        seen.add(one.pk)
        line = one.lines.filter(started_on__lte=on).select_related("manager").last()
        one = line.manager if line else None
    return None


def lines_of_reports(manager: Any, *, on: date) -> QuerySet[ReportingLine]:
    """Return the lines of those who report to `manager` (an employee, or an OuterRef to one) on a day and still work here."""
    return lines_on(ReportingLine.objects.filter(_is_current(on, "employee__"), manager=manager), on).order_by()


def reports_of(manager: Any, *, on: date) -> QuerySet[Employee]:
    """Return those who report to `manager` (an employee, or their id) on a day and still work here."""
    lines = lines_on(ReportingLine.objects.filter(manager=manager), on)
    return current(Employee.objects.filter(pk__in=lines.values("employee")), on=on)


def reports_from(manager: Employee, *, on: date) -> QuerySet[Employee]:
    """Return those who report to `manager` on a day, or will after it, and work here on it."""
    lines = ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), manager=manager)
    return current(Employee.objects.filter(pk__in=lines.values("employee")), on=on)


def chain_above(employee: Any, *, on: date) -> QuerySet[Employee]:
    """Return the manager of `employee` (or of an id) on a day, their manager, and so on, in no order (one query)."""
    pk = employee.pk if isinstance(employee, Employee) else employee
    return Employee.objects.filter(pk__in=RawSQL(_ABOVE, [pk, on, on, on, on]))  # noqa: S611  (a constant)


def everyone_below(manager: Employee, *, on: date) -> QuerySet[Employee]:
    """Return all who report to `manager` on a day, directly or over others (one query)."""
    return Employee.objects.filter(pk__in=RawSQL(_BELOW, [manager.pk, on, on, on, on]))  # noqa: S611  (a constant)


def without_manager_here(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those whose line on a day leads to somebody who no longer works here."""
    lines = lines_on(ReportingLine.objects.filter(manager__left_on__lte=on), on)
    return current(employees, on=on).filter(pk__in=lines.values("employee"))


def first_circle(employees: Collection[int], *, since: date) -> tuple[list[int], date] | None:
    """Return the first circle above some employees (ids) on any day from `since` on: who stands in it, and the day; or None (one query).

    Circles arise only where a line begins: only those days are looked at.
    """
    rows = ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=since)).order_by()
    lines = list(rows.values_list("employee", "manager", "started_on", "ended_on"))
    for day in sorted({since} | {started_on for _, _, started_on, _ in lines if started_on > since}):
        above = {one: manager for one, manager, start, end in lines if start <= day and (end is None or end > day)}
        for circle in circles(above, employees):
            return circle, day
    return None


def lines_before(lines: Iterable[ReportingLine]) -> dict[int, ReportingLine]:
    """Return the saved line of each employee (by id) that counts on the first day of their new one, where there is one."""
    starts = {line.employee_id: line.started_on for line in lines}
    found = {}
    for batch in batched(starts):
        for row in ReportingLine.objects.filter(employee__in=batch):
            if counts(row, starts[row.employee_id]):
                found[row.employee_id] = row
    return found


def circle_day(employee: Employee, manager: Employee, *, on: date, until: date | None) -> date | None:
    """Return the first day in [on, until) on which `manager` would stand below `employee`, or None.

    The chain above the manager is looked at on `on` and on each later day on which a line of that chain begins or ends.
    """
    day: date | None = on
    while day is not None and (until is None or day < until):
        above = set(chain_above(manager, on=day).values_list("pk", flat=True)) | {manager.pk}
        if employee.pk in above:
            return day
        turns = ReportingLine.objects.filter(employee__in=above).values_list("started_on", "ended_on")
        day = min((turn for pair in turns for turn in pair if turn and turn > day), default=None)
    return None
