"""Which roles are there, and who has them on a day?"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Sum

from people.employees.models import Employee
from people.roles.models import LeadRole, LeadRoleHolder


def held_on(holders: QuerySet[LeadRoleHolder], on: date) -> QuerySet[LeadRoleHolder]:
    """Return those who have their role on a day and work here then."""
    begun = holders.filter(started_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return begun.filter(Q(employee__left_on=None) | Q(employee__left_on__gt=on))


def with_holders(roles: QuerySet[LeadRole], *, on: date) -> QuerySet[LeadRole]:
    """Return roles, each with `now`: who has it on a day (two queries)."""
    holders = (
        held_on(LeadRoleHolder.objects.all(), on)
        .select_related("employee")
        .order_by("employee__last_name", "employee__first_name")
    )
    return roles.select_related("from_grade").prefetch_related(Prefetch("holders", queryset=holders, to_attr="now"))


def time_given(employee: Employee, *, on: date) -> int:
    """Return how much of somebody's week (%) their roles take on a day."""
    return held_on(LeadRoleHolder.objects.filter(employee=employee), on).aggregate(all=Sum("time_share"))["all"] or 0
