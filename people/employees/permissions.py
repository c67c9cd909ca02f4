"""Who may see and change employees, and who sees which?"""

from datetime import date

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.models import Employee
from people.employees.queries import lines_of_reports
from transition.lib import moments
from transition.lib.access import add_permission
from transition.lib.prepared import Prepared


@rules.predicate
def is_themself(user: User, employee: Employee) -> bool:
    return employee.user_id is not None and employee.user_id == user.pk


@rules.predicate
def works_here(user: User, employee: Employee) -> bool:
    return employee.left_on is None or employee.left_on > moments.today()


@rules.predicate
def leads_somebody(user: User, thing: object = None) -> bool:
    person = getattr(user, "employee", None)
    known = getattr(person, "leads_anybody", None)  # the frame of the page has asked already
    if person is None or known is not None:
        return bool(known)
    return _leads.first(manager=person.pk, on=moments.today()) is not None


_leads = Prepared(lambda manager, on: lines_of_reports(manager, on=on).values("pk")[:1], manager=int, on=date)


add_permission("people.see_employee", is_hr | is_themself | is_employed & works_here, readers="Everybody who works here")
add_permission("people.see_employee_history", is_hr | is_themself, readers="The person themself and HR administrators")
add_permission("people.see_left_employees", is_hr, readers="HR administrators")
add_permission("people.see_directory", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.add_employee", is_hr)
add_permission("people.change_employee", is_hr)


def visible_employees(user: User, *, on: date | None = None) -> QuerySet[Employee]:
    """Return the employees `user` sees (today, or on a day): those who work here, and themself; HR administrators also those who left.

    Somebody whose first day is still to come is seen as well: their colleagues may look forward to them.
    """
    if user.is_hr_administrator:
        return Employee.objects.all()
    if not is_employed(user):
        return Employee.objects.none()
    return Employee.objects.filter(Q(user=user.pk) | Q(left_on=None) | Q(left_on__gt=on or moments.today()))
