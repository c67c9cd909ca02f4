"""What does a level expect? Its own cells, those of its track and of everyone, and what it takes over from the level before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from people.tracks.models import Competency, Expectation, LadderVersion, Level
from people.tracks.queries import in_tree_order


@dataclass(frozen=True)
class Cell:
    """What is expected in one competency: the words, whose they are (a level before, the track, everyone), and the state in a word."""

    expectation: Expectation
    taken_from: Level | None
    scope: str

    @property
    def items(self) -> list[dict[str, Any]]:
        """Return the items with their depth (0 for the top), an example under its criterion."""
        depths: list[int] = []
        for item in self.expectation.items or []:
            depths.append(depths[item["parent"]] + 1 if "parent" in item else 0)
        return [{**item, "depth": depth} for item, depth in zip(self.expectation.items or [], depths, strict=True)]


@dataclass(frozen=True)
class Block:
    """One competency with its cells; `depth` is how deep it stands in the tree."""

    competency: Competency | None
    depth: int
    cells: list[Cell]


def blocks_of(level: Level, *, levels: Sequence[Level], version: LadderVersion) -> list[Block]:
    """Return what `level` expects, competency by competency in the order of the tree (two queries, or three).

    `levels` are those of its track, in order. "As the level before" is followed down to the level that says it; a step of a scale is shown
    with the words that define it; a competency that inherits shows what it inherits. Where no level has a cell of its own, as in a ladder
    of points, the steps themselves are what there is to read.
    """
    before = [other for other in levels if (other.order, other.position) <= (level.order, level.position)]
    written = Expectation.objects.filter(version=version)
    cells = list(written.filter(Q(level=None) | Q(level__in=before)).order_by("position"))
    by_competency: dict[int | None, list[Expectation]] = {}
    for cell in cells:
        if _concerns(cell, level, before):
            by_competency.setdefault(cell.competency_id, []).append(cell)
    steps = _steps(cells, level)
    has_own = any(cell.level_id for cell in cells)
    is_by_points = bool(steps) and not has_own and not written.filter(level__isnull=False).exists()
    competencies = in_tree_order(Competency.objects.filter(version=version))
    by_key = {one.key: one for one, _ in competencies}
    parents = {one.parent_id for one, _ in competencies}
    order: list[tuple[Competency | None, int]] = [(None, 0), *competencies]
    blocks = []
    for competency, depth in order:
        key = competency.pk if competency else None
        shown = list(_shown(by_competency.get(key, []), level, before))
        if competency and not shown:
            shown = list(_inherited(competency, by_key, lambda pk: _shown(by_competency.get(pk, []), level, before)))
        shown = [told for cell in shown for told in _with_step(cell, steps)]
        if competency and is_by_points:
            shown += [Cell(step, None, f"Step {name}") for (pk, name), step in steps.items() if pk == competency.pk]
        if shown or key in parents:
            blocks.append(Block(competency, depth, shown))
    return _without_empty_ends(blocks)


def _concerns(cell: Expectation, level: Level, before: Iterable[Level]) -> bool:
    if cell.level_id:
        return cell.level_id in {other.pk for other in before}
    return not cell.scale_step and (cell.for_all or cell.track_id == level.track_id)


def _steps(cells: Iterable[Expectation], level: Level) -> dict[tuple[int | None, str], Expectation]:
    """Return the cells that define a step of a scale, for everybody or for the track, by competency and step."""
    defining = (cell for cell in cells if cell.scale_step and not cell.level_id and cell.track_id in (None, level.track_id))
    return {(cell.competency_id, cell.scale_step): cell for cell in defining}


def _with_step(cell: Cell, steps: Mapping[tuple[int | None, str], Expectation]) -> list[Cell]:
    found = cell.expectation
    step = steps.get((found.competency_id, found.scale_step)) if found.level_id and found.scale_step else None
    return [cell, Cell(step, None, f"Step {found.scale_step}")] if step else [cell]


def _inherited(
    competency: Competency, by_key: Mapping[str, Competency], shown: Callable[[int], Iterable[Cell]]
) -> Iterator[Cell]:
    """Yield what the nearest competency says from which this one inherits."""
    seen: set[str] = set()
    source = by_key.get(competency.inherits_from)
    while source and source.key not in seen:
        seen.add(source.key)
        if cells := list(shown(source.pk)):
            yield from (Cell(cell.expectation, cell.taken_from, f"Inherited from {source.title}") for cell in cells)
            return
        source = by_key.get(source.inherits_from)


def _shown(cells: list[Expectation], level: Level, before: list[Level]) -> Iterable[Cell]:
    for cell in cells:
        if cell.for_all:
            yield Cell(cell, None, "Everyone")
        elif cell.track_id:
            yield Cell(cell, None, "Everyone on this track")
    by_level: dict[int, list[Expectation]] = {}
    for cell in cells:
        if cell.level_id:
            by_level.setdefault(cell.level_id, []).append(cell)
    for cell in by_level.get(level.pk, []):
        if cell.state == Expectation.State.SAME_AS_PREVIOUS:
            yield from _taken_over(cell, by_level, before)
        else:
            yield Cell(cell, None, "")


def _taken_over(cell: Expectation, by_level: Mapping[int, Sequence[Expectation]], before: Sequence[Level]) -> Iterator[Cell]:
    for other in reversed(before[:-1]):
        said = [one for one in by_level.get(other.pk, ()) if one.state != Expectation.State.SAME_AS_PREVIOUS]
        if said:
            yield from (Cell(one, other, "") for one in said)
            return
    yield Cell(cell, None, "")


def _without_empty_ends(blocks: list[Block]) -> list[Block]:
    """Drop headings under which nothing is said."""
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        below = []
        for other in blocks[index + 1 :]:
            if other.depth <= block.depth:
                break
            below.append(other)
        if block.cells or any(other.cells for other in below):
            kept.append(block)
    return kept
