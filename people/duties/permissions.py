"""Who sees when a manager last attended to what, and who changes what a manager's duties are?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.duties.models import DutyProposal
from people.duties.queries import who_lead
from people.employees.models import Employee
from people.employees.queries import reports_of
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def leads_somebody(user: User, thing: object = None) -> bool:
    return is_employed(user) and who_lead(Employee.objects.filter(pk=user.employee.pk), on=moments.today()).exists()


@rules.predicate
def sees_their_duties(user: User, manager: Employee) -> bool:
    return visible_managers(user).filter(pk=manager.pk).exists()


@rules.predicate
def is_author(user: User, proposal: DutyProposal) -> bool:
    return is_employed(user) and proposal.author_id == user.employee.pk


add_permission("people.see_duties", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.change_duty", is_hr, readers="Everybody who works here")
add_permission("people.note_duty", leads_somebody, readers="You, whoever you report to, and HR administrators")
add_permission(
    "people.see_duties_of", sees_their_duties, readers="The manager themself, whoever they report to, and HR administrators"
)
add_permission("people.propose_duty", is_employed, readers="Everybody who works here, with your name")
add_permission("people.withdraw_duty_proposal", is_author)
add_permission("people.answer_duty_proposal", is_hr, readers="Everybody who works here, with your name")


def visible_managers(user: User) -> QuerySet[Employee]:
    """Return the managers whose duties `user` sees: themself, those who report to them, and all for HR administrators."""
    today = moments.today()
    if user.is_hr_administrator:
        return who_lead(Employee.objects.all(), on=today)
    if not is_employed(user):
        return Employee.objects.none()
    near = Q(pk=user.employee.pk) | Q(pk__in=reports_of(user.employee, on=today).values("pk"))
    return who_lead(Employee.objects.filter(near), on=today)


def visible_duty_proposals(user: User) -> QuerySet[DutyProposal]:
    """Return the proposals `user` sees: everybody who works here sees all."""
    return DutyProposal.objects.all() if user.is_hr_administrator or is_employed(user) else DutyProposal.objects.none()
