"""How does a template take one thing out of a list?"""

from collections.abc import Sequence
from typing import Any

from django.template import Library

register = Library()


@register.filter
def nth(things: Sequence[Any], index: int) -> Any:
    """Return the thing at a place of a list."""
    return things[index]


@register.filter
def item(things: dict[Any, Any], key: Any) -> Any:
    """Return what a dictionary has under a key, or None."""
    return things.get(key)
