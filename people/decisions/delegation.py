"""Who decides at each of the seven levels of delegation, seen from both sides? Pure: a right and a place in, words out.

The seven levels (tell, sell, consult, agree, advise, inquire, delegate) are those of Management 3.0 (Appelo); the words are ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from people.decisions.models import DecisionRight
from people.tracks.models import Level, Track

DECIDES, TOGETHER, ASKED, TOLD, FREE = "decides", "together", "asked", "told", "free"
SAYS = (DECIDES, TOGETHER, ASKED, TOLD, FREE)  # from the strongest to the weakest

# level -> (what holders say, in words; what the others say, in words)
SIDES = {
    1: ((DECIDES, "You decide, and tell them."), (TOLD, "It is decided, and you are told.")),
    2: ((DECIDES, "You decide, and win them for it."), (TOLD, "It is decided, and you hear why.")),
    3: ((DECIDES, "You decide, after asking them."), (ASKED, "You are asked before it is decided.")),
    4: ((TOGETHER, "You decide it together."), (TOGETHER, "You decide it together.")),
    5: ((ASKED, "They decide; you give advice first."), (DECIDES, "You decide, after taking advice.")),
    6: ((TOLD, "They decide, and tell you afterwards."), (DECIDES, "You decide, and say so afterwards.")),
    7: ((FREE, "They decide; you need not know."), (DECIDES, "You decide.")),
}


@dataclass(frozen=True)
class Stance:
    """What somebody at a place says in one kind of decision."""

    right: DecisionRight
    says: str  # one of SAYS
    words: str


def sides_of(track: Track) -> set[str]:
    """Return on which sides a track counts: individual work, management, or both; always "any"."""
    sides = {DecisionRight.Side.ANY.value}
    if track.kind in (Track.Kind.IC, Track.Kind.SHARED, Track.Kind.HYBRID):
        sides.add(DecisionRight.Side.IC)
    if track.kind in (Track.Kind.MANAGEMENT, Track.Kind.HYBRID):
        sides.add(DecisionRight.Side.MANAGEMENT)
    return sides


def stance(right: DecisionRight, level: Level) -> Stance | None:
    """Return what somebody on a level says in a decision, the stronger of both sides where they stand on both; None when nothing."""
    height = level.grade.order if level.grade else 0
    return stance_at(right, sides_of(level.track), height)


def stance_at(right: DecisionRight, sides: set[str], height: int) -> Stance | None:
    """Return what somebody on some sides at a height says; see `stance`."""
    holders, others = SIDES[right.level]
    found = []
    if right.held_by in sides and height >= right.held_from:
        found.append(holders)
    if right.given_to in sides and height >= right.given_from:
        found.append(others)
    if not found:
        return None
    says, words = min(found, key=lambda one: SAYS.index(one[0]))
    return Stance(right, says, words)


def stances(rights: Iterable[DecisionRight], level: Level) -> list[Stance]:
    """Return what somebody on a level says in each of some decisions, without those in which they say nothing."""
    return [found for right in rights if (found := stance(right, level)) is not None]


@dataclass(frozen=True)
class Change:
    """What becomes different with a move: what one says in a decision before and after; None: nothing."""

    right: DecisionRight
    before: Stance | None
    after: Stance | None

    @property
    def is_more(self) -> bool:
        """Return whether one says more afterwards."""
        return _rank(self.after) < _rank(self.before)


def changes(rights: Iterable[DecisionRight], before: Level, after: Level) -> list[Change]:
    """Return the decisions in which one says more or less after a move from a level to another."""
    both = [Change(right, stance(right, before), stance(right, after)) for right in rights]
    return [one for one in both if _rank(one.before) != _rank(one.after)]


def _rank(found: Stance | None) -> int:
    return SAYS.index(found.says) if found else len(SAYS)
