"""What can happen to accounts, invitations and drafts?"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from people.accounts.models import Draft, Invitation, Upload, User
from people.accounts.queries import draft_context, open_invitations
from people.history.actions import record
from people.notifications.actions import notify
from transition.lib.crypto import decrypt, decrypt_bytes, encrypt, encrypt_anew, encrypt_bytes
from transition.lib.faults import Conflict

DRAFT_BYTES = 200_000
DRAFTS_PER_PERSON = 200


# --- Coming in ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def invite(employee: Any, *, by: User, at: datetime) -> tuple[Invitation, str]:
    """Invite somebody who has no account yet; return the invitation and its token, which is shown once and mailed.

    An earlier open invitation is void. Raises ValidationError when they have an account, or neither an address nor a login name.
    """
    if employee.user_id:
        raise ValidationError(f"{employee} has an account already.")
    if not sign_in_name(employee):
        raise ValidationError(f"{employee} has neither an e-mail address nor a login name. Add one first.")
    open_invitations(Invitation.objects.filter(employee=employee)).update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        employee=employee,
        token_hash=hash_token(token),
        created_by=by,
        created_at=at,
        expires_at=at + timedelta(days=settings.INVITATION_DAYS),
    )
    sealed = encrypt(token, context=f"invitation:{invitation.pk}").hex()
    record(invitation, "invited", by=by, at=at, employee=employee)
    key = f"accounts.invited:{invitation.pk}"
    notify("accounts.invited", to=[employee], about=invitation, key=key, at=at, channels=["mail"], token=sealed)
    return invitation, token


def sign_in_name(employee: Any) -> str:
    """Return what somebody signs in with: their address, or their login name where there is none; lower case."""
    return (employee.email or employee.login_name).lower()


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token, as it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str, at: datetime) -> User:
    """Make the account of an invited employee. Raises ValidationError for a weak password, Conflict when it is no longer open."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    employee = invitation.employee
    if invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= at or employee.user_id:
        raise Conflict("This invitation has been used or has run out. Ask for a new one.")
    user = open_account(employee, password=password, by=None, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return user


@transaction.atomic
def open_account(employee: Any, *, password: str | None = None, by: User | None, at: datetime) -> User:
    """Open the account of an employee; without a password they choose one over "I can't sign in".

    Raises ValidationError for a weak password, or when they have nothing to sign in with; Conflict when the name is taken.
    """
    user = User(username=sign_in_name(employee), email=employee.email.lower(), joined_at=at)
    if not user.username:
        raise ValidationError(f"{employee} has neither an e-mail address nor a login name. Add one first.")
    if password is not None:
        validate_password(password, user)
    if User.objects.filter(username=user.username).exists():
        raise Conflict("Somebody signs in with this name already. Ask HR to look at it.")
    user.set_password(password)
    user.save()
    employee.user = user
    employee.save(update_fields=["user"])
    record(user, "joined", by=by, at=at, employee=employee)
    return user


def is_name_taken(name: str) -> bool:
    """Return whether somebody signs in with this name (lower case) or has it as address."""
    return User.objects.filter(Q(username=name) | Q(email__iexact=name)).exists()


@transaction.atomic
def open_outside_account(*, email: str, password: str, at: datetime) -> User:
    """Open an account for somebody who is no employee: it opens nothing but what is marked for them (middleware.OutsideMiddleware).

    Raises ValidationError for a weak password, Conflict when somebody signs in with the address already.
    """
    user = User(username=email.lower(), email=email.lower(), joined_at=at, is_outside=True)
    validate_password(password, user)
    if is_name_taken(user.username):
        raise Conflict("Somebody signs in with this address already.")
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Take an open invitation back."""
    if not open_invitations(Invitation.objects.filter(pk=invitation.pk)).update(revoked_at=at):
        raise Conflict("This invitation is no longer open.")
    record(invitation, "revoked", by=by, at=at, employee=invitation.employee)
    return invitation


@transaction.atomic
def close_account(user: User, *, by: User | None, at: datetime) -> None:
    """Close an account: every session ends, nothing opens it again but HR."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record(user, "closed", by=by, at=at, employee=getattr(user, "employee", None))


@transaction.atomic
def reopen_account(user: User, *, by: User | None, at: datetime) -> None:
    """Open an account again that was closed; they sign in as before."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(user, "opened again", by=by, at=at, employee=getattr(user, "employee", None))


def end_sessions(user: User) -> None:
    """End every session of a user, on every device."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    UserSession.objects.filter(user=user).delete()


@transaction.atomic
def grant_hr(user: User, *, granted: bool, by: User | None, at: datetime) -> User:
    """Make somebody an HR administrator, or no longer one. Raises ValidationError when nobody would be left."""
    others = User.objects.select_for_update().filter(is_hr_administrator=True, is_active=True).exclude(pk=user.pk)
    if not granted and not others.exists():
        raise ValidationError("Somebody has to stay an HR administrator. Name another one first.")
    if granted and user.is_outside:
        raise ValidationError("This account is no employee's.")
    user.is_hr_administrator = granted
    user.save(update_fields=["is_hr_administrator"])
    record(user, "granted HR" if granted else "revoked HR", by=by, at=at, employee=getattr(user, "employee", None))
    return user


# --- Drafts ------------------------------------------------------------------------------------------------------------


def save_draft(user: User, *, form: str, thing: str, values: dict[str, list[str]], at: datetime) -> Draft:
    """Keep what `user` is typing into a form, encrypted; the draft before it is overwritten.

    Raises ValidationError when it is larger than 200 kB, or when the person has 200 drafts already.
    """
    text = json.dumps(values)
    if len(text) > DRAFT_BYTES:
        raise ValidationError("This is more than a draft can hold.")
    if not user.drafts.filter(form=form, thing=thing).exists() and user.drafts.count() >= DRAFTS_PER_PERSON:
        raise ValidationError("Too many drafts: send or discard one first.")
    content = encrypt(text, context=draft_context(user, form, thing))
    draft, _ = Draft.objects.update_or_create(user=user, form=form, thing=thing, defaults={"content": content, "saved_at": at})
    return draft


def read_draft(draft: Draft) -> dict[str, list[str]]:
    """Return what the draft holds: field name -> values. Empty when its key is gone."""
    try:
        return json.loads(decrypt(bytes(draft.content), context=draft_context(draft.user, draft.form, draft.thing)))
    except ValueError:
        return {}


def discard_draft(user: User, *, form: str, thing: str) -> None:
    """Forget a draft: it was sent, or is not wanted."""
    user.drafts.filter(form=form, thing=thing).delete()


def forget_old_drafts(*, before: datetime) -> int:
    """Forget the drafts nobody has touched since a moment; returns how many."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]


# --- Uploads -----------------------------------------------------------------------------------------------------------


def keep_upload(user: User, *, purpose: str, name: str, content: bytes, at: datetime) -> Upload:
    """Keep a file until its sender has confirmed it."""
    sealed = encrypt_bytes(content, context=f"upload:{user.pk}:{purpose}")
    return Upload.objects.create(user=user, purpose=purpose, name=name[:200], content=sealed, sent_at=at)


def read_upload(upload: Upload) -> bytes:
    """Return the file as it was sent. Raises ValueError when its key is gone."""
    return decrypt_bytes(bytes(upload.content), context=f"upload:{upload.user_id}:{upload.purpose}")


def forget_old_uploads(*, before: datetime) -> int:
    """Forget the files that nobody confirmed; returns how many."""
    return Upload.objects.filter(sent_at__lt=before).delete()[0]


def encrypt_drafts_anew() -> int:
    """Encrypt every draft that an older key made with the newest one; returns how many. Uploads and invitations run out by themselves."""
    drafts = Draft.objects.select_related("user").iterator()
    return encrypt_anew(drafts, lambda draft: draft_context(draft.user, draft.form, draft.thing))
