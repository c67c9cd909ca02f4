"""Who reads a portfolio, an initiative, a postmortem, a stakeholder map? Whoever wrote it, and what they share."""

import rules
from django.db.models import Q, QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed
from training.impact.models import ImpactEntry, Initiative, Postmortem, Stakeholder
from transition.lib.access import add_permission


@rules.predicate
def is_owner(user: User, initiative: Initiative) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and initiative.owner_id == person.pk


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
