"""How is the tree of reporting lines shown: one level at a time, or whole?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from people.employees.models import Employee, ReportingLine
from people.employees.queries import chain_above, lines_on
from people.tracks.models import Placement
from people.tracks.queries import placements_on


def with_report_counts(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Add `reports_count`: how many report to each on a day and work here."""
    lines = lines_on(ReportingLine.objects.filter(manager=OuterRef("pk")), on).exclude(employee__left_on__lte=on)
    counts = lines.order_by().values("manager").annotate(found=Count("pk")).values("found")
    return employees.annotate(reports_count=Coalesce(Subquery(counts), 0))


def path_to(employee: Employee, *, on: date) -> list[Employee]:
    """Return the managers from the top down to the one above `employee` (two queries)."""
    above = {one.pk: one for one in chain_above(employee, on=on)}
    lines = dict(
        lines_on(ReportingLine.objects.filter(employee__in=[employee.pk, *above]), on).values_list("employee", "manager")
    )
    path: list[Employee] = []
    current = lines.get(employee.pk)
    while current in above:
        path.insert(0, above.pop(current))
        current = lines.get(current)
    return path


def whole(employees: QuerySet[Employee], *, on: date) -> Iterator[list[Any]]:
    """Yield the whole chart as rows, each manager before their reports, with the depth first (three queries)."""
    ordered = employees.order_by("last_name", "first_name", "pk").values_list("pk", "first_name", "last_name")
    names = {pk: f"{first} {last}".strip() for pk, first, last in ordered}
    above = dict(lines_on(ReportingLine.objects.order_by(), on).values_list("employee", "manager"))
    places = placements_on(Placement.objects.order_by(), on).values_list("employee", "title", "team__name")
    titles = {pk: (title, team or "") for pk, title, team in places}
    below: dict[int | None, list[int]] = {}
    for pk in names:
        manager = above.get(pk)
        below.setdefault(manager if manager in names else None, []).append(pk)
    yield ["depth", "name", "title", "team", "manager"]
    stack = [(0, pk) for pk in reversed(below.get(None, []))]
    while stack:
        depth, pk = stack.pop()
        yield [depth, names[pk], *titles.get(pk, ("", "")), names.get(above.get(pk, 0), "")]
        stack += [(depth + 1, child) for child in reversed(below.get(pk, []))]
