"""Who sees roles without a title, and who gives and ends them?"""

import rules
from django.db.models import QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.models import Employee
from people.employees.queries import manager_of
from people.roles.models import LeadRole, LeadRoleHolder
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def leads_them(user: User, employee: Employee) -> bool:
    return is_employed(user) and manager_of(employee, on=moments.today()) == user.employee


@rules.predicate
def leads_the_holder(user: User, holder: LeadRoleHolder) -> bool:
    return leads_them(user, holder.employee)


@rules.predicate
def holds_it(user: User, holder: LeadRoleHolder) -> bool:
    return is_employed(user) and holder.employee_id == user.employee.pk


add_permission("people.see_roles", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.change_roles", is_hr)
add_permission("people.give_role", is_hr | leads_them)
add_permission("people.end_role", is_hr | holds_it | leads_the_holder)


def visible_roles(user: User) -> QuerySet[LeadRole]:
    """Return the roles `user` sees: all of them, when they work here or are HR."""
    return LeadRole.objects.all() if user.is_hr_administrator or is_employed(user) else LeadRole.objects.none()


def visible_holders(user: User) -> QuerySet[LeadRoleHolder]:
    """Return who has which role, as far as `user` sees it: recognition is for everybody to see."""
    return LeadRoleHolder.objects.filter(role__in=visible_roles(user))
