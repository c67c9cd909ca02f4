"""How does one track's matrix look? Competencies down, levels across; every state has a look, no cell is just empty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from people.tracks.models import Competency, Expectation, Level, Track
from people.tracks.notation import MARKS

MOST_LETTERS = 36_000  # of all cells together: a page stays small however large the ladder is
LOOKS = {"same_as_previous": "as-before", "not_applicable": "none", "blank": "blank", "todo": "blank"}
SAID = {"not_applicable": "not applicable", "blank": "left blank", "todo": "still to be written"}


@dataclass(frozen=True)
class Square:
    """One cell as it is drawn: its address on the page, its look ("" for written), and the beginning of its words."""

    address: str
    look: str
    words: str


@dataclass(frozen=True)
class Line:
    """One competency over all levels; a heading has no squares."""

    competency: Competency | None
    depth: int
    squares: list[Square]


@dataclass(frozen=True)
class Matrix:
    """One track: the columns are everyone and the whole track (where something is said of them), then its levels."""

    columns: list[Level | str]
    lines: list[Line]


def matrix_of(
    track: Track, levels: Sequence[Level], competencies: Iterable[tuple[Competency, int]], cells: Iterable[Expectation]
) -> Matrix:
    """Return the matrix of a track; `competencies` with their depth in the order of the tree, `cells` of the whole version."""
    by_place: dict[tuple[str, int], Expectation] = {}
    for cell in cells:
        owner = _owner(cell, track)
        if owner:
            by_place.setdefault((owner, cell.competency_id or 0), cell)
    shared = [name for name in ("all", "track") if any(owner == name for owner, _ in by_place)]
    owners = [*shared, *(str(level.pk) for level in levels)]
    tree = list(competencies)
    parents = {competency.parent_id for competency, _ in tree}
    letters = max(24, min(160, MOST_LETTERS // max(1, len(tree) * len(owners))))
    lines = []
    for competency, depth in [(None, 0), *tree]:
        key = competency.pk if competency else 0
        said = any((owner, key) in by_place for owner in owners)
        if competency is None and not said:
            continue
        is_heading = competency is not None and competency.pk in parents and not said
        squares = [] if is_heading else [_square(owner, key, by_place.get((owner, key)), letters) for owner in owners]
        lines.append(Line(competency, depth, squares))
    return Matrix([*shared, *levels], lines)


def _owner(cell: Expectation, track: Track) -> str:
    if cell.level_id:
        return str(cell.level_id)
    if cell.track_id:
        return "track" if cell.track_id == track.pk else ""
    return "all" if cell.for_all else ""


def _square(owner: str, competency: int, cell: Expectation | None, letters: int) -> Square:
    address = f"{owner}-{competency}"
    if cell is None:
        return Square(address, "blank", "nothing said")
    if cell.state in SAID:
        return Square(address, LOOKS[cell.state], SAID[cell.state])
    if cell.state == Expectation.State.SAME_AS_PREVIOUS:
        return Square(address, LOOKS[cell.state], f"{MARKS[cell.state]} as before")
    texts = [item["text"].strip() for item in cell.items or []]
    words = " ".join(filter(None, [f"[{cell.scale_step}]" if cell.scale_step else "", cell.summary.strip(), *texts]))
    return Square(address, "", words if len(words) <= letters else f"{words[:letters].rstrip()}…")
