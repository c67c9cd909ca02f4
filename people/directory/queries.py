"""Who is found?"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat

from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_on
from people.tracks.models import Placement
from people.tracks.queries import placements_on


def found(employees: QuerySet[Employee], words: str, *, on: date) -> QuerySet[Employee]:
    """Return those whose name, title or team has every one of the words (case does not count)."""
    for word in words.replace("\x00", "").split()[:6]:
        places = placements_on(Placement.objects.filter(Q(title__icontains=word) | Q(team__name__icontains=word)), on)
        named = Employee.objects.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
        employees = employees.filter(Q(pk__in=named.values("pk")) | Q(pk__in=places.values("employee")))
    return employees


def placed(employees: QuerySet[Employee], *, on: date, **conditions: object) -> QuerySet[Employee]:
    """Return those whose placement of a day meets conditions on Placement, as team=3 or level__track__kind="ic"."""
    if not conditions:
        return employees
    return employees.filter(pk__in=placements_on(Placement.objects.filter(**conditions), on).values("employee"))


def with_place_and_manager(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Load where everybody stands on a day and to whom they report: `places` and `lines_now`, each a list (two queries)."""
    places = placements_on(Placement.objects.select_related("level__track", "level__grade", "team"), on)
    lines = lines_on(ReportingLine.objects.select_related("manager"), on)
    return employees.prefetch_related(
        Prefetch("placements", places, to_attr="places"), Prefetch("lines", lines, to_attr="lines_now")
    )


def called(employees: QuerySet[Employee], words: str) -> QuerySet[Employee]:
    """Return those whom words name exactly: full name, e-mail, login name or employee number (case does not count)."""
    words = " ".join(words.split())
    named = employees.annotate(full_name=Concat("first_name", Value(" "), "last_name"))
    return named.filter(
        Q(full_name__iexact=words)
        | Q(email__iexact=words)
        | Q(login_name__iexact=words)
        | Q(number=words)
        | Q(first_name="", last_name__iexact=words)
    )


def top_of_chart(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those who report to nobody on a day."""
    return employees.exclude(pk__in=lines_on(ReportingLine.objects.all(), on).values("employee"))
