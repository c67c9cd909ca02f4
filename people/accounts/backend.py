"""Who is signed in? A user comes with their employee, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from people.accounts.models import User
from transition.lib.prepared import Prepared

_user = Prepared(lambda pk: User.objects.filter(pk=pk).select_related("employee"), pk=int)


class PersonBackend(AuthenticationBackend):
    """Sign in by e-mail or name and password; every page asks who it is."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user who may still sign in, or None."""
        user = _user.first(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
