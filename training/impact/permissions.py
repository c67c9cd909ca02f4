"""Who reads a portfolio, an initiative, a postmortem, a stakeholder map? Whoever wrote it, and what they share."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from people.employees.queries import who_leads_instead
from training.impact.models import ImpactEntry, Initiative, Postmortem, Stakeholder
from training.impact.queries import left_alone
from transition.lib import moments
from transition.lib.access import add_permission


@rules.predicate
def is_owner(user: User, initiative: Initiative) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and initiative.owner_id == person.pk


@rules.predicate
def stands_in_for_owner(user: User, initiative: Initiative) -> bool:
    """The owner of a shared initiative has left: whoever comes next above them who works here, and HR, may give it to somebody."""
    if not initiative.is_shared or not left_alone(Initiative.objects.filter(pk=initiative.pk), on=moments.today()).exists():
        return False
    return user.is_hr_administrator or getattr(user, "employee", None) == who_leads_instead(initiative.owner, on=moments.today())


@rules.predicate
def led_it(user: User, postmortem: Postmortem) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and postmortem.led_by_id == person.pk


@rules.predicate
def is_shared(user: User, thing: Initiative | Postmortem) -> bool:
    return thing.is_shared


SHARED = "You alone; once you share it, everybody who works here"
add_permission("training.keep_portfolio", is_employed, readers="You alone; what you print or download, you hand on yourself")
add_permission("training.see_initiative", is_owner | is_employed & is_shared, readers=SHARED)
add_permission("training.change_initiative", is_owner)
add_permission("training.hand_over_initiative", is_owner | is_employed & stands_in_for_owner)
add_permission("training.see_postmortem", led_it | is_employed & is_shared, readers=SHARED)
add_permission("training.change_postmortem", led_it)


def visible_entries(user: User) -> QuerySet[ImpactEntry]:
    """Return the portfolio of `user`."""
    person = getattr(user, "employee", None)
    return ImpactEntry.objects.filter(employee=person) if person else ImpactEntry.objects.none()


def visible_stakeholders(user: User) -> QuerySet[Stakeholder]:
    """Return whom `user` wants to keep informed."""
    person = getattr(user, "employee", None)
    return Stakeholder.objects.filter(employee=person) if person else Stakeholder.objects.none()


def visible_initiatives(user: User) -> QuerySet[Initiative]:
    """Return the initiatives `user` owns, and those that are shared."""
    person = getattr(user, "employee", None)
    return Initiative.objects.filter(Q(owner=person) | Q(is_shared=True)) if person else Initiative.objects.none()


def visible_postmortems(user: User) -> QuerySet[Postmortem]:
    """Return the postmortems `user` led, and those that are shared."""
    person = getattr(user, "employee", None)
    return Postmortem.objects.filter(Q(led_by=person) | Q(is_shared=True)) if person else Postmortem.objects.none()
