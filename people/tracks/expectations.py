"""What does a level expect? Its own cells, those of its track and of everyone, and what it takes over from the level before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

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
    """Return what `level` expects, competency by competency in the order of the tree (two queries).

    `levels` are those of its track, in order. "As the level before" is followed down to the level that says it.
    """
    before = [other for other in levels if (other.order, other.position) <= (level.order, level.position)]
    cells = Expectation.objects.filter(version=version, scale_step="") | Expectation.objects.filter(
        version=version, level__isnull=False
    )
    wanted = [cell for cell in cells.order_by("position") if _concerns(cell, level, before)]
    competencies = in_tree_order(Competency.objects.filter(version=version))
    order: list[tuple[Competency | None, int]] = [(None, 0), *competencies]
    blocks = []
    for competency, depth in order:
        mine = [cell for cell in wanted if cell.competency_id == (competency.pk if competency else None)]
        shown = list(_shown(mine, level, before))
        if shown or (competency and any(other.parent_id == competency.pk for other, _ in competencies)):
            blocks.append(Block(competency, depth, shown))
    return _without_empty_ends(blocks)


def _concerns(cell: Expectation, level: Level, before: Iterable[Level]) -> bool:
    if cell.level_id:
        return cell.level_id in {other.pk for other in before}
    return cell.for_all or cell.track_id == level.track_id


def _shown(cells: list[Expectation], level: Level, before: list[Level]) -> Iterable[Cell]:
    for cell in cells:
        if cell.for_all:
            yield Cell(cell, None, "Everyone")
        elif cell.track_id:
            yield Cell(cell, None, "Everyone on this track")
    by_level = {cell.level_id: cell for cell in cells if cell.level_id}
    found = by_level.get(level.pk)
    if found is None:
        return
    if found.state != Expectation.State.SAME_AS_PREVIOUS:
        yield Cell(found, None, "")
        return
    for other in reversed(before[:-1]):
        cell_before = by_level.get(other.pk)
        if cell_before and cell_before.state != Expectation.State.SAME_AS_PREVIOUS:
            yield Cell(cell_before, other, "")
            return
    yield Cell(found, None, "")


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
