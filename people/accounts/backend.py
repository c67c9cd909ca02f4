"""Who is signed in? A user comes with their employee, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from people.accounts.models import User


class PersonBackend(AuthenticationBackend):
    """Sign in by e-mail or name and password; every page asks who it is."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user who may still sign in, or None."""
        user = User.objects.select_related("employee").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
