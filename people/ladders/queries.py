"""Which draft, which version in force, who stands where, and what is in a cell?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from people.tracks.models import Competency, Expectation, LadderVersion, Level, Placement, Track
from people.tracks.queries import became_in, people_per_earlier_level, placements_on, published
from transition.lib.addresses import number_in


def in_force(version: LadderVersion) -> LadderVersion | None:
    """Return the version of a version's ladder that is in force, or None."""
    return published(LadderVersion.objects.filter(ladder=version.ladder_id)).first()


def version_before(version: LadderVersion, versions: Iterable[LadderVersion]) -> LadderVersion | None:
    """Return which of a ladder's versions came before one: for a draft the one in force, else the last one published before it."""
    if version.status == LadderVersion.Status.DRAFT:
        return next((one for one in versions if one.status == LadderVersion.Status.PUBLISHED), None)
    earlier = [one for one in versions if one.number < version.number and one.published_at]
    return max(earlier, key=lambda one: one.number, default=None)


def in_order(levels: QuerySet[Level]) -> list[Level]:
    """Return levels track by track, the lowest first, each with its track and grade."""
    return list(levels.select_related("track", "grade").order_by("track__position", "order", "position"))


@dataclass(frozen=True)
class Place:
    """Where a cell stands: the level, or the track, or (neither) everybody; and the competency, if any."""

    level: Level | None
    track: Track | None
    competency: Competency | None
    before: Level | None  # the level below on the track


def place_named(address: str, track: Track, levels: list[Level]) -> Place | None:
    """Return the place that an address of a matrix names (`matrix.Square.address`), or None when it names nothing there."""
    owner, _, key = address.partition("-")
    competency = Competency.objects.filter(version=track.version_id, pk=number_in(key)).first()
    if competency is None and key != "0":
        return None
    if owner == "all":
        return Place(None, None, competency, None)
    if owner == "track":
        return Place(None, track, competency, None)
    index = next((index for index, level in enumerate(levels) if str(level.pk) == owner), None)
    if index is None:
        return None
    return Place(levels[index], None, competency, levels[index - 1] if index else None)


def cell_at(version: LadderVersion, place: Place) -> Expectation | None:
    """Return the cell at a place, or None where nothing is said yet."""
    whose = {"level": place.level, "track": place.track, "for_all": place.level is None and place.track is None}
    return Expectation.objects.filter(version=version, competency=place.competency, **whose).order_by("position").first()


@dataclass(frozen=True)
class Waiting:
    """People who stand on a level of an earlier version, and what that level became in the one in force."""

    level: Level
    people: int
    became: list[Level]


def waiting_to_come_over(version: LadderVersion, *, on: date) -> list[Waiting]:
    """Return the levels of earlier versions on which people stand on a day, with what each became in `version`."""
    people, became = people_per_earlier_level(version, on=on), became_in(version)
    levels = Level.objects.filter(version__ladder=version.ladder_id, pk__in=people).exclude(version=version)
    here = {level.pk: level for level in in_order(version.level_set.all())}
    return [
        Waiting(level, people[level.pk], [here[heir] for heir in became.get(level.pk, ()) if heir in here])
        for level in levels.select_related("version", "track", "grade").order_by("version__number", "track__position", "order")
    ]


def standing_on(level: Level, *, on: date) -> QuerySet[Placement]:
    """Return the places on a level on a day, by name."""
    places = placements_on(Placement.objects.filter(level=level), on).select_related("employee")
    return places.order_by("employee__last_name", "employee__first_name", "employee")
