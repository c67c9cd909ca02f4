"""Which ladders and levels, who stands where, and how high is a move?"""

from datetime import date

from django.db.models import Q, QuerySet

from people.tracks.models import Grade, LadderVersion, Level, PayBand, Placement
from transition.lib.dated import counting_on


def placements_on(placements: QuerySet[Placement], on: date) -> QuerySet[Placement]:
    """Return the placements that count on a day."""
    return placements.filter(counting_on(on)).exclude(kind=Placement.Kind.EARLIER)


def published(versions: QuerySet[LadderVersion]) -> QuerySet[LadderVersion]:
    """Return the versions in force."""
    return versions.filter(status=LadderVersion.Status.PUBLISHED)


def kind_of_move(before: Level | None, after: Level | None) -> str:
    """Return what a move from one level to another is, computed from the grades: nobody types it.

    "first" without a level before, "same" on one level, "lateral" at equal height, "up", "back" to a lower height, and "unknown" where
    a level has no grade yet.
    """
    if after is None or before is None:
        return "first" if after else "unknown"
    if before.pk == after.pk:
        return "same"
    if before.grade is None or after.grade is None:
        return "unknown"
    if before.grade.order == after.grade.order:
        return "lateral"
    return "up" if after.grade.order > before.grade.order else "back"


MOVES = {
    "first": "First place on the ladder",
    "same": "Same level",
    "lateral": "A move at the same height",
    "up": "A move up",
    "back": "A move back",
    "unknown": "Height not known yet",
}


def band_of(grade: Grade, *, location: str, on: date) -> PayBand | None:
    """Return the pay band of a grade on a day: the one of the location where there is one, else the general one."""
    bands = grade.pay_bands.filter(Q(location=location) | Q(location=""), valid_from__lte=on)
    return bands.order_by("-location", "-valid_from").first()
