"""How is a scenario drawn? As a map from top to bottom: a number for each scene, a line for each choice, a square for each ending."""

from dataclasses import dataclass
from statistics import fmean

from training.rehearsals.plot import Plot, Scene

STEP, ROW, EDGE, RADIUS = 60.0, 76.0, 40.0, 15.0  # between scenes, between rows, around the picture; of a scene


@dataclass(frozen=True)
class Stop:
    """A scene on the map."""

    scene: Scene
    x: float
    y: float


@dataclass(frozen=True)
class Way:
    """A choice on the map: the path of its line; one that goes aside or up again is drawn dashed."""

    path: str
    goes_back: bool


@dataclass(frozen=True)
class Map:
    """A drawn scenario: sizes in units of the picture, stops in the order of the file."""

    width: float
    height: float
    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    words: str


def map_of(plot: Plot) -> Map:
    """Return the map of a plot without faults: each scene as deep as the fewest choices that lead to it."""
    rows: dict[int, list[Scene]] = {}
    for name, depth in plot.depths.items():
        rows.setdefault(depth, []).append(plot.scenes[name])
    widest = max((len(row) for row in rows.values()), default=1)
    width = 2 * EDGE + max(4, widest - 1) * STEP
    places: dict[str, tuple[float, float]] = {}
    for depth in sorted(rows):
        row = sorted(rows[depth], key=lambda scene: (_wish(scene, plot, places), scene.number))
        left = width / 2 - (len(row) - 1) * STEP / 2
        for number, scene in enumerate(row):
            places[scene.name] = (round(left + number * STEP, 1), round(EDGE + depth * ROW, 1))
    ways = [
        _way(places[name], places[target])
        for name in places
        for target in dict.fromkeys(choice.target for choice in plot.scenes[name].choices)
        if target in places
    ]
    stops = [Stop(scene, *places[scene.name]) for scene in plot.scenes.values() if scene.name in places]
    height = 2 * EDGE + ROW * max(rows, default=0)
    endings = [scene.ending for scene in plot.endings]
    kinds = ", ".join(f"{endings.count(kind)} {kind}" for kind in ("good", "mixed", "poor") if kind in endings)
    words = f"{len(stops)} scenes, at most {max(rows, default=0)} choices deep, {len(endings)} endings: {kinds}."
    return Map(width, height, tuple(stops), tuple(ways), words)


def _wish(scene: Scene, plot: Plot, places: dict[str, tuple[float, float]]) -> float:
    """Where a scene would like to stand: below the scenes that lead to it."""
    above = [places[name][0] for name in places if any(choice.target == scene.name for choice in plot.scenes[name].choices)]
    return fmean(above) if above else 0.0


def _way(here: tuple[float, float], there: tuple[float, float]) -> Way:
    (x1, y1), (x2, y2) = here, there
    if y2 > y1:
        middle = (y1 + y2) / 2
        return Way(f"M{x1} {y1 + RADIUS}C{x1} {middle} {x2} {middle} {x2} {y2 - RADIUS}", goes_back=False)
    if y2 == y1:
        above = y1 - ROW / 2
        return Way(f"M{x1} {y1 - RADIUS}C{x1} {above} {x2} {above} {x2} {y2 - RADIUS}", goes_back=True)
    bend = max(x1, x2) + STEP / 2
    return Way(f"M{x1 + RADIUS} {y1}C{bend} {y1} {bend} {y2} {x2 + RADIUS} {y2}", goes_back=True)
