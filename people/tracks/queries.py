"""Which ladders and levels, who stands where, and how high is a move?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from people.employees.models import Employee
from people.tracks.models import Competency, Grade, LadderVersion, Level, LevelSuccession, PayBand, Placement
from transition.lib.dated import counting_on
from transition.lib.prepared import Prepared


def placements_on(placements: QuerySet[Placement], on: date) -> QuerySet[Placement]:
    """Return the placements that count on a day."""
    return placements.filter(placed_on(on))


def placed_on(on: date, prefix: str = "") -> Q:
    """Return the condition that a placement counts on a day; `prefix` is the path to it, as "placements__"."""
    return counting_on(on, prefix) & ~Q(**{f"{prefix}kind": Placement.Kind.EARLIER})


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
    if before.pk == after.pk or _is_namesake(before, after):
        return "same"
    if before.grade is None or after.grade is None:
        return "unknown"
    if before.grade.order == after.grade.order:
        return "lateral"
    return "up" if after.grade.order > before.grade.order else "back"


def _is_namesake(before: Level, after: Level) -> bool:
    """The same level in another version of its ladder, as high as it was."""
    if before.key != after.key or before.version_id == after.version_id or before.grade_id != after.grade_id:
        return False
    return before.version.ladder_id == after.version.ladder_id


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


def people_per_level(version: LadderVersion, *, on: date, became: Mapping[int, Sequence[int]] | None = None) -> dict[int, int]:
    """Return how many stand on each level of a version on a day (two queries); those who left are not among them.

    Whoever stands on an earlier version counts on what their level became, when that is one level; else on the earlier one.
    `became` is what `became_in` returns, when it is known already.
    """
    became = became_in(version) if became is None else became
    found: dict[int, int] = {}
    for level, people in people_per_earlier_level(version, on=on).items():
        heirs = became.get(level, ())
        here = heirs[0] if len(heirs) == 1 else level
        found[here] = found.get(here, 0) + people
    return found


def people_counted_on(level: Level, *, on: date, became: Mapping[int, Sequence[int]]) -> int:
    """Return how many stand on a level on a day, as `people_per_level` counts them, without counting the others (one query).

    `became` is what `became_in` returns for its version.
    """
    earlier = [before for before, heirs in became.items() if list(heirs) == [level.pk]]
    own = [] if len(became.get(level.pk, ())) == 1 else [level.pk]
    return placements_on(Placement.objects.filter(level__in=earlier + own), on).count()


def people_per_earlier_level(version: LadderVersion, *, on: date) -> dict[int, int]:
    """Return how many stand on each level of any version of a ladder on a day, as their placements say (one query)."""
    return {row["level"]: row["people"] for row in _standing(ladder=version.ladder_id, on=on)}


def _per_level(ladder: int, on: date) -> QuerySet[Placement, Any]:
    # Levels are not joined and no column is counted, so that the index of placements answers alone.
    levels = Level.objects.filter(version__ladder=ladder)
    rows = placements_on(Placement.objects.filter(level__in=levels), on)
    return rows.order_by().values("level").annotate(people=Count("*"))


_standing = Prepared(_per_level, ladder=int, on=date)


def became_in(version: LadderVersion) -> dict[int, list[int]]:
    """Return what the levels of earlier versions became in this one: id -> ids, followed over every version between (one query)."""
    rows = LevelSuccession.objects.filter(version__ladder=version.ladder_id, version__number__lte=version.number)
    steps: dict[int, dict[int, list[int]]] = {}
    for number, before, after in rows.order_by("version__number", "after__position").values_list(
        "version__number", "before", "after"
    ):
        heirs = steps.setdefault(number, {}).setdefault(before, [])
        if after is not None:
            heirs.append(after)
    found: dict[int, list[int]] = {}
    for step in steps.values():
        for before, heirs in found.items():
            found[before] = list(dict.fromkeys(heir for one in heirs for heir in step.get(one, [one])))
        found |= {before: heirs for before, heirs in step.items() if before not in found}
    return found


def counts_as(level: Level | None, version: LadderVersion, became: Mapping[int, Sequence[int]]) -> int | None:
    """Return the id of the level of `version` that somebody on `level` is read as: the same one, or the one it became; else None."""
    if level is None:
        return None
    if level.version_id == version.pk:
        return level.pk
    heirs = became.get(level.pk, ())
    return heirs[0] if len(heirs) == 1 else None


def read_today(level: Level) -> Level:
    """Return the level of the version in force that a level (with its version) is read as.

    It is the level itself when it is in force, or when it became no single one.
    """
    if level.version.status != LadderVersion.Status.RETIRED:
        return level
    version = published(LadderVersion.objects.filter(ladder=level.version.ladder_id)).first()
    heir = counts_as(level, version, became_in(version)) if version else None
    if heir is None:
        return level
    return Level.objects.select_related("version__ladder", "track", "grade").get(pk=heir)


_place = Prepared(
    lambda employee, on: placements_on(Placement.objects.filter(employee=employee), on).select_related(
        "level__track", "level__grade", "level__version__ladder", "team"
    )[:1],
    employee=int, on=date,
)  # fmt: skip


def place_of(employee: Employee | None, *, on: date) -> Placement | None:
    """Return where somebody stands on a day, with level, track, grade and team, or None."""
    if employee is None:
        return None
    return _place.first(employee=employee.pk, on=on)


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


def in_tree_order(competencies: Iterable[Competency]) -> list[tuple[Competency, int]]:
    """Return competencies as one reads the tree, each with its depth (0 for the top)."""
    children: dict[int | None, list[Competency]] = {}
    for competency in sorted(competencies, key=lambda one: (one.order if one.order is not None else one.position, one.position)):
        children.setdefault(competency.parent_id, []).append(competency)
    stack = [(one, 0) for one in reversed(children.get(None, []))]
    found = []
    while stack:
        one, depth = stack.pop()
        found.append((one, depth))
        stack += [(child, depth + 1) for child in reversed(children.get(one.pk, []))]
    return found
