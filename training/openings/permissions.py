"""Who opens calls, who sees them, and who reads an application?"""

import rules
from django.db.models import F, Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.employees.permissions import leads_somebody
from training.openings.models import CallApplication, OpenCall
from training.openings.queries import left_alone, without
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def owns_call(user: User, call: OpenCall) -> bool:
    return is_employed(user) and user.employee.pk == call.owner_id


@rules.predicate
def is_applicant(user: User, application: CallApplication) -> bool:
    return is_employed(user) and user.employee.pk == application.applicant_id


@rules.predicate
def owns_its_call(user: User, application: CallApplication) -> bool:
    """What was answered before the call was taken over stays with whoever answered it."""
    call = application.call
    is_earlier = call.taken_over_at and application.answered_at and application.answered_at < call.taken_over_at
    return is_employed(user) and user.employee.pk == call.owner_id and not is_earlier


@rules.predicate
def stands_in(user: User, call: OpenCall) -> bool:
    return calls_to_look_after(user).filter(pk=call.pk).exists()


add_permission("training.see_open_call", is_employed, readers="Everybody who works here")
add_permission("training.open_call", is_employed & (is_hr | leads_somebody), readers="Everybody who works here, with your name")
add_permission("training.close_call", owns_call)
add_permission("training.take_over_call", stands_in)
add_permission(
    "training.apply_to_call",
    is_employed & ~owns_call,
    readers="You and whoever looks after the call, nobody else; if that changes, you are told",
)
add_permission(
    "training.see_application",
    is_applicant | owns_its_call,
    readers="Whoever applied and whoever looks after the call, nobody else",
)
add_permission("training.answer_application", owns_its_call)
add_permission("training.withdraw_application", is_applicant)


def visible_calls(user: User) -> QuerySet[OpenCall]:
    """Return the calls `user` sees: all, when they work here."""
    return OpenCall.objects.all() if is_employed(user) else OpenCall.objects.none()


def visible_applications(user: User) -> QuerySet[CallApplication]:
    """Return the applications that `user` sent, and those to their calls; what was answered before they took one over is not theirs."""
    if not is_employed(user):
        return CallApplication.objects.none()
    theirs = Q(call__taken_over_at=None) | Q(answered_at=None) | Q(answered_at__gte=F("call__taken_over_at"))
    return CallApplication.objects.filter(Q(applicant=user.employee) | theirs & Q(call__owner=user.employee))


def calls_to_look_after(user: User) -> QuerySet[OpenCall]:
    """Return the calls nobody looks after that `user` may take over or close: whoever led the owner last, and HR; nobody who applied."""
    if not is_employed(user):
        return OpenCall.objects.none()
    rows = without(left_alone(OpenCall.objects.all(), on=moments.today()), user.employee)
    return rows if user.is_hr_administrator else rows.filter(led_by=user.employee.pk)  # type: ignore[misc]
