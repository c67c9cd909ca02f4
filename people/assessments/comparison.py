"""How far are two views of one level apart, and what is worth a conversation?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from people.assessments.models import AssessmentMark
from people.tracks.expectations import Block

Mark = AssessmentMark.Mark
STEPS = {Mark.TOWARDS: 0, Mark.MEETING: 1, Mark.EXCEEDING: 2}
FAR = 2  # steps apart that open the guide; one apart is usual, and talked about where they like (Medium's snowflake, README)

GUIDE = (
    "Let the person tell their evidence first, and ask what it was like, before anybody says what they think of it.",
    "Read together what the level says. Do you both mean the same by it? Often the words are apart, not the views.",
    "Name one situation each that you both saw. Say what you saw, not what it means about the person.",
    "Ask what the other one cannot see from where they stand.",
    "Agree what would show it, where the next chance for it is, and when you look again. You need not agree on a mark today.",
)


@dataclass(frozen=True)
class Line:
    """One competency with what both sides say; `apart` is how many steps lie between them, None until both have marked."""

    block: Block
    own: AssessmentMark | None
    managers: AssessmentMark | None

    @property
    def apart(self) -> int | None:
        if self.own is None or self.managers is None:
            return None
        return abs(STEPS[Mark(self.own.mark)] - STEPS[Mark(self.managers.mark)])

    @property
    def is_far_apart(self) -> bool:
        return self.apart is not None and self.apart >= FAR


def lines_of(blocks: Iterable[Block], marks: Iterable[AssessmentMark]) -> list[Line]:
    """Return what there is to be marked of a level, with the marks of both sides."""
    by_side: Mapping[tuple[str, int | None], AssessmentMark] = {(mark.side, mark.competency_id): mark for mark in marks}
    found = []
    for block in to_be_marked(blocks):
        key = block.competency.pk if block.competency else None
        sides = AssessmentMark.Side
        found.append(Line(block, by_side.get((sides.SELF, key)), by_side.get((sides.MANAGER, key))))
    return found


def to_be_marked(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a level in which something is expected: no headings, nothing blank or not applicable."""
    return [block for block in blocks if any(cell.taken_from or cell.expectation.state == "written" for cell in block.cells)]


def missing(lines: Iterable[Line]) -> list[Line]:
    """Return what still lies between somebody and a level: not marked by them, or still being worked towards on either side."""
    return [
        line for line in lines if line.own is None or Mark.TOWARDS in (line.own.mark, line.managers.mark if line.managers else "")
    ]
