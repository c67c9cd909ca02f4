"""Which ways are open from where somebody stands?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from people.employees.models import Employee
from people.tracks.models import Level
from people.tracks.queries import kind_of_move, place_of, read_today
from training.choices.models import Interest


@dataclass(frozen=True)
class Way:
    """A level one could grow to: what kind of move it is (a key of tracks.queries.MOVES), from the heights."""

    level: Level
    move: str


def ways_from(employee: Employee, *, on: date) -> tuple[Level | None, list[Way]]:
    """Return where somebody stands on a day, and the levels of their ladder at that height or the next one, on every track."""
    place = place_of(employee, on=on)
    here = read_today(place.level) if place and place.level else None
    if here is None or here.grade is None:
        return here, []
    rows = Level.objects.filter(version=here.version_id, grade__order__in=(here.grade.order, here.grade.order + 1))
    levels = rows.exclude(pk=here.pk).select_related("track", "grade").order_by("grade__order", "track__position")
    return here, [Way(level, kind_of_move(here, level)) for level in levels]


def interest_of(employee: Employee) -> Interest | None:
    """Return what somebody said they would like, or None."""
    return Interest.objects.filter(employee=employee).prefetch_related("shares__reader").first()


def shared_by_others(interests: QuerySet[Interest], employee: Employee) -> QuerySet[Interest]:
    """Return what others shared, by name."""
    found = interests.exclude(employee=employee).select_related("employee")
    return found.order_by(F("employee__last_name"), F("employee__first_name"))
