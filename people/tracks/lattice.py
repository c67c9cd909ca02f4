"""How do tracks stand side by side? Levels as rungs on one scale of heights, with the people who stand there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from people.tracks.models import Level, Track

DOTS_A_ROW, MOST_DOTS = 12, 36  # in a row, and on one level
MOST_DOTS_IN_ALL = 600  # so that the page of a large company stays small
SHAPES = {Track.Kind.IC: "eng", Track.Kind.SHARED: "eng"}  # the rest are drawn as management


@dataclass(frozen=True)
class Rung:
    """One level in the lattice: how many stand there, and whether the viewer does."""

    level: Level
    people: int
    is_mine: bool = False
    is_sideways: bool = False  # a move to here is at the viewer's own height

    def rows_of_dots(self, a_dot: int) -> list[list[bool]]:
        """Return the dots in rows of at most 12, the last row full first; True is the viewer."""
        dots = [False] * ceil(self.people / a_dot)
        if self.is_mine and dots:
            dots[0] = True
        return [dots[start : start + DOTS_A_ROW] for start in range(0, len(dots), DOTS_A_ROW)][::-1]


@dataclass(frozen=True)
class Column:
    """One track."""

    track: Track
    people: int

    @property
    def shape(self) -> str:
        return SHAPES.get(Track.Kind(self.track.kind), "mgmt")


@dataclass
class Row:
    """One height of the company's scale, over all tracks."""

    order: int
    title: str
    cells: list[list[Rung]] = field(default_factory=list)
    is_mine: bool = False


@dataclass(frozen=True)
class Lattice:
    """Tracks side by side. `a_dot` says how many people one dot stands for; `loose` are levels not yet on the company's scale."""

    columns: list[Column]
    rows: list[Row]
    loose: list[tuple[Column, list[Rung]]]
    a_dot: int
    mine: Level | None

    @property
    def is_pair(self) -> bool:
        return len(self.columns) == 2

    @property
    def people(self) -> int:
        return sum(column.people for column in self.columns)

    @property
    def sideways(self) -> list[Level]:
        """Return the levels at the viewer's height on other tracks."""
        return [rung.level for row in self.rows for cell in row.cells for rung in cell if rung.is_sideways]


def lattice_of(tracks: Sequence[Track], levels: Iterable[Level], people: Mapping[int, int], *, mine: Level | None) -> Lattice:
    """Return the lattice of some tracks; `people` maps ids of levels to how many stand there, `mine` is the viewer's level."""
    levels = list(levels)
    by_track: dict[int, list[Level]] = {track.pk: [] for track in tracks}
    for level in levels:
        by_track[level.track_id].append(level)
    columns = [
        Column(track, sum(people.get(level.pk, 0) for level in by_track[track.pk])) for track in tracks if by_track[track.pk]
    ]
    height = mine.grade.order if mine and mine.grade else None
    heights = {level.grade.order: level.grade for level in levels if level.grade}
    rows = []
    for order in _whole_scale(heights):
        row = Row(order, heights[order].title if order in heights else "", is_mine=order == height)
        for column in columns:
            here = [level for level in by_track[column.track.pk] if level.grade and level.grade.order == order]
            row.cells.append([_rung(level, people, mine, height) for level in here])
        rows.append(row)
    loose = [
        (column, [_rung(level, people, mine, None) for level in by_track[column.track.pk] if level.grade is None])
        for column in columns
    ]
    most = max((people.get(level.pk, 0) for level in levels), default=0)
    all_of_them = sum(column.people for column in columns)
    a_dot = max(1, ceil(most / MOST_DOTS), ceil(all_of_them / MOST_DOTS_IN_ALL))
    return Lattice(columns, rows, [pair for pair in loose if pair[1]], a_dot, mine)


def _whole_scale(heights: Mapping[int, object]) -> list[int]:
    """Return every height from the highest to the lowest in use: a hole in the scale is drawn as a hole."""
    return list(range(max(heights), min(heights) - 1, -1)) if heights else []


def _rung(level: Level, people: Mapping[int, int], mine: Level | None, height: int | None) -> Rung:
    is_mine = mine is not None and level.pk == mine.pk
    sideways = height is not None and not is_mine and level.grade is not None and level.grade.order == height
    other = mine is not None and level.track_id != mine.track_id
    return Rung(level, people.get(level.pk, 0), is_mine, sideways and other)
