"""Who reads and writes an assessment? The person; once they share it, the manager they asked; and nobody else, HR included."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from people.assessments.models import Assessment
from transition.lib.access import add_permission


@rules.predicate
def is_about_them(user: User, assessment: Assessment) -> bool:
    return is_employed(user) and assessment.employee_id == user.employee.pk


@rules.predicate
def is_asked(user: User, assessment: Assessment) -> bool:
    return is_employed(user) and assessment.manager_id == user.employee.pk


@rules.predicate
def is_private(user: User, assessment: Assessment) -> bool:
    return assessment.shared_at is None


@rules.predicate
def is_open(user: User, assessment: Assessment) -> bool:
    return assessment.opened_at is not None


add_permission("people.assess_themself", is_employed, readers="You alone, until you share it with your manager")
add_permission("people.see_assessment", is_about_them | is_asked, readers="The two of you, and nobody else")
add_permission(
    "people.mark_themself",
    is_about_them & is_private,
    readers="You alone, until you share it; then your manager, once they have marked apart",
)
add_permission("people.mark_apart", is_asked & ~is_open, readers="You alone, until you open both views; then the two of you")
add_permission("people.take_back_assessment", is_about_them & ~is_open)


def visible_assessments(user: User) -> QuerySet[Assessment]:
    """Return the assessments `user` made, and those they were asked to look at."""
    if not is_employed(user):
        return Assessment.objects.none()
    return Assessment.objects.filter(Q(employee=user.employee) | Q(manager=user.employee))
