"""What do we remember about signing in?"""

from typing import Any, ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, *, email: str = "", **fields: Any) -> "User":
        """Create a user who signs in with `username`: their e-mail address, or a login name where there is none."""
        user = self.model(username=username.lower(), email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in: by e-mail address, or by a login name where the company has no addresses."""

    username = models.CharField("sign-in name", max_length=254, unique=True)  # the e-mail address, or a login name; lower case
    email = models.EmailField("e-mail", blank=True)  # lower case; empty: nothing can be mailed to them
    is_active = models.BooleanField(default=True)
    is_hr_administrator = models.BooleanField(default=False)
    is_outside = models.BooleanField(default=False)  # is no employee: opens only what is marked for it (OutsideMiddleware)
    joined_at = models.DateTimeField(null=True, blank=True)
    session_generation = models.PositiveIntegerField(default=0)  # one more, and every session of before has ended

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "account"
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="user_email_unique"),
            models.CheckConstraint(condition=~Q(is_outside=True, is_hr_administrator=True), name="user_outside_is_no_hr"),
        ]

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to the password and to the generation, so that both a new password and `end_sessions` end them all."""
        value = f"{self.password}:{self.session_generation}"
        return salted_hmac("people.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Only the permission code decides: being a superuser opens nothing."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Invitation(models.Model):
    """A way in for one employee, once: the token itself is only in the link, its SHA-256 is here."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open_per_employee",
            )
        ]


class Draft(models.Model):
    """What somebody is typing into one form about one thing, encrypted; theirs alone, gone once the form is sent."""

    user = models.ForeignKey("people.User", models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)  # the form's name, "tracks:level"
    thing = models.CharField(max_length=80, blank=True)  # the object it is about, "17"; empty for a new one
    content = models.BinaryField()  # Fernet token of a JSON object, field name -> list of values
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "thing"], name="draft_one_per_form_and_thing")]


class Upload(models.Model):
    """A file somebody has sent and not yet confirmed, encrypted; theirs alone, forgotten after a day."""

    user = models.ForeignKey("people.User", models.CASCADE, related_name="uploads")
    purpose = models.CharField(max_length=40)  # "tracks:import"
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    choices = models.JSONField(default=dict)  # what was chosen for it so far, as a mapping of columns
    sent_at = models.DateTimeField(db_index=True)
