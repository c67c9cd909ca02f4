"""What do page, pictures and file show of a release? One sheet for all of them, so that none says more than the others. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from training.insights.census import Figure
from training.insights.curves import CAUSES, ENDS, LEADING, Chart
from training.insights.models import InsightRelease
from training.trials.models import SupportPromise

HIDDEN = "hidden"
WORDS = {"confirmed": "Confirmed", "returned": "Went back", "left": "Left the company"}
CHARTS = {ENDS: "How trials end", LEADING: "Who goes on leading"}
STILL = {ENDS: "Still in the trial", LEADING: "Still leading, or in the trial"}

# Key, words, the group it is a part of ("": none); months are shown for those that have them.
ROAD = (
    ("begun", "Began a trial", ""),
    ("running", "Under way", "begun"),
    ("confirmed", "Confirmed", "begun"),
    ("confirmed/leading", "of them, leading now", "confirmed"),
    ("returned", "Went back", "begun"),
    ("returned/trial", "during the trial", "returned"),
    ("returned/after", "after a confirmation", "returned"),
    ("left", "Left the company", "begun"),
    ("left/trial", "during the trial", "left"),
    ("left/leading", "while leading", "left"),
    ("left/back", "after they went back", "left"),
    ("again", "Began another trial later", "begun"),
)
A_YEAR_LATER = (
    ("confirmed/year", "Confirmed at least a year ago", ""),
    ("confirmed/year/here", "still here a year after it", "confirmed/year"),
    ("returned/year", "Went back at least a year ago", ""),
    ("returned/year/here", "still here a year after it", "returned/year"),
)
KEPT = (
    ("returned/level/same", "Level as high as it was kept", "returned"),
    ("returned/level/higher", "Level higher", "returned"),
    ("returned/level/lower", "Level lower", "returned"),
    ("returned/band/same", "Pay band as it was kept", "returned"),
    ("returned/band/higher", "Pay band higher", "returned"),
    ("returned/band/lower", "Pay band lower", "returned"),
    ("returned/band/unknown", "No band to compare", "returned"),
)
LOST = (
    ("left/regretted", "The company would rather have kept them", "left"),
    ("left/not_regretted", "Not regretted", "left"),
    ("left/not_reviewed", "No review yet", "left"),
)
OF_A_YEAR = (("", "Began"), ("/confirmed", "Confirmed"), ("/returned", "Went back"), ("/left", "Left"))


@dataclass(frozen=True)
class Cell:
    """A group as it is shown: how many, the median of months, the share of its whole in percent, support due and delivered; or hidden.

    `counted_on` is an earlier day where the number of this day is hidden, and what was shown last stands in its place, without a share.
    """

    is_hidden: bool = False
    n: int = 0
    months: int | None = None
    share: int | None = None
    due: int | None = None
    came: int | None = None
    counted_on: date | None = None

    @property
    def came_share(self) -> int | None:
        """Of a hundred deliveries that were due, how many came; None where none was due."""
        return round(100 * (self.came or 0) / self.due) if self.due else None


@dataclass(frozen=True)
class Row:
    """One line of a table: its words, whether it is a part of the line above, and its cells."""

    title: str
    is_part: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that is shown of a release but the curves."""

    road: Sequence[Row]
    a_year_later: Sequence[Row]
    kept: Sequence[Row]
    lost: Sequence[Row]
    support: Sequence[Row]
    years: Sequence[Row]
    begun: Cell
    hidden: int


def sheet_of(release: InsightRelease | None) -> Sheet:
    """Return the sheet of a release (None: nobody counted yet)."""
    found = {key: _shown(figure, release.on) for key, figure in release.figures.items()} if release else {}
    kinds = [(f"support/{kind}", f"support/{kind}/owed", label) for kind, label in SupportPromise.Kind.choices]
    years = sorted({key[:4] for key in found if key[:1].isdigit()}, reverse=True)
    return Sheet(
        road=_rows(ROAD, found),
        a_year_later=_rows(A_YEAR_LATER, found),
        kept=_rows(KEPT, found),
        lost=_rows(LOST, found),
        support=[Row(str(label), False, (found[key], _cell(found, owed, key))) for key, owed, label in kinds if key in found],
        years=[
            Row(year, False, tuple(_cell(found, year + part, year if part else "") for part, _ in OF_A_YEAR)) for year in years
        ],
        begun=found.get("begun", Cell()),
        hidden=sum(cell.is_hidden or cell.counted_on is not None for cell in found.values()),
    )


def _shown(figure: Figure | None, on: date) -> Cell:
    if figure is None:
        return Cell(is_hidden=True)
    day = date.fromisoformat(figure["on"])
    names = ("n", "months", "due", "came")
    return Cell(**{name: figure[name] for name in names if name in figure}, counted_on=day if day != on else None)


def _rows(titles: Sequence[tuple[str, str, str]], found: Mapping[str, Cell]) -> list[Row]:
    here = {key for key, _, _ in titles}
    return [Row(title, "/" in key and whole in here, (_cell(found, key, whole),)) for key, title, whole in titles]


def _cell(found: Mapping[str, Cell], key: str, whole: str) -> Cell:
    """Return a group's cell; its share only where it and the whole are of the release's own day."""
    cell, of = found.get(key, Cell()), found.get(whole, Cell())
    if not of.n or cell.is_hidden or cell.counted_on or of.counted_on:
        return cell
    return replace(cell, share=round(100 * cell.n / of.n))


# --- As a file ---------------------------------------------------------------------------------------------------------


def lines(release: InsightRelease | None) -> Iterator[Sequence[object]]:
    """Yield the sheet, then the points of the curves, as the lines of a table."""
    sheet, day = sheet_of(release), release.on.isoformat() if release else ""
    yield ("table", "group", "people", "share %", "months", "due", "delivered", "counted on")
    tables = {"road": sheet.road, "a year later": sheet.a_year_later, "after a return": sheet.kept, "who left": sheet.lost}
    for name, rows in tables.items():
        above = ""
        for row in rows:
            above = above if row.is_part else row.title
            yield (name, f"{above}: {row.title}" if row.is_part else row.title, *_words(row.cells[0], day))
    for row in sheet.support:
        for title, cell in zip((row.title, f"{row.title}: something did not come"), row.cells, strict=True):
            yield ("support", title, *_words(cell, day))
    for row in sheet.years:
        for (_, title), cell in zip(OF_A_YEAR, row.cells, strict=True):
            yield (row.title, title, *_words(cell, day))
    yield ()
    yield ("curve", "of whom", "month", "share %", "from %", "to %", "at risk", "counted on")
    for key, chart in (release.charts if release else {}).items():
        yield from _points(key, chart)


def _words(cell: Cell, day: str) -> tuple[object, ...]:
    if cell.is_hidden:
        return (*[HIDDEN] * 5, "")
    return (cell.n, cell.share, cell.months, cell.due, cell.came, cell.counted_on.isoformat() if cell.counted_on else day)


def _points(key: str, chart: Chart) -> Iterator[Sequence[object]]:
    for month in chart["months"]:
        risk = chart["risk"].get(str(month), HIDDEN)
        for cause in CAUSES[key]:
            yield (CHARTS[key], WORDS[cause], month, chart["curves"][cause].get(str(month), HIDDEN), "", "", risk, chart["on"])
        share, low, high = chart["still"].get(str(month), (HIDDEN, HIDDEN, HIDDEN))
        yield (CHARTS[key], STILL[key], month, share, low, high, risk, chart["on"])
