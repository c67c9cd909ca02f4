"""How does a template ask who may, and say who can see?"""

from typing import Any

from django.template import Library

from transition.lib import access

register = Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], permission: str, thing: object = None) -> bool:
    """Return whether the person signed in has a permission: only in order to hide a button; the door asks again."""
    return access.may(context["request"].user, permission, thing)


@register.inclusion_tag("components/readers.html")
def readers(permission: str, kept: str = "") -> dict[str, str]:
    """Say who can read what a permission opens, and how long it is kept."""
    return {"who": access.readers(permission), "kept": kept}
