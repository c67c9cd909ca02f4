"""In what are two tracks not equal? Found in ladders and seats alone, without anybody's name. Pure: facts in, faults out.

The yardstick of 5 % between the middles of two pay bands is borrowed: EU directive 2023/970 lets an unexplained gap of 5 % between women
and men in work of equal value lead to a joint pay assessment. It says nothing about tracks; here it says from when on somebody explains.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from people.audit.models import Finding

GAP = Decimal("0.05")
IC, MANAGEMENT = "ic", "management"
NAMES = {IC: "individual contributors", MANAGEMENT: "managers"}
Kind = Finding.Kind


@dataclass(frozen=True)
class Step:
    """A level as the audit sees it: on which sides it counts ("ic", "management"), how high it is, what it pays."""

    key: str
    title: str
    sides: frozenset[str]
    height: int


@dataclass(frozen=True)
class LadderFacts:
    """A ladder in force; `pay` are its own pay bands as its document gives them."""

    key: str
    title: str
    steps: Sequence[Step]
    pay: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Seats:
    """How many may stand at a height on a side (`most`; None: no cap)."""

    height: int
    side: str
    most: int | None


@dataclass(frozen=True)
class Fault:
    """One thing in which the tracks are not equal; `key` is the same each time it is found."""

    kind: str
    key: str
    words: str


def faults_of(ladders: Iterable[LadderFacts], seats: Iterable[Seats]) -> list[Fault]:
    """Return every fault of the ladders that have both sides, and of the seats, in the order of their keys."""
    found = []
    for ladder in ladders:
        sides = {side: [step for step in ladder.steps if side in step.sides] for side in (IC, MANAGEMENT)}
        if all(sides.values()):
            found += [*_missing(ladder, sides), *_dead_ends(ladder, sides), *_gaps(ladder, sides)]
    return sorted([*found, *_capped(seats)], key=lambda fault: fault.key)


def _missing(ladder: LadderFacts, sides: dict[str, list[Step]]) -> Iterable[Fault]:
    """Between where both sides have begun and where the first of them ends, each height needs a level on both."""
    first = max(min(step.height for step in steps) for steps in sides.values())
    last = min(max(step.height for step in steps) for steps in sides.values())
    for side, other in ((IC, MANAGEMENT), (MANAGEMENT, IC)):
        has = {step.height for step in sides[other]}
        for step in sides[side]:
            if first <= step.height <= last and step.height not in has:
                words = f"{ladder.title}: {step.title}, at height {step.height}, has no counterpart for {NAMES[other]}."
                yield Fault(Kind.MISSING_COUNTERPART, f"missing_counterpart:{ladder.key}:{step.key}", words)


def _dead_ends(ladder: LadderFacts, sides: dict[str, list[Step]]) -> Iterable[Fault]:
    tops = {side: max(steps, key=lambda step: step.height) for side, steps in sides.items()}
    for side, other in ((IC, MANAGEMENT), (MANAGEMENT, IC)):
        if tops[side].height < tops[other].height:
            words = (
                f"{ladder.title}: for {NAMES[side]} the way ends at {tops[side].title}, height {tops[side].height}; "
                f"for {NAMES[other]} it goes on to height {tops[other].height}."
            )
            yield Fault(Kind.DEAD_END, f"dead_end:{ladder.key}:{side}", words)


def _gaps(ladder: LadderFacts, sides: dict[str, list[Step]]) -> Iterable[Fault]:
    """Of each pair of equal height, the widest gap between the middles of bands of one currency, period, place and family."""
    middles = _middles(ladder.pay)
    for step in sides[IC]:
        for other in sides[MANAGEMENT]:
            if step.key == other.key or step.height != other.height:
                continue
            shared = middles.get(step.key, {}).keys() & middles.get(other.key, {}).keys()
            gaps = [(abs(_gap(middles[step.key][where], middles[other.key][where])), where) for where in shared]
            widest, where = max(gaps, default=(Decimal(0), ()))
            if widest > GAP:
                amounts = f"{middles[step.key][where]:,.0f} and {middles[other.key][where]:,.0f} {where[0]} a {where[1]}"
                words = (
                    f"{ladder.title}: the middles of {step.title} and {other.title}, both at height {step.height}, are "
                    f"{100 * widest:.1f} % apart ({amounts}{', ' + where[2] if where[2] else ''})."
                )
                yield Fault(Kind.BAND_GAP, f"band_gap:{ladder.key}:{step.key}:{other.key}", words)


def _gap(ic: Decimal, management: Decimal) -> Decimal:
    """Return (ic - management) / management."""
    return (ic - management) / management


_Where = tuple[str, ...]  # currency, period, location, family


def _middles(pay: Sequence[dict[str, Any]]) -> dict[str, dict[_Where, Decimal]]:
    """Return, by key of level and where it holds, the middle of the band valid last; the mean of the ends where no middle is given."""
    found: dict[str, dict[_Where, Decimal]] = {}
    for band in sorted(pay, key=lambda band: str(band.get("valid_from", ""))):
        try:
            middle = Decimal(band["mid"]) if band.get("mid") else (Decimal(band["min"]) + Decimal(band["max"])) / 2
        except (KeyError, InvalidOperation):
            continue
        where = (band["currency"], band["period"], band.get("location", ""), band.get("family", ""))
        if middle.is_finite() and middle > 0:
            found.setdefault(band["level"], {})[where] = middle
    return found


def _capped(seats: Iterable[Seats]) -> Iterable[Fault]:
    """A height at which one side has a cap, and the other has none."""
    most = {(one.height, one.side): one.most for one in seats}
    for (height, side), cap in most.items():
        other = MANAGEMENT if side == IC else IC
        if cap is not None and most.get((height, other)) is None:
            words = f"Height {height}: at most {cap} {NAMES[side]} may stand here; for {NAMES[other]} there is no such limit."
            yield Fault(Kind.CAPPED_SEATS, f"capped_seats:{height}:{side}", words)
