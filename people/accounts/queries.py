"""Which accounts, invitations and drafts?"""

from datetime import datetime

from django.db.models import QuerySet

from people.accounts.models import Draft, Invitation, User
from transition.lib.prepared import Prepared


def open_invitations(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return the invitations that were neither used nor taken back."""
    return invitations.filter(accepted_at=None, revoked_at=None)


def usable_invitations(invitations: QuerySet[Invitation], at: datetime) -> QuerySet[Invitation]:
    """Return the open invitations that have not run out at a moment."""
    return open_invitations(invitations).filter(expires_at__gt=at)


def hr_administrators() -> QuerySet[User]:
    """Return the HR administrators who can sign in."""
    return User.objects.filter(is_hr_administrator=True, is_active=True)


_draft = Prepared(
    lambda user, form, thing: Draft.objects.filter(user=user, form=form, thing=thing).order_by("pk")[:1],
    user=int,
    form=str,
    thing=str,
)


def draft_of(user: User, form: str, thing: str) -> Draft | None:
    """Return what `user` was typing into a form about a thing, or None."""
    return _draft.first(user=user.pk, form=form, thing=thing)


def draft_context(user: User, form: str, thing: str) -> str:
    """Return what a draft is bound to: another person's, form's or thing's words cannot be read in its place."""
    return f"draft:{user.pk}:{form}:{thing}"
