"""Which coaches and pairs?"""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from people.employees.models import Employee
from training.coaching.models import Coaching, ExternalCoach

Status = Coaching.Status
OPEN = (Status.OFFERED, Status.RUNNING)


def invited(coaches: QuerySet[ExternalCoach], *, at: datetime) -> QuerySet[ExternalCoach]:
    """Return the coaches whose invitation can be used at a moment."""
    return coaches.filter(user=None, closed_on=None, expires_at__gt=at)


def with_counts(coaches: QuerySet[ExternalCoach]) -> QuerySet[ExternalCoach]:
    """Return coaches with `running`: how many they coach now."""
    return coaches.annotate(running=Count("coachings", filter=Q(coachings__status=Status.RUNNING)))


def of_employee(coachings: QuerySet[Coaching], employee: Employee) -> QuerySet[Coaching]:
    """Return somebody's own pairs, those offered and running first."""
    return coachings.filter(employee=employee).exclude(status=Status.DECLINED).select_related("coach")


def going_on(coachings: QuerySet[Coaching]) -> QuerySet[Coaching]:
    """Return the pairs offered or running."""
    return coachings.filter(status__in=OPEN).select_related("coach", "employee")
