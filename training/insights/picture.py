"""How are the curves drawn? As lines from point to point over months, the months 12 to 18 marked, with a table of the same points. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from training.insights.curves import CAUSES, Chart
from training.insights.models import InsightRelease
from training.insights.sheet import CHARTS, STILL, WORDS

LEFT, RIGHT, TOP, BOTTOM = 40.0, 290.0, 14.0, 194.0  # of the plane, in units of the picture
WATCHED = (12, 18)  # months in which those who regret it go: between them the plane is marked
MARKS = {"confirmed": "disc", "returned": "ring", "left": "square"}  # told apart by shape first
LINES = {"confirmed": "c-mgmt", "returned": "c-eng", "left": "c-ink"}
APART = 13.0  # the least between two words at the end of lines


@dataclass(frozen=True)
class Dot:
    """One point shown of a curve."""

    x: float
    y: float

    @property
    def corner(self) -> tuple[float, float]:
        """Where the square of a side of 7 begins whose middle it is."""
        return round(self.x - 3.5, 1), round(self.y - 3.5, 1)


@dataclass(frozen=True)
class Curve:
    """One cause: its line through the points shown, with the word and share at its end."""

    title: str
    line: str  # class of the line
    mark: str
    path: str
    dots: Sequence[Dot]
    label: str
    label_y: float


@dataclass(frozen=True)
class Line:
    """One month of the table beside a picture: cells in words, as the picture shows them."""

    month: int
    x: float
    risk: str
    cells: Sequence[str]
    still: str


@dataclass(frozen=True)
class Picture:
    """One chart; `words` say the same for those who do not see it, `window` where months 12 to 18 lie (None: not reached)."""

    key: str
    title: str
    words: str
    n: int
    counted_on: date
    curves: Sequence[Curve]
    rows: Sequence[Line]
    heads: Sequence[str]
    still: str
    grid: Sequence[tuple[int, float, float]]  # percent, y of its line, y of its word
    ticks: Sequence[tuple[int, float]]  # month, x
    window: tuple[float, float] | None


def pictures_of(release: InsightRelease | None) -> list[Picture]:
    """Return the pictures of a release, none while there are too few to draw."""
    charts = release.charts if release else {}
    return [_picture(key, charts[key]) for key in CHARTS if key in charts and charts[key]["months"]]


def _picture(key: str, chart: Chart) -> Picture:
    months: list[int] = chart["months"]
    most = max(months)
    top = max([20, *(share for points in chart["curves"].values() for share in points.values())])
    top = -(-top // 20) * 20

    def across(month: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * month / most, 1)

    def up(share: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * share / top, 1)

    curves = []
    for cause in CAUSES[key]:
        points = [
            (0, 0),
            *((month, chart["curves"][cause][str(month)]) for month in months if str(month) in chart["curves"][cause]),
        ]
        dots = [Dot(across(month), up(share)) for month, share in points]
        path = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots)
        curves.append(
            Curve(WORDS[cause], LINES[cause], MARKS[cause], path, dots[1:], f"{WORDS[cause]} {points[-1][1]} %", dots[-1].y + 4)
        )
    grid = [(share, up(share), up(share) + 4) for share in range(0, top + 1, top // 4 if top >= 40 else 10)]
    window = (across(WATCHED[0]), round(across(min(WATCHED[1], most)) - across(WATCHED[0]), 1)) if most > WATCHED[0] else None
    counted_on = date.fromisoformat(chart["on"])
    return Picture(
        key,
        CHARTS[key],
        _said(key, chart, counted_on),
        chart["n"],
        counted_on,
        _kept_apart(curves),
        [_line(key, chart, month, across(month)) for month in months],
        [WORDS[cause] for cause in CAUSES[key]],
        STILL[key],
        grid,
        [(month, across(month)) for month in months if month % 6 == 0 or month in (3, most)],
        window,
    )


def _kept_apart(curves: Sequence[Curve]) -> list[Curve]:
    """Return the curves with the words at their ends moved up until none covers another, the lowest first."""
    placed, limit = {}, BOTTOM + 4
    for curve in sorted(curves, key=lambda curve: -curve.label_y):
        placed[curve.title] = min(curve.label_y, limit)
        limit = placed[curve.title] - APART
    return [replace(curve, label_y=round(placed[curve.title], 1)) for curve in curves]


def _line(key: str, chart: Chart, month: int, x: float) -> Line:
    cells = [_percent(chart["curves"][cause].get(str(month))) for cause in CAUSES[key]]
    share, low, high = chart["still"].get(str(month), (None, None, None))
    width = f" ({low} to {high})" if low is not None else ""
    risk = chart["risk"].get(str(month))
    return Line(month, x, "hidden" if risk is None else str(risk), cells, _percent(share) + width)


def _percent(share: int | None) -> str:
    return "hidden" if share is None else f"{share} %"


def _said(key: str, chart: Chart, counted_on: date) -> str:
    ends = []
    for cause in CAUSES[key]:
        points = chart["curves"][cause]
        shown = [month for month in chart["months"] if str(month) in points]
        ends.append(
            f"{WORDS[cause].lower()} {points[str(shown[-1])]} % by month {shown[-1]}"
            if shown
            else f"{WORDS[cause].lower()} hidden"
        )
    return f"Of {chart['n']} people who began a trial, counted on {counted_on:%-d %B %Y}: {', '.join(ends)}."
