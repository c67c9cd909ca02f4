"""What does a page of the directory ask all day? Queries that are written once."""

from datetime import date
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import HttpRequest

from people.accounts.permissions import somebody
from people.directory.chart import level_of
from people.directory.queries import listed
from people.employees.models import Employee, Support, Team
from people.employees.permissions import visible_employees
from people.employees.queries import current, reports_of, supports_on
from people.history.models import Record
from people.tracks.models import Placement
from transition.lib import moments
from transition.lib.prepared import Prepared

ORDER = ["last_name", "first_name", "pk"]
SHOWN_REPORTS = 12
PAGE = 50
MOST_CHOICES = 60  # longer lists are typed into, not chosen from
MOST_COUNTED = 500  # nobody needs to know more than that there are more


class Counted(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def colleagues(account: int, person: int, is_hr: bool, on: date) -> QuerySet[Employee]:
    """Return everybody who works here, as far as somebody (ids) sees them."""
    return current(visible_employees(somebody(person, is_hr=is_hr, account=account), on=on), on=on)


def _first_of_all(on: date, **who: Any) -> QuerySet[Employee, dict[str, Any]]:
    everybody = colleagues(on=on, **who)
    matches = Counted(everybody.order_by().values("pk")[: MOST_COUNTED + 1])
    return listed(everybody, on=on).annotate(matches=matches).order_by(*ORDER)[: PAGE + 1]


def who_asks(request: HttpRequest) -> dict[str, Any]:
    """Return who looks, as the queries here take it. Only for who may see the directory: that is asked before, not here."""
    person: Any = request.person  # type: ignore[attr-defined]  # of people.accounts.middleware
    user: Any = request.user
    return {"account": user.pk, "person": person.pk if person else 0, "is_hr": user.is_hr_administrator}


# What is asked all day: the first page of everybody, a page of people known by id, and those below somebody.
_WHO: dict[str, type] = {"account": int, "person": int, "is_hr": bool, "on": date}
_everybody = Prepared(_first_of_all, **_WHO)
_some = Prepared(
    lambda account, person, is_hr, on, **pks: (
        listed(colleagues(account, person, is_hr, on).filter(pk__in=pks.values()), on=on).order_by(*ORDER)
    ),
    **_WHO, **{f"pk{number}": int for number in range(PAGE)},
)  # fmt: skip
head_of_chart = Prepared(lambda pk, on, **who: level_of(colleagues(on=on, **who).filter(pk=pk), on=on), **_WHO, pk=int)
below = Prepared(
    lambda manager, on: level_of(reports_of(manager, on=on), on=on).order_by(*ORDER)[: PAGE + 1], manager=int, on=date
)
open_teams = Prepared(lambda: Team.objects.filter(closed_on=None).values("pk", "name")[: MOST_CHOICES + 1])


def first_page(ids: list[set[int] | None], request: HttpRequest) -> list[dict[str, Any]] | None:
    """Return the first rows of everybody, or all who have the words when they fit on a page; else None."""
    who = who_asks(request) | {"on": moments.today()}
    if not ids:
        return _everybody(**who)
    pks = set.intersection(*(each for each in ids if each is not None)) if None not in ids else None
    if pks is None or len(pks) > PAGE:
        return None
    return _some(**who, **{f"pk{number}": pk for number, pk in enumerate([*pks, *[0] * (PAGE - len(pks))])})


placements = Prepared(
    lambda employee: (
        Placement.objects.filter(employee=employee).select_related("level__track", "level__grade", "team").order_by("started_on")
    ),
    employee=int,
)
person = Prepared(
    lambda pk, account, person, is_hr, on: (
        visible_employees(somebody(person, is_hr=is_hr, account=account), on=on).filter(pk=pk).select_related("user")
    ),
    **_WHO, pk=int,
)  # fmt: skip
reports = Prepared(
    lambda manager, on: (
        listed(reports_of(manager, on=on), on=on)
        .annotate(many=Counted(reports_of(manager, on=on).order_by().values("pk")))
        .order_by(*ORDER)[:SHOWN_REPORTS]
    ),
    manager=int, on=date,
)  # fmt: skip
supports = Prepared(
    lambda employee, on: supports_on(Support.objects.filter(employee=employee).select_related("supporter"), on),
    employee=int, on=date,
)  # fmt: skip
records = Prepared(
    lambda employee: Record.objects.filter(employee=employee).select_related("by__employee").order_by("-at")[:20], employee=int
)
