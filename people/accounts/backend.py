"""Who is signed in? A user comes with their employee, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from people.accounts.models import User
from transition.lib import moments
from transition.lib.prepared import Prepared

_user = Prepared(lambda pk: User.objects.filter(pk=pk).select_related("employee"), pk=int)


class PersonBackend(AuthenticationBackend):
    """Sign in by e-mail or name and password; every page asks who it is. Who has left is out, even before the clock closed the account."""

    def user_can_authenticate(self, user: Any) -> bool:
        person = getattr(user, "employee", None)
        has_left = person is not None and person.left_on is not None and person.left_on <= moments.today()
        return super().user_can_authenticate(user) and not has_left

    def get_user(self, user_id: Any) -> User | None:
        """Return the user who may still sign in, or None."""
        user = _user.first(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
