"""Who is found?"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat

from people.employees.models import Employee, ReportingLine, Team
from people.employees.queries import lines_on
from people.tracks.models import Placement
from people.tracks.queries import placements_on


def found(employees: QuerySet[Employee], words: str, *, on: date) -> QuerySet[Employee]:
    """Return those whose name, title or team has every one of the words (case does not count)."""
    for word in words.replace("\x00", "").split()[:6]:
        named = Employee.objects.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
        places = placements_on(Placement.objects.all(), on)
        titled, teamed = places.filter(title__icontains=word), places.filter(team__in=Team.objects.filter(name__icontains=word))
        # A union, not an "or": each part finds its own trigram index (migration 0002).
        employees = employees.filter(
            pk__in=named.order_by().values("pk").union(titled.order_by().values("employee"), teamed.order_by().values("employee"))
        )
    return employees


def placed(employees: QuerySet[Employee], *, on: date, **conditions: object) -> QuerySet[Employee]:
    """Return those whose placement of a day meets conditions on Placement, as team=3 or level__track__kind="ic"."""
    if not conditions:
        return employees
    return employees.filter(pk__in=placements_on(Placement.objects.filter(**conditions), on).values("employee"))


def places(on: date) -> Prefetch:
    """Return what loads where everybody stands on a day, as far as a list shows it: `places`, a list of one or none (one query)."""
    shown = ("employee", "title", "kind", "level__code", "level__title", "level__track__kind", "team__name")
    rows = placements_on(Placement.objects.select_related("level__track", "team").only(*shown).order_by(), on)
    return Prefetch("placements", rows, to_attr="places")


def with_place(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Load where everybody stands on a day: see `places`."""
    return employees.prefetch_related(places(on))


def with_place_and_manager(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Load where everybody stands on a day and to whom they report: `places` and `lines_now`, each a list (two queries)."""
    shown = ("employee", "manager__first_name", "manager__last_name", "manager__email", "manager__number")
    lines = lines_on(ReportingLine.objects.select_related("manager").only(*shown).order_by(), on)
    return with_place(employees, on=on).prefetch_related(Prefetch("lines", lines, to_attr="lines_now"))


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
