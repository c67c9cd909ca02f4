"""How is the tree of reporting lines shown: one level at a time, or whole?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from people.directory.queries import with_place_and_line
from people.employees.models import Employee, ReportingLine, full_name
from people.employees.queries import chain_above, lines_on
from people.tracks.models import Placement
from people.tracks.queries import placements_on
from transition.lib.prepared import Prepared


def level_of(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee, Any]:
    """Return everybody as the chart shows them on a day: a dict each, with `reports_count`, title, team and manager (one query)."""
    lines = lines_on(ReportingLine.objects.filter(manager=OuterRef("pk")), on).exclude(employee__left_on__lte=on)
    reports = lines.order_by().values("manager").annotate(found=Count("pk")).values("found")
    return with_place_and_line(employees, on=on).values(
        "pk", "first_name", "last_name", reports_count=Coalesce(Subquery(reports), 0),
        title=F("place__title"), team=F("place__team__name"), manager=F("line__manager_id"),
    )  # fmt: skip


_above = Prepared(
    lambda employee, on: with_place_and_line(chain_above(employee, on=on), on=on).values(
        "pk", "first_name", "last_name", manager=F("line__manager_id")
    ),
    employee=int, on=date,
)  # fmt: skip


def path_to(one: Mapping[str, Any], *, on: date) -> list[dict[str, Any]]:
    """Return the managers from the top down to the one above somebody (as `level_of` shows them), each with pk and name (one query)."""
    above = {each["pk"]: each for each in _above(employee=one["pk"], on=on)} if one["manager"] else {}
    path: list[dict[str, Any]] = []
    current = one["manager"]
    while current in above:
        each = above.pop(current)
        path.insert(0, each | {"name": full_name(each["first_name"], each["last_name"])})
        current = each["manager"]
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
