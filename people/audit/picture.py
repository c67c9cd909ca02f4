"""How are the two sides drawn? Height by height, as bars away from one scale in the middle; what is hidden is an empty frame. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from people.audit.sheet import Cell, Row, Sheet

LEFT, RIGHT, TOP, STEP, BAR, LONGEST, FRAME = 204.0, 236.0, 26.0, 26.0, 16.0, 120.0, 30.0  # in units of the picture


@dataclass(frozen=True)
class Bar:
    """One group: where its bar lies, and what stands at its end."""

    x: float
    width: float
    is_hidden: bool
    label: str
    label_x: float


@dataclass(frozen=True)
class Rung:
    """One height with its bars, left and right."""

    height: int
    y: float
    text_y: float
    left: Bar | None
    right: Bar | None


@dataclass(frozen=True)
class Picture:
    """Both sides by height; `words` say the same for those who do not see it."""

    rungs: Sequence[Rung]
    tall: float
    words: str


def picture_of(sheet: Sheet) -> Picture:
    """Return the picture of a sheet: individual contributors to the left, managers to the right, the same length for the same number."""
    most = max((cell.n for row in sheet.rows for cell in row.cells[:2]), default=0) or 1
    rungs = [_rung(row, TOP + STEP * number, most) for number, row in enumerate(sheet.rows)]
    words = "; ".join(
        f"height {row.height}: {_said(row.cells[0])} on the left, {_said(row.cells[1])} on the right" for row in sheet.rows
    )
    return Picture(rungs, TOP + STEP * len(rungs) + 6, f"People by height. {words}.")


def _rung(row: Row, y: float, most: int) -> Rung:
    left, right = (_bar(row, side, most) for side in (0, 1))
    return Rung(row.height, y, y + BAR - 4, left, right)


def _bar(row: Row, side: int, most: int) -> Bar | None:
    cell = row.cells[side]
    if not cell.is_hidden and not cell.n:
        return None
    width = FRAME if cell.is_hidden else round(max(3.0, LONGEST * cell.n / most), 1)
    label = _said(cell)
    return (
        Bar(LEFT - width, width, cell.is_hidden, label, LEFT - width - 6)
        if side == 0
        else Bar(RIGHT, width, cell.is_hidden, label, RIGHT + width + 6)
    )


def _said(cell: Cell) -> str:
    day = f" in {cell.counted_on:%b %Y}" if cell.counted_on else ""
    return "hidden" if cell.is_hidden else f"{cell.n}{day}"
