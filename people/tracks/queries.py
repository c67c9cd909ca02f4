"""Which ladders and levels, who stands where, and how high is a move?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from people.employees.models import Employee
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


def people_per_level(version: LadderVersion, *, on: date) -> dict[int, int]:
    """Return how many stand on each level of a version on a day (one query); those who left are not among them."""
    rows = placements_on(Placement.objects.filter(level__version=version), on).values("level").annotate(people=Count("pk"))
    return {row["level"]: row["people"] for row in rows.order_by()}


def place_of(employee: Employee | None, *, on: date) -> Placement | None:
    """Return where somebody stands on a day, with level, track, grade and team, or None."""
    if employee is None:
        return None
    rows = placements_on(employee.placements.all(), on)
    return rows.select_related("level__track", "level__grade", "level__version__ladder", "team").first()


def place_among(placements: Iterable[Placement], *, on: date) -> Placement | None:
    """Return the one of somebody's placements that counts on a day, as `place_of` does, without a query."""
    regular = (one for one in placements if one.kind != Placement.Kind.EARLIER and one.started_on <= on)
    return next((one for one in regular if one.ended_on is None or one.ended_on > on), None)


def heights_proposed(version: LadderVersion) -> dict[str, int]:
    """Return, for HR to confirm, which grade each rank (or level without a rank) might be.

    What this version says already comes first, then what an earlier version of the ladder said, then the rank's own number.
    """
    proposals = {
        rank.key: int(rank.order) for rank in version.rank_set.all() if rank.order >= 1 and float(rank.order).is_integer()
    }
    said = Level.objects.filter(version__ladder=version.ladder_id, grade__isnull=False).select_related("rank", "grade")
    for level in said.order_by("version__number"):
        proposals[level.rank.key if level.rank else level.key] = level.grade.order  # type: ignore[union-attr]
    return proposals
