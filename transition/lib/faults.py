"""How does an action say no?"""

from django.core.exceptions import ValidationError


class Conflict(ValidationError):  # noqa: N818  (it reads as what happened)
    """Somebody was faster: the thing is no longer in the state the action needs. Answered with 409."""
