"""Who is counted where on a day, and what may be shown of it? Pure: rows of placements in, groups and figures out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from people.audit.faults import IC, MANAGEMENT
from people.tracks.models import Track
from transition.lib.small_groups import Group

A_YEAR, MONTH = timedelta(days=365), 30.4375  # days
BOTH = "both"
WHOLES = {f":{side}" for side in (IC, MANAGEMENT, BOTH)}  # worth more than their parts
SIDES = {
    Track.Kind.IC: IC,
    Track.Kind.SHARED: IC,
    Track.Kind.MANAGEMENT: MANAGEMENT,
    Track.Kind.HYBRID: BOTH,
}


class Place(NamedTuple):
    """A placement as the census reads it: the level by ladder and key (the same over versions), its height and kind of track."""

    employee: int
    ladder: int
    level: str
    height: int
    kind: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Counted:
    """One person on a day: where, for how many months on that level, and whether they moved up or across within a year."""

    height: int
    side: str
    months: float
    rose: bool
    crossed: bool


def count(places: Iterable[Place], *, on: date) -> dict[int, Counted]:
    """Return everybody who stands somewhere on a day, by id; `places` are whole careers, each in the order of its days."""
    careers: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if place.started_on <= on and place.kind in SIDES:
            careers[place.employee].append(place)
    return {one: _counted(career, on) for one, career in careers.items() if _is_on(career[-1], on)}


def _is_on(place: Place, on: date) -> bool:
    return place.ended_on is None or place.ended_on > on


def _counted(career: list[Place], on: date) -> Counted:
    now = career[-1]
    since = now.started_on
    for place in reversed(career):
        if (place.ladder, place.level) != (now.ladder, now.level) or (place.ended_on or on) < since:
            break
        since = place.started_on
    steps = [(before, after) for before, after in pairwise(career) if after.started_on > on - A_YEAR]
    return Counted(
        now.height,
        SIDES[Track.Kind(now.kind)],
        (on - since).days / MONTH,
        any(after.height > before.height for before, after in steps),
        any(SIDES[Track.Kind(after.kind)] != SIDES[Track.Kind(before.kind)] for before, after in steps),
    )


def groups_of(counted: Mapping[int, Counted]) -> list[Group]:
    """Return the groups of which something is shown: height by side ("5:ic"), each side (":ic"), who on it moved (":ic/rose", ":ic/crossed")."""
    people: dict[str, set[int]] = defaultdict(set)
    for one, found in counted.items():
        people[f"{found.height}:{found.side}"].add(one)
        people[f":{found.side}"].add(one)
        people[f":{found.side}/rose"] |= {one} if found.rose else set()
        people[f":{found.side}/crossed"] |= {one} if found.crossed else set()
    return [Group(key, frozenset(found), weight=key in WHOLES) for key, found in sorted(people.items())]


Figure = dict[str, Any]  # "n", "months" (the median on their level), "on" (ISO: the day it was counted)


def figures_of(
    groups: Iterable[Group], counted: Mapping[int, Counted], *, hide: set[str], before: Mapping[str, Figure | None], on: date
) -> dict[str, Figure | None]:
    """Return what is shown of each group: what was counted on a day, or where that is hidden what was shown last (`before`), or None."""
    return {
        group.key: before.get(group.key) if group.key in hide else _figure([counted[one] for one in group.people], on)
        for group in groups
    }


def _figure(found: list[Counted], on: date) -> Figure:
    return {"n": len(found), "months": round(median(one.months for one in found)) if found else None, "on": on.isoformat()}
