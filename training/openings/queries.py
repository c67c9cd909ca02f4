"""Which calls are open, whose are they, and who waits for an answer?"""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from people.employees.models import Employee, ReportingLine
from people.tracks.models import LadderVersion, Level, Track
from training.openings.models import CallApplication, OpenCall

ANSWERS_WITHIN = timedelta(days=14)  # of the last day; then somebody else is asked
LEADS = (Track.Kind.MANAGEMENT, Track.Kind.HYBRID)


def levels_to_try() -> QuerySet[Level]:
    """Return the levels of ladders in force on which one leads people."""
    rows = Level.objects.filter(version__status=LadderVersion.Status.PUBLISHED, track__kind__in=LEADS)
    rows = rows.exclude(kind=Level.Kind.ROLE_OVERLAY).select_related("track__version__ladder", "grade")
    return rows.order_by("version__ladder__title", "track__position", "order")


def with_places(calls: QuerySet[OpenCall]) -> QuerySet[OpenCall]:
    """Return calls with who looks after them, team and level."""
    return calls.select_related("owner", "team", "target_level__track", "target_level__grade")


def taking(calls: QuerySet[OpenCall], *, on: date) -> QuerySet[OpenCall]:
    """Return the calls to which one can apply on a day, those that end first first; one whose owner has left takes nobody."""
    return calls.filter(_owner_here(on), closed_on=None, until__gte=on)


def _owner_here(on: date) -> Q:
    return Q(owner__left_on=None) | Q(owner__left_on__gt=on)


def owned_by(calls: QuerySet[OpenCall], employee: Employee) -> QuerySet[OpenCall]:
    """Return somebody's own calls, the latest first, with `waiting`: how many applications have no answer."""
    waiting = Count("applications", filter=Q(applications__state=CallApplication.State.SENT))
    return calls.filter(owner=employee).annotate(waiting=waiting).order_by("-opened_at", "-pk")


def of_applicant(applications: QuerySet[CallApplication], employee: Employee) -> QuerySet[CallApplication]:
    """Return what somebody applied for, the latest first."""
    rows = applications.filter(applicant=employee).select_related("call__team", "call__owner")
    return rows.order_by("-applied_at", "-pk")


def waiting(applications: QuerySet[CallApplication], *, on: date) -> QuerySet[CallApplication]:
    """Return the applications without an answer of those who work here."""
    here = Q(applicant__left_on=None) | Q(applicant__left_on__gt=on)
    return applications.filter(here, state=CallApplication.State.SENT)


def _somebody_waits(on: date) -> Exists:
    return Exists(waiting(CallApplication.objects.filter(call=OuterRef("pk")), on=on))


def unanswered(calls: QuerySet[OpenCall], *, on: date) -> QuerySet[OpenCall]:
    """Return the calls whose last day has gone by, or that were closed, and whose owner lets somebody wait for an answer."""
    over = Q(until__lt=on) | Q(closed_on__lte=on)
    return calls.filter(_owner_here(on), over, _somebody_waits(on)).select_related("owner")


def left_alone(calls: QuerySet[OpenCall], *, on: date) -> QuerySet[OpenCall]:
    """Return the calls that nobody looks after, with `led_by`: who led the owner last (an id or None).

    Their owner has left while one could apply or somebody waits; or somebody waits two weeks after the last day.
    """
    line = ReportingLine.objects.filter(employee=OuterRef("owner"), started_on__lte=on).order_by("-started_on")
    gone = Q(owner__left_on__lte=on) & (Q(closed_on=None, until__gte=on) | Q(somebody_waits=True))
    silent = Q(somebody_waits=True) & (Q(until__lt=on - ANSWERS_WITHIN) | Q(closed_on__lt=on - ANSWERS_WITHIN))
    rows = calls.annotate(somebody_waits=_somebody_waits(on), led_by=Subquery(line.values("manager")[:1]))
    return rows.filter(gone | silent).select_related("owner", "team")


def without(calls: QuerySet[OpenCall], employee: Employee) -> QuerySet[OpenCall]:
    """Return the calls that somebody neither owns nor has applied to."""
    applied = CallApplication.objects.filter(call=OuterRef("pk"), applicant=employee)
    return calls.filter(~Exists(applied)).exclude(owner=employee)


def without_applicants(employees: QuerySet[Employee], call: OpenCall) -> QuerySet[Employee]:
    """Return those who have not applied to a call."""
    return employees.exclude(pk__in=call.applications.values("applicant"))
