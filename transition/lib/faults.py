"""How does an action say no?"""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpRequest

Done = TypeVar("Done")


class Conflict(ValidationError):  # noqa: N818  (it reads as what happened)
    """Somebody was faster: the thing is no longer in the state the action needs. Answered with 409."""


def attempt(form: Form, act: Callable[[], Done]) -> Done | None:
    """Do it, and return what it gives; what the action refuses is put beside the fields it is about (None). A Conflict goes on up."""
    try:
        return act()
    except Conflict:
        raise
    except ValidationError as fault:
        known = fault.message_dict if hasattr(fault, "error_dict") else {NON_FIELD_ERRORS: fault.messages}
        for name, reasons in known.items():
            form.add_error(name if name in form.fields else None, reasons)
        return None


def sent(request: HttpRequest, form: Form, act: Callable[[], Done]) -> Done | None:
    """When a form was sent and its fields are well, do it as `attempt` does; None when there is something to show again."""
    return attempt(form, act) if request.method == "POST" and form.is_valid() else None
