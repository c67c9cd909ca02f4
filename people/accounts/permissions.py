"""Who may let people in, and who may name administrators?"""

from types import SimpleNamespace
from typing import cast

import rules
from django.db.models import QuerySet

from people.accounts.models import Draft, Invitation, Upload, User
from transition.lib.access import add_permission


@rules.predicate
def is_hr(user: User, thing: object = None) -> bool:
    return user.is_hr_administrator


@rules.predicate
def is_employed(user: User, thing: object = None) -> bool:
    return getattr(user, "employee", None) is not None


@rules.predicate
def is_author(user: User, draft: Draft | Upload) -> bool:
    return draft.user_id == user.pk


add_permission("people.see_invitation", is_hr, readers="HR administrators")
add_permission("people.invite_employee", is_hr)
add_permission("people.grant_hr", is_hr, readers="HR administrators")
add_permission("people.see_upload", is_author, readers="You alone, until you confirm it")
add_permission("people.see_draft", is_author, readers="You alone")


def somebody(person: int, *, is_hr: bool = False, account: int = 0) -> User:
    """Return a stand-in for the account of an employee (ids), as far as `visible_...` functions ask for it: for transition.lib.prepared."""
    return cast(User, SimpleNamespace(pk=account, employee=person, is_hr_administrator=is_hr))


def visible_invitations(user: User) -> QuerySet[Invitation]:
    """Return the invitations `user` sees."""
    return Invitation.objects.all() if user.is_hr_administrator else Invitation.objects.none()


def visible_drafts(user: User) -> QuerySet[Draft]:
    """Return the drafts `user` sees: their own."""
    return Draft.objects.filter(user=user)


def visible_uploads(user: User) -> QuerySet[Upload]:
    """Return the uploads `user` sees: their own."""
    return Upload.objects.filter(user=user)
