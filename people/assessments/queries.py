"""Which assessments, what is there to be marked, and where does one grow to?"""

from datetime import date

from django.db.models import Q, QuerySet

from people.assessments.comparison import Line, lines_of
from people.assessments.models import Assessment, AssessmentMark
from people.employees.models import Employee
from people.tracks.expectations import Block, blocks_of
from people.tracks.models import Level
from people.tracks.queries import place_of, read_today


def about(assessments: QuerySet[Assessment], employee: Employee) -> QuerySet[Assessment]:
    """Return those somebody made about themself, newest first."""
    return assessments.filter(employee=employee).select_related("level__version__ladder", "level__track", "manager")


def asked_of(assessments: QuerySet[Assessment], employee: Employee) -> QuerySet[Assessment]:
    """Return those somebody was asked to mark, those still open first."""
    found = assessments.filter(manager=employee).select_related("level__version__ladder", "level__track", "employee")
    return found.order_by("-opened_at", "-shared_at")


def blocks_for(level: Level) -> list[Block]:
    """Return what a level expects, competency by competency (three queries)."""
    levels = list(Level.objects.filter(track=level.track_id).order_by("order", "position"))
    return blocks_of(level, levels=levels, version=level.version)


def lines_for(assessment: Assessment, *, sides: tuple[str, ...]) -> list[Line]:
    """Return the lines of an assessment with the marks of some sides: the other side's are not even read."""
    marks = AssessmentMark.objects.filter(assessment=assessment, side__in=sides)
    return lines_of(blocks_for(assessment.level), marks)


def next_on_track(employee: Employee, *, on: date) -> tuple[Level | None, Level | None]:
    """Return where somebody stands on a day and the next level on their own track: staying is growing, too."""
    place = place_of(employee, on=on)
    if place is None or place.level is None:
        return None, None
    here = read_today(place.level)
    above = Level.objects.filter(track=here.track_id).filter(Q(order__gt=here.order)).exclude(kind=Level.Kind.ROLE_OVERLAY)
    return here, above.select_related("version__ladder", "track", "grade").order_by("order", "position").first()
