"""Which calls are open, whose are they, and who waits for an answer?"""

from datetime import date

from django.db.models import Count, Q, QuerySet

from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level, Track
from training.openings.models import CallApplication, OpenCall

LEADS = (Track.Kind.MANAGEMENT, Track.Kind.HYBRID)


def levels_to_try() -> QuerySet[Level]:
    """Return the levels of ladders in force on which one leads people."""
    rows = Level.objects.filter(version__status=LadderVersion.Status.PUBLISHED, track__kind__in=LEADS)
    rows = rows.exclude(kind=Level.Kind.ROLE_OVERLAY).select_related("track__version__ladder", "grade")
    return rows.order_by("version__ladder__title", "track__position", "order")


def with_places(calls: QuerySet[OpenCall]) -> QuerySet[OpenCall]:
    """Return calls with who opened them, team and level."""
    return calls.select_related("opened_by", "team", "target_level__track", "target_level__grade")


def taking(calls: QuerySet[OpenCall], *, on: date) -> QuerySet[OpenCall]:
    """Return the calls to which one can apply on a day, those that end first first."""
    return calls.filter(closed_on=None, until__gte=on)


def opened_by(calls: QuerySet[OpenCall], employee: Employee) -> QuerySet[OpenCall]:
    """Return somebody's own calls, the latest first, with `waiting`: how many applications have no answer."""
    waiting = Count("applications", filter=Q(applications__state=CallApplication.State.SENT))
    return calls.filter(opened_by=employee).annotate(waiting=waiting).order_by("-opened_at", "-pk")


def of_applicant(applications: QuerySet[CallApplication], employee: Employee) -> QuerySet[CallApplication]:
    """Return what somebody applied for, the latest first."""
    rows = applications.filter(applicant=employee).select_related("call__team", "call__opened_by")
    return rows.order_by("-applied_at", "-pk")


def unanswered(calls: QuerySet[OpenCall], *, on: date) -> QuerySet[OpenCall]:
    """Return the calls whose last day has gone by, or that were closed, and where somebody still waits for an answer."""
    over = Q(until__lt=on) | Q(closed_on__lte=on)
    return calls.filter(over, applications__state=CallApplication.State.SENT).distinct().select_related("opened_by")
