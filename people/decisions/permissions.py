"""Who sees decision rights and decisions, and who changes them?"""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.decisions.models import Decision, DecisionRight, DecisionVoice
from people.decisions.queries import leads_in
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def leads_its_team(user: User, right: DecisionRight) -> bool:
    return is_employed(user) and right.team is not None and leads_in(user.employee, right.team, on=moments.today())


@rules.predicate
def is_public(user: User, decision: Decision) -> bool:
    return decision.is_public and (is_employed(user) or user.is_hr_administrator)


@rules.predicate
def is_owner(user: User, decision: Decision) -> bool:
    return is_employed(user) and decision.owner_id == user.employee.pk


@rules.predicate
def has_raised(user: User, decision: Decision) -> bool:
    return is_employed(user) and decision.raised_by_id == user.employee.pk


@rules.predicate
def is_asked(user: User, decision: Decision) -> bool:
    return is_employed(user) and decision.voices.filter(employee=user.employee, role=DecisionVoice.Role.ASKED).exists()


@rules.predicate
def is_told(user: User, decision: Decision) -> bool:
    if not is_employed(user) or decision.state == Decision.State.OPEN:
        return False
    return decision.voices.filter(employee=user.employee, role=DecisionVoice.Role.TOLD).exists()


add_permission("people.see_decision_rights", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.change_decision_right", is_hr | leads_its_team, readers="Everybody who works here")
add_permission("people.add_decision_right", is_hr, readers="Everybody who works here")
add_permission(
    "people.raise_decision", is_employed, readers="Everybody who works here, or only those concerned: as you say above"
)
add_permission(
    "people.see_decision",
    is_public | is_owner | has_raised | is_asked | is_told,
    readers="Everybody who works here; when it is not public: who decides, who raised it, who is asked, and after it who is told",
)
add_permission("people.prepare_decision", is_owner | has_raised)
add_permission("people.decide", is_owner)
add_permission("people.advise_decision", is_asked)


def visible_decision_rights(user: User) -> QuerySet[DecisionRight]:
    """Return the rights `user` sees: everybody who works here sees all."""
    return DecisionRight.objects.all() if user.is_hr_administrator or is_employed(user) else DecisionRight.objects.none()


def visible_decisions(user: User) -> QuerySet[Decision]:
    """Return the decisions `user` sees: public ones, their own, those they raised or are asked about, and when settled are told of."""
    if not is_employed(user):
        return Decision.objects.filter(is_public=True) if user.is_hr_administrator else Decision.objects.none()
    person = user.employee
    voices = DecisionVoice.objects.filter(employee=person)
    asked = Q(pk__in=voices.filter(role=DecisionVoice.Role.ASKED).values("decision"))
    told = ~Q(state=Decision.State.OPEN) & Q(pk__in=voices.filter(role=DecisionVoice.Role.TOLD).values("decision"))
    return Decision.objects.filter(Q(is_public=True) | Q(owner=person) | Q(raised_by=person) | asked | told)
