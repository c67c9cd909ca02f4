"""Who reads and writes what is said about somebody who left?"""

import rules
from django.db.models import QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_hr
from people.employees.models import Employee
from training.leavers.queries import who_tried
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_oneself(user: User, employee: Employee) -> bool:
    return employee.user_id == user.pk


add_permission("training.see_leavers", is_hr, readers="HR administrators")
add_permission(
    "training.review_leaver",
    is_hr & ~is_oneself,
    readers="HR administrators; into the numbers goes only whether it was a loss, hidden where few are meant",
)


def visible_leavers(user: User) -> QuerySet[Employee]:
    """Return those who tried leading and have left, for HR administrators; nobody reads about themself."""
    if not user.is_hr_administrator:
        return Employee.objects.none()
    return who_tried(Employee.objects.exclude(user=user), on=moments.today())
