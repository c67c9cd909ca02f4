"""Which ways are open from where somebody stands?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from people.decisions.delegation import Change
from people.decisions.queries import what_a_move_changes
from people.employees.models import Employee, Team
from people.roles.models import LeadRole
from people.tracks.models import Level, Track
from people.tracks.queries import kind_of_move, place_of, read_today
from training.choices.models import ExplorationNote, Interest


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


LEADS = (Track.Kind.MANAGEMENT, Track.Kind.HYBRID)


def standing(employee: Employee, *, on: date) -> tuple[Level | None, Team | None]:
    """Return the level (of the ladder in force, with track and grade) and the team of somebody on a day; two queries."""
    place = place_of(employee, on=on)
    return (read_today(place.level) if place and place.level else None), (place.team if place else None)


@dataclass(frozen=True)
class Preview:
    """What would be different at a level: `is_same_band` compares the heights, None where one of the two has none."""

    here: Level | None
    target: Level
    move: str
    is_same_band: bool | None
    more: list[Change]
    less: list[Change]


def preview_of(employee: Employee, target: Level, *, on: date) -> Preview:
    """Return what a move to a level (with track, grade and version) would change for somebody (three queries)."""
    here, team = standing(employee, on=on)
    found = what_a_move_changes(here, target, team=team) if here else []
    known = here is not None and here.grade_id is not None and target.grade_id is not None
    return Preview(
        here,
        target,
        kind_of_move(here, target),
        here.grade_id == target.grade_id if here is not None and known else None,
        [one for one in found if one.is_more],
        [one for one in found if not one.is_more],
    )


def leading(ways: list[Way]) -> list[Way]:
    """Return those of some ways on which one would lead people, those at one's own height first."""
    return sorted((way for way in ways if way.level.track.kind in LEADS), key=lambda way: way.move != "lateral")


def further_on_track(here: Level) -> list[Level]:
    """Return the levels above a level on its own track: how far one grows there without leading people."""
    above = Level.objects.filter(track=here.track_id, order__gt=here.order).exclude(kind=Level.Kind.ROLE_OVERLAY)
    return list(above.select_related("grade", "track").order_by("order", "position"))


def equal_levels(here: Level) -> list[tuple[int, list[Level]]]:
    """Return the heights of a ladder from a level's own upwards, each with the levels of all tracks that stand on it (one query)."""
    lowest = here.grade.order if here.grade else 0
    rows = Level.objects.filter(version=here.version_id, grade__order__gte=lowest).exclude(kind=Level.Kind.ROLE_OVERLAY)
    found: dict[int, list[Level]] = {}
    for level in rows.select_related("track", "grade").order_by("grade__order", "track__position", "order"):
        found.setdefault(level.grade.order if level.grade else 0, []).append(level)
    return list(found.items())


def offered_roles() -> QuerySet[LeadRole]:
    """Return every role without a title that is given, those beside the usual work first."""
    return LeadRole.objects.filter(is_offered=True)


def staff_roles() -> QuerySet[LeadRole]:
    """Return the roles in which leading without people is the work itself."""
    return offered_roles().filter(kind=LeadRole.Kind.STAFF).select_related("from_grade")


def exploration_note_of(employee: Employee) -> ExplorationNote | None:
    """Return what somebody keeps of their exploration (encrypted), or None."""
    return ExplorationNote.objects.filter(employee=employee).first()


def interest_of(employee: Employee) -> Interest | None:
    """Return what somebody said they would like, or None."""
    return Interest.objects.filter(employee=employee).prefetch_related("shares__reader").first()


def shared_by_others(interests: QuerySet[Interest], employee: Employee) -> QuerySet[Interest]:
    """Return what others shared, by name."""
    found = interests.exclude(employee=employee).select_related("employee__exploration_note").prefetch_related("shares")
    return found.order_by(F("employee__last_name"), F("employee__first_name"))


def lets_see_exploration(interest: Interest, reader: Employee, *, is_hr: bool) -> bool:
    """Return whether somebody shares the scores with a reader, by name or as HR; the shares are fetched already."""
    shares = [one for one in interest.shares.all() if one.shows_exploration]
    return any(one.reader_id == reader.pk or (one.reader_id is None and is_hr) for one in shares)
