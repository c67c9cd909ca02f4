"""How is a rhythm drawn? A dot for each meeting of the last weeks: held, moved, missed, left out, still to come; half a year on a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from training.one_on_ones.course import PICTURED, Course, Talk
from training.one_on_ones.models import Meeting, Series
from transition.lib.prepared import Prepared

STEP = 14  # pixels from dot to dot
LEFT, RIGHT = 10, 430  # x of the first and of the last day of half a year


@dataclass(frozen=True)
class Dot:
    """One meeting: `kind` is held, moved, missed, skipped, planned or unlogged."""

    x: int
    kind: str


@dataclass(frozen=True)
class Dots:
    """The meetings of some weeks, the earliest first, and what they say in words."""

    dots: tuple[Dot, ...]
    words: str

    @property
    def width(self) -> int:
        """The picture's width in pixels."""
        return max(STEP, STEP * len(self.dots))


_meetings = Prepared(
    lambda series, since: Meeting.objects.filter(series=series, starts_at__gte=since).order_by("starts_at"),
    series=int, since=datetime,
)  # fmt: skip


def dots_of(series: Series, *, at: datetime, weeks: int) -> Dots:
    """Return the picture of one pair's last `weeks` weeks and of the meeting that comes next (one query)."""
    return _draw(_meetings(series=series.pk, since=at - timedelta(weeks=weeks)), at)


def rhythm_dots(series: Iterable[Series], *, at: datetime, weeks: int) -> dict[int, Dots]:
    """Return the pictures of several pairs by series (one query)."""
    ids = [one.pk for one in series]
    rows = Meeting.objects.filter(series__in=ids, starts_at__gte=at - timedelta(weeks=weeks)).order_by("starts_at")
    groups: dict[int, list[Meeting]] = {pk: [] for pk in ids}
    for row in rows:
        groups[row.series_id].append(row)
    return {pk: _draw(found, at) for pk, found in groups.items()}


def _draw(meetings: list[Meeting], at: datetime) -> Dots:
    kinds = [_kind(meeting, at) for meeting in meetings]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    words = ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "none yet"
    return Dots(tuple(Dot(STEP // 2 + STEP * index, kind) for index, kind in enumerate(kinds)), words)


def _kind(meeting: Meeting, at: datetime) -> str:
    if meeting.status == Meeting.Status.HELD:
        return "moved" if meeting.is_moved else "held"
    if meeting.status == Meeting.Status.PLANNED:
        return "planned" if meeting.starts_at >= at else "unlogged"
    return meeting.status


@dataclass(frozen=True)
class Mark:
    """One 1:1 on the line."""

    x: float
    kind: str
    is_career: bool


@dataclass(frozen=True)
class Gap:
    """A stretch without a held 1:1 that is longer than twice the cadence."""

    x: float
    width: float
    days: int


@dataclass(frozen=True)
class Timeline:
    """Half a year of a pair: months on a ruler (x, name), a mark for each 1:1, and the long gaps."""

    months: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    words: str


def timeline_of(course: Course, *, on: date) -> Timeline:
    """Return the picture of how it went in the half year before a day, and what it says in words."""
    start = on - PICTURED

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - start) / PICTURED, 1)

    firsts = [day for n in range(PICTURED.days + 1) if (day := start + timedelta(days=n)).day == 1]
    held = [talk.day for talk in course.talks if talk.status == Meeting.Status.HELD]
    gaps = [(one, other) for one, other in pairwise([*held, on]) if (other - one).days > course.gap_limit]
    kinds = [_kind_of(talk) for talk in course.talks]
    words = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)) or "none yet"
    return Timeline(
        months=tuple((x(day), f"{day:%b}") for day in firsts if x(day) < RIGHT - 20),
        marks=tuple(Mark(x(talk.day), kind, talk.is_career) for talk, kind in zip(course.talks, kinds, strict=True)),
        gaps=tuple(Gap(x(one), round(x(other) - x(one), 1), (other - one).days) for one, other in gaps),
        words=f"In half a year: {words}." + (f" {len(gaps)} long gap{'s' * (len(gaps) > 1)}." if gaps else ""),
    )


def _kind_of(talk: Talk) -> str:
    if talk.status == Meeting.Status.HELD:
        return "moved" if talk.is_moved else "held"
    return {"skipped": "left out", "planned": "not logged"}.get(talk.status, talk.status)
