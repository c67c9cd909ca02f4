"""How is somebody's way over the years drawn? Two rails, one for each kind of track; a change of track is a crossing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from people.tracks.models import Placement, Track

MONTH = 30.4375  # days, on average
WIDTH, LEFT, RAILS = 640, 96, {"eng": 28, "mgmt": 76}


@dataclass(frozen=True)
class Stint:
    """One placement as a line on its rail, in pixels."""

    placement: Placement
    rail: str
    x1: float
    x2: float

    @property
    def is_trial(self) -> bool:
        return self.placement.kind == Placement.Kind.TRIAL

    @property
    def y(self) -> int:
        return RAILS[self.rail]

    @property
    def width(self) -> float:
        return round(self.x2 - self.x1, 1)


@dataclass(frozen=True)
class Swing:
    """A time on one track without a break, over all its places: days from `started_on` to before `ended_on` (None: today)."""

    rail: str
    is_trial: bool
    started_on: date
    ended_on: date | None
    months: int  # whole ones, of 30.4 days

    @property
    def length(self) -> str:
        """Return how long it was, in words."""
        years, months = divmod(self.months, 12)
        parts = [
            f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((years, "year"), (months, "month")) if number
        ]
        return ", ".join(parts) or "less than a month"


@dataclass(frozen=True)
class Timeline:
    """The whole way: stints, the swings of the pendulum, the crossings between rails, and the years below."""

    swings: list[Swing]
    stints: list[Stint]
    crossings: list[tuple[float, int, int]]  # x, from y, to y
    years: list[tuple[float, int]]


def timeline_of(placements: Sequence[Placement], *, until: date) -> Timeline | None:
    """Return the drawing of placements (in order of their start) up to a day; None when nothing has begun yet."""
    begun = [one for one in placements if one.started_on <= until]
    if not begun:
        return None
    first = begun[0].started_on
    days = max(1, (until - first).days)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT) * (min(day, until) - first).days / days, 1)

    stints = [Stint(one, _rail(one), x(one.started_on), x(one.ended_on or until)) for one in begun]
    crossings = [(after.x1, before.y, after.y) for before, after in pairwise(stints) if before.rail != after.rail]
    years = [(x(date(year, 1, 1)), year) for year in range(first.year + 1, until.year + 1)]
    return Timeline(_swings(stints, until), stints, crossings, years[:: max(1, len(years) // 10 + 1) if len(years) > 10 else 1])


def _swings(stints: Sequence[Stint], until: date) -> list[Swing]:
    """Places that follow each other on one rail are one swing; a trial is one of its own."""
    kinds = [(one.rail, one.placement.kind == Placement.Kind.TRIAL) for one in stints]
    found = []
    first = 0
    for index in range(1, len(stints) + 1):
        if index == len(stints) or kinds[index] != kinds[first]:
            begin, end = stints[first].placement.started_on, stints[index - 1].placement.ended_on
            months = int((min(end or until, until) - begin).days / MONTH)
            found.append(Swing(*kinds[first], begin, end if end and end <= until else None, months))
            first = index
    return found


def _rail(placement: Placement) -> str:
    kind = placement.level.track.kind if placement.level else Track.Kind.IC
    on_trial = placement.kind == Placement.Kind.TRIAL
    return "mgmt" if on_trial or kind in (Track.Kind.MANAGEMENT, Track.Kind.HYBRID) else "eng"
