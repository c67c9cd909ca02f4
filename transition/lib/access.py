"""How does a door ask who may?"""

from typing import Any

from django.core.exceptions import PermissionDenied


def require(user: Any, permission: str, thing: object = None) -> None:
    """Pass when `user` has the named permission on `thing`.

    Raises PermissionDenied (403) when not, and ValueError when no such permission is registered.
    """
    if not user.has_perm(permission, thing):
        raise PermissionDenied
