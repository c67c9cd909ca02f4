"""How is a result read? Strengths first, then each theme from every side: what stands in the result, arranged, and nothing computed anew."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from training.evaluations.figures import STRENGTH
from training.evaluations.models import EvaluationResult, Questionnaire

LEFT, POINT = 10, 55  # x of 1 on the line, and how far it is to the next point
STRONG = Decimal("4.0")
GAPS = {"more": "Reports see more of it than you", "less": "You see more of it than your reports", "same": "Seen much the same"}
CHANGES = {"more": "More than last time", "less": "Less than last time", "same": "As last time"}
HIDDEN = {
    "too_few": "too few answers",
    "protected": "kept back: with others it would show a smaller team",
    "nothing": "nothing said",
}


@dataclass(frozen=True)
class Side:
    """What one side says of a theme, in words, and where its dot stands (None: no number is shown)."""

    words: str
    band: str = ""
    x: Decimal | None = None

    @property
    def points(self) -> str:
        """The triangle that marks somebody's manager."""
        return "" if self.x is None else f"{self.x - Decimal('4.5')} 15 {self.x + Decimal('4.5')} 15 {self.x} 6.5"

    @property
    def corner(self) -> Decimal | None:
        """Where the turned square of the manager themself begins."""
        return None if self.x is None else self.x - Decimal("3.8")


@dataclass(frozen=True)
class Row:
    """One theme from every side."""

    key: str
    title: str
    says: str
    reports: Side
    peers: Side
    own: Side
    manager: Side
    said: tuple[str, ...]
    shares: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A manager's report as it is read."""

    strengths: list[Row]
    is_strong: bool  # strengths in the sense of the table; otherwise only the highest
    rows: list[Row]
    comments: list[tuple[str, list[tuple[str, str]]]]  # theme, [(question, text)]
    state: str  # "shown", or the way that was agreed on (Evaluation.Below)
    has_peers: bool
    named: list[dict[str, Any]]
    by_manager: list[tuple[str, str]]
    answered: str  # how many reports, as a band; empty when nothing is shown


def side_of(cell: dict[str, Any]) -> Side:
    """Return one side of a theme from its cell."""
    if cell.get("status") != "shown":
        return Side(HIDDEN[cell.get("status", "nothing")])
    if "word" in cell:
        return Side(cell["word"], cell["band"])
    ends = {"more": " or more", "less": " or less", "": ""}
    score = Decimal(cell["score"])
    return Side(f"{cell['score']}{ends[cell['end']]}", cell.get("band", ""), LEFT + (score - 1) * POINT)


def report_of(result: EvaluationResult, questionnaire: Questionnaire) -> Report:
    """Return the report of a manager from their result."""
    content = result.content
    questions = {one.pk: one.text for one in questionnaire.questions.all()}
    rows = [_row(theme) for theme in content["themes"]]
    found = {theme["key"]: _strength(theme["reports"]) for theme in content["themes"]}
    order = {key: strength for key, strength in found.items() if strength is not None}
    shown = sorted((row for row in rows if row.key in order), key=lambda row: order[row.key], reverse=True)
    strong = [row for row in shown if order[row.key] >= STRONG][:3]
    titles = {theme["key"]: theme["title"] for theme in content["themes"]} | {"": "In general"}
    comments: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for theme, question, text in content["comments"]:
        comments[theme].append((questions.get(question, ""), text))
    return Report(
        strengths=strong or shown[:2],
        is_strong=bool(strong),
        rows=rows,
        comments=[(titles[theme], comments[theme]) for theme in titles if theme in comments],
        state=content["reports"],
        has_peers=any(theme["peers"].get("status") == "shown" for theme in content["themes"]),
        named=[_named(one, titles, questions) for one in content["named"]],
        answered=max((row.reports.band for row in rows), key=_first_number, default=""),
        by_manager=[(questions.get(question, ""), text) for question, text in content["said"]["manager"]],
    )


def _first_number(band: str) -> int:
    return int(band.split(maxsplit=1)[0]) if band else 0


def _row(theme: dict[str, Any]) -> Row:
    reports = theme["reports"]
    said = [GAPS[theme["gap"]]] if theme["gap"] else []
    said += ["People experience you differently here"] if reports.get("differs") else []
    said += [CHANGES[theme["change"]]] if theme["change"] else []
    return Row(
        theme["key"],
        theme["title"],
        theme["says"],
        side_of(reports),
        side_of(theme["peers"]),
        side_of(theme["self"]),
        side_of(theme["manager"]),
        tuple(said),
        tuple(reports.get("shares", ())),
    )


def _strength(cell: dict[str, Any]) -> Decimal | None:
    if cell.get("status") != "shown":
        return None
    if "word" in cell:
        return Decimal("4.0") if cell["word"] == STRENGTH else Decimal("3.0") if cell["word"] == "mixed" else Decimal(2)
    return Decimal(cell["score"])


def _named(one: dict[str, Any], titles: dict[str, str], questions: dict[int, str]) -> dict[str, Any]:
    themes = [(titles[key], side_of(cell).words) for key, cell in one["themes"].items() if cell["status"] == "shown"]
    return {
        "name": one["name"],
        "themes": themes,
        "words": [(questions.get(question, ""), text) for question, text in one["words"]],
    }


def hardest_first(result: EvaluationResult) -> list[tuple[str, Side]]:
    """Return the themes of a department or the company with what reports say, the lowest first; what is hidden comes last."""
    themes = sorted(
        result.content["themes"], key=lambda theme: (_strength(theme["reports"]) is None, _strength(theme["reports"]) or 0)
    )
    return [(theme["title"], side_of(theme["reports"])) for theme in themes]
