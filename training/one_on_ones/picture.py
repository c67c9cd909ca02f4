"""How is a rhythm drawn? A dot for each meeting of the last weeks: held, moved, missed, left out, still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from training.one_on_ones.models import Meeting, Series

STEP = 14  # pixels from dot to dot


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


def dots_of(meetings: QuerySet[Meeting], *, at: datetime, weeks: int) -> Dots:
    """Return the picture of one pair's last `weeks` weeks and of the meeting that comes next (one query)."""
    return _draw(list(meetings.filter(starts_at__gte=at - timedelta(weeks=weeks)).order_by("starts_at")), at)


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
