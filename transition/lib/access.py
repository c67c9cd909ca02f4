"""How does a door ask who may, and how does a page say who can see it? Both from the same names."""

from collections.abc import Callable
from typing import Any, TypeVar

import rules
from django.core.exceptions import PermissionDenied

_READERS: dict[str, str] = {}
View = TypeVar("View", bound=Callable[..., Any])


def add_permission(name: str, predicate: Any, *, readers: str = "") -> None:
    """Register a permission; `readers` says for people who can read what it opens ("You and HR administrators")."""
    rules.add_perm(name, predicate)
    if readers:
        _READERS[name] = readers


def readers(permission: str) -> str:
    """Return who can read what a permission opens, in words. Raises KeyError for one that opens nothing to read."""
    return _READERS[permission]


def require(user: Any, permission: str, thing: object = None) -> None:
    """Pass when `user` has the named permission on `thing`.

    Raises PermissionDenied (403) when not, and KeyError when no such permission is registered.
    """
    if not may(user, permission, thing):
        raise PermissionDenied


def may(user: Any, permission: str, thing: object = None) -> bool:
    """Return whether an active `user` has the named permission on `thing`. Being a superuser opens nothing."""
    return bool(user.is_active) and bool(rules.permissions.permissions[permission].test(user, thing))


def open_to_outside(view: View) -> View:
    """Mark a view as one that an account which is no employee may reach; its permission is asked all the same."""
    view.open_to_outside = True  # type: ignore[attr-defined]
    return view


def is_open_to_outside(view: Any) -> bool:
    """Return whether a view was marked so."""
    return getattr(view, "open_to_outside", False)
