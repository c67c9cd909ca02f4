"""What do page, picture and file show of a release? One sheet for all three, so that none of them says more than the others. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from people.audit.census import BOTH, Figure
from people.audit.faults import IC, MANAGEMENT
from people.audit.models import AuditRelease, SeatPlan
from people.tracks.models import Grade

SIDES = (IC, MANAGEMENT, BOTH)
TITLES = {IC: "Individual contributors", MANAGEMENT: "Managers", BOTH: "Both at once"}
HIDDEN = "hidden"
TOP = 2  # heights that count as the top


@dataclass(frozen=True)
class Cell:
    """A group as it is shown: how many, the median of their months on their level, their share of a whole in percent; or hidden.

    `counted_on` is an earlier day where the number of this day is hidden, and what was shown last stands in its place, without a share.
    """

    is_hidden: bool = False
    n: int = 0
    months: int | None = None
    share: int | None = None
    counted_on: date | None = None


@dataclass(frozen=True)
class Row:
    """One height: who stands there, how many seats there are, in how many kinds of decision one decides; by side, in the order of SIDES."""

    height: int
    title: str
    cells: tuple[Cell, ...]
    most: tuple[int | None, ...]
    open_now: tuple[int, ...]
    decides: tuple[int, ...]


@dataclass(frozen=True)
class SideRow:
    """One side as a whole, and those on it who moved up or across within a year."""

    title: str
    all: Cell
    rose: Cell
    crossed: Cell
    top: Cell  # how many of the top stand here


@dataclass(frozen=True)
class Sheet:
    """Everything that is shown of a release, the highest height first; `sides` are those in use."""

    rows: Sequence[Row]
    sides: Sequence[SideRow]
    titles: Sequence[str]
    hidden: int


def sheet_of(
    release: AuditRelease | None, *, grades: Iterable[Grade], plans: Iterable[SeatPlan], decides: Mapping[tuple[int, str], int]
) -> Sheet:
    """Return the sheet of a release (None: nobody counted yet) over the company's heights."""
    figures = _dated(release) if release else {}
    sides = SIDES if f":{BOTH}" in figures else SIDES[:2]
    seats = {(plan.grade_id, plan.side): plan for plan in plans}
    wholes = {side: _cell(figures, f":{side}") for side in sides}
    rows = [
        Row(
            grade.order,
            grade.title,
            tuple(_cell(figures, f"{grade.order}:{side}", whole=wholes[side]) for side in sides),
            tuple(seats[grade.pk, side].most if (grade.pk, side) in seats else None for side in sides),
            tuple(seats[grade.pk, side].open_now if (grade.pk, side) in seats else 0 for side in sides),
            tuple(decides.get((grade.order, side), 0) for side in sides),
        )
        for grade in sorted(grades, key=lambda grade: -grade.order)
    ]
    top = _top(rows, len(sides))
    by_side = [
        SideRow(
            TITLES[side],
            wholes[side],
            _cell(figures, f":{side}/rose", whole=wholes[side]),
            _cell(figures, f":{side}/crossed", whole=wholes[side]),
            top[number],
        )
        for number, side in enumerate(sides)
    ]
    return Sheet(
        rows,
        by_side,
        [TITLES[side] for side in sides],
        sum(found.is_hidden or found.counted_on is not None for found in figures.values()),
    )


def _dated(release: AuditRelease) -> dict[str, Cell]:
    """Return the figures of a release as cells without shares."""
    return {key: _shown(found, release.on) if found else Cell(is_hidden=True) for key, found in release.figures.items()}


def _shown(found: Figure, on: date) -> Cell:
    day = date.fromisoformat(found["on"])
    return Cell(n=found["n"], months=found["months"], counted_on=day if day != on else None)


def _cell(figures: Mapping[str, Cell], key: str, *, whole: Cell | None = None) -> Cell:
    """Return a group's cell; its share only where it and the whole are of the release's own day."""
    found = figures.get(key, Cell())
    if whole is None or not whole.n or found.is_hidden or found.counted_on or whole.counted_on:
        return found
    return replace(found, share=round(100 * found.n / whole.n))


def _top(rows: Sequence[Row], sides: int) -> list[Cell]:
    """Return who stands at the highest heights in use, by side, from what is shown of this day alone; shares only where all of it is."""
    used = [row for row in rows if any(cell.n or cell.is_hidden for cell in row.cells)][:TOP]
    found = [[row.cells[side] for row in used] for side in range(sides)]
    is_whole = not any(_is_kept_back(cell) for cells in found for cell in cells)
    total = sum(cell.n for cells in found for cell in cells)
    return [_sum(cells, total if is_whole else 0) for cells in found]


def _is_kept_back(cell: Cell) -> bool:
    return cell.is_hidden or cell.counted_on is not None


def _sum(cells: Sequence[Cell], total: int) -> Cell:
    if any(_is_kept_back(cell) for cell in cells):
        return Cell(is_hidden=True)
    many = sum(cell.n for cell in cells)
    return Cell(n=many, share=round(100 * many / total) if total else None)


def lines(sheet: Sheet, release: AuditRelease | None) -> Iterator[Sequence[object]]:
    """Yield the sheet as the lines of a table: one a height and side, then four a side."""
    day = release.on.isoformat() if release else ""
    yield (
        "height",
        "name",
        "side",
        "people",
        "share of side %",
        "months on level",
        "counted on",
        "most seats",
        "open now",
        "decides",
    )
    for row in sheet.rows:
        for side, title in enumerate(sheet.titles):
            people = _words(row.cells[side], day)
            yield (row.height, row.title, title, *people, row.most[side], row.open_now[side], row.decides[side])
    for one in sheet.sides:
        for name, cell in (
            ("all", one.all),
            ("up within a year", one.rose),
            ("across within a year", one.crossed),
            ("top", one.top),
        ):
            yield ("all", name, one.title, *_words(cell, day), "", "", "")


def _words(cell: Cell, day: str) -> tuple[object, ...]:
    if cell.is_hidden:
        return (HIDDEN, HIDDEN, HIDDEN, "")
    return (cell.n, cell.share, cell.months, cell.counted_on.isoformat() if cell.counted_on else day)
