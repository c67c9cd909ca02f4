"""How is a pulse drawn? Three quiet lines over the months, from 1 below to 5 above."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.pulses.actions import NUMBERS, Reading

LEFT, RIGHT, TOP, STEP = 28.0, 460.0, 14.0, 24.0  # x of the first and last month, y of a 5, pixels from number to number
STYLES = {"energy": "c-ink", "confidence": "c-eng c-ahead", "meaning": "c-self"}


@dataclass(frozen=True)
class Line:
    """One of the three: its points as an SVG path, and where its marks stand."""

    name: str
    style: str
    path: str
    marks: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class PulsePicture:
    """The drawn pulse: lines, (x, month) below, (y, number) beside, and the same in words."""

    lines: tuple[Line, ...]
    months: tuple[tuple[float, int], ...]
    numbers: tuple[tuple[float, int], ...]
    words: str


def picture_of(readings: Sequence[Reading]) -> PulsePicture | None:
    """Return the picture of two months or more; with fewer there is nothing to draw (None)."""
    if len(readings) < 2:
        return None
    first, last = readings[0].month, readings[-1].month

    def x(month: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * (month - first) / (last - first), 1)

    def y(number: int) -> float:
        return TOP + STEP * (5 - number)

    lines = []
    for name in NUMBERS:
        points = tuple((x(one.month), y(getattr(one, name))) for one in readings)
        path = "M" + "L".join(f"{across} {down}" for across, down in points)
        lines.append(Line(name, STYLES[name], path, points))
    words = "; ".join(f"{name} {', '.join(str(getattr(one, name)) for one in readings)}" for name in NUMBERS)
    numbers = tuple((y(number), number) for number in (1, 3, 5))
    return PulsePicture(
        tuple(lines), tuple((x(one.month), one.month) for one in readings), numbers, f"Months {first} to {last}: {words}."
    )
