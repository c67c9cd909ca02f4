"""Who opens calls, who sees them, and who reads an application?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.permissions import leads_somebody
from training.openings.models import CallApplication, OpenCall
from transition.lib.access import add_permission


@rules.predicate
def opened_it(user: User, call: OpenCall) -> bool:
    return is_employed(user) and user.employee.pk == call.opened_by_id


@rules.predicate
def is_applicant(user: User, application: CallApplication) -> bool:
    return is_employed(user) and user.employee.pk == application.applicant_id


@rules.predicate
def opened_the_call(user: User, application: CallApplication) -> bool:
    return is_employed(user) and user.employee.pk == application.call.opened_by_id


add_permission("training.see_open_call", is_employed, readers="Everybody who works here")
add_permission("training.open_call", is_employed & (is_hr | leads_somebody), readers="Everybody who works here, with your name")
add_permission("training.close_call", opened_it)
add_permission("training.apply_to_call", is_employed & ~opened_it, readers="You and whoever opened the call, nobody else")
add_permission(
    "training.see_application", is_applicant | opened_the_call, readers="Whoever applied and whoever opened the call, nobody else"
)
add_permission("training.answer_application", opened_the_call)
add_permission("training.withdraw_application", is_applicant)


def visible_calls(user: User) -> QuerySet[OpenCall]:
    """Return the calls `user` sees: all, when they work here."""
    return OpenCall.objects.all() if is_employed(user) else OpenCall.objects.none()


def visible_applications(user: User) -> QuerySet[CallApplication]:
    """Return the applications that `user` sent, and those to calls they opened."""
    if not is_employed(user):
        return CallApplication.objects.none()
    return CallApplication.objects.filter(Q(applicant=user.employee) | Q(call__opened_by=user.employee))
