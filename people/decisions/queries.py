"""Which rights hold where, what may somebody decide, and what waits for a decision?"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from people.decisions.delegation import DECIDES, SAYS, Change, Stance, changes, stance_at, stances
from people.decisions.models import Decision, DecisionRight
from people.employees.models import Employee, ReportingLine, Team
from people.employees.queries import lines_on
from people.tracks.models import Level, Placement
from people.tracks.queries import place_of, placements_on


def in_force(rights: QuerySet[DecisionRight]) -> QuerySet[DecisionRight]:
    """Return the rights that were not taken away."""
    return rights.filter(removed_on=None).select_related("team")


def rights_in(team: Team | None) -> list[DecisionRight]:
    """Return the rights that hold in a team (its own, and those of the company it does not replace), or (None) in the company at large."""
    rows = in_force(DecisionRight.objects.filter(Q(team=None) | Q(team=team) if team else Q(team=None)))
    found = list(rows)
    replaced = {right.replaces_id for right in found if right.replaces_id}
    return [right for right in found if right.pk not in replaced]


def teams_of_their_own() -> QuerySet[Team]:
    """Return the teams that decide something otherwise than the company."""
    return Team.objects.filter(pk__in=in_force(DecisionRight.objects.filter(team__isnull=False)).values("team"))


@dataclass(frozen=True)
class Say:
    """What somebody at a place says in the company's decisions, the strongest first; `place` is a level and a team."""

    level: Level | None
    team: Team | None
    stances: list[Stance] = field(default_factory=list)

    def by_strength(self) -> list[tuple[str, list[Stance]]]:
        """Return (what one says, in which decisions), from "decides" to "told", those without any left out."""
        groups = [(says, [one for one in self.stances if one.says == says]) for says in SAYS]
        return [(says, found) for says, found in groups if found]


def what_may_be_decided(level: Level | None, team: Team | None) -> Say:
    """Return what somebody on a level (with track and grade) in a team says in which decisions; nothing without a level. One query."""
    return Say(level, team, stances(rights_in(team), level) if level else [])


def what_may_decide(employee: Employee | None, *, on: date) -> Say:
    """Return what somebody says in which decisions, from where they stand on a day (two queries)."""
    place = place_of(employee, on=on)
    return what_may_be_decided(place.level if place else None, place.team if place else None)


def what_a_move_changes(before: Level, after: Level, *, team: Team | None) -> list[Change]:
    """Return in which decisions one says more or less after a move between two levels (with track and grade). One query."""
    return changes(rights_in(team), before, after)


def ways_from(level: Level) -> QuerySet[Level]:
    """Return the levels of a ladder at the height of a level and the next one, on every track, without that level."""
    height = level.grade.order if level.grade else 0
    rows = Level.objects.filter(version=level.version_id, grade__order__in=(height, height + 1)).exclude(pk=level.pk)
    return rows.select_related("track", "grade").order_by("grade__order", "track__position", "order")


def decided_by_height(heights: list[int]) -> dict[tuple[int, str], int]:
    """Return, for each height and side ("ic", "management"), in how many of the company's decisions one there decides. One query."""
    rights, sides = rights_in(None), (DecisionRight.Side.IC.value, DecisionRight.Side.MANAGEMENT.value)
    found = {}
    for height in heights:
        for side in sides:
            said = [stance_at(right, {side, DecisionRight.Side.ANY.value}, height) for right in rights]
            found[height, side] = sum(one is not None and one.says == DECIDES for one in said)
    return found


def leads_in(employee: Employee, team: Team, *, on: date) -> bool:
    """Return whether somebody of a team reports to `employee` on a day."""
    members = placements_on(Placement.objects.filter(team=team), on).values("employee")
    return lines_on(ReportingLine.objects.filter(manager=employee, employee__in=members), on).exists()


def with_people(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return decisions with their owner and who raised them, and `open_questions`: who is asked and has not said anything."""
    silent = Count("voices", filter=Q(voices__role="asked", voices__said_at=None))
    return decisions.select_related("owner", "raised_by", "chosen").annotate(open_questions=silent)


def waiting(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return what is not decided yet, the first due first."""
    return decisions.filter(state=Decision.State.OPEN).order_by("due_on", "pk")


def settled(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return what was decided or is no longer asked, the newest first."""
    return decisions.exclude(state=Decision.State.OPEN).order_by("-decided_at", "-pk")


def overdue(decisions: QuerySet[Decision], *, on: date) -> QuerySet[Decision]:
    """Return what should have been decided before a day."""
    return waiting(decisions).filter(due_on__lt=on)
