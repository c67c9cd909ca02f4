"""Who reads what was agreed, proposes changes, and writes it?"""

import rules
from django.db.models import QuerySet

from people.accounts.models import User
from people.accounts.permissions import is_employed, is_hr
from people.charter.models import Guideline, GuidelineProposal
from transition.lib.access import add_permission


@rules.predicate
def is_owner(user: User, guideline: Guideline) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and guideline.owner_id == person.pk


@rules.predicate
def keeps_its_guideline(user: User, proposal: GuidelineProposal) -> bool:
    return user.is_hr_administrator or bool(is_owner(user, proposal.guideline))


@rules.predicate
def is_author(user: User, proposal: GuidelineProposal) -> bool:
    person = getattr(user, "employee", None)
    return person is not None and proposal.author_id == person.pk


add_permission("people.see_charter", is_hr | is_employed, readers="Everybody who works here")
add_permission("people.propose_guideline", is_employed, readers="Everybody who works here, with your name")
add_permission("people.withdraw_proposal", is_author)
add_permission("people.answer_proposal", keeps_its_guideline, readers="Everybody who works here, with your name")
add_permission("people.change_guideline", is_hr | is_owner, readers="Everybody who works here")
add_permission("people.add_guideline", is_hr, readers="Everybody who works here")


def visible_guidelines(user: User) -> QuerySet[Guideline]:
    """Return the guidelines `user` sees: all of them, retired ones too, for everybody who works here."""
    return Guideline.objects.all() if user.is_hr_administrator or is_employed(user) else Guideline.objects.none()


def visible_guideline_proposals(user: User) -> QuerySet[GuidelineProposal]:
    """Return the proposals `user` sees: those for the guidelines they see."""
    return GuidelineProposal.objects.filter(guideline__in=visible_guidelines(user))
