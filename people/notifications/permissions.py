"""Who reads which message?"""

from typing import Any

import rules
from django.db.models import QuerySet

from people.notifications.models import Delivery, InboxMessage
from transition.lib.access import add_permission


@rules.predicate
def is_hr(user: Any, thing: object = None) -> bool:
    return user.is_hr_administrator


@rules.predicate
def has_an_inbox(user: Any, thing: object = None) -> bool:
    return getattr(user, "employee", None) is not None


@rules.predicate
def is_recipient(user: Any, message: InboxMessage) -> bool:
    return has_an_inbox(user) and user.employee.pk == message.recipient_id


add_permission("people.see_inbox", has_an_inbox, readers="You alone")
add_permission("people.see_inbox_message", is_recipient, readers="You alone")
add_permission("people.see_undelivered", is_hr, readers="HR administrators: to whom and why it failed, not what it says")
add_permission("people.see_delivery", is_hr, readers="HR administrators: to whom and why it failed, not what it says")


def visible_inbox_messages(user: Any) -> QuerySet[InboxMessage]:
    """Return the messages `user` sees: their own."""
    return InboxMessage.objects.filter(recipient=user.employee) if has_an_inbox(user) else InboxMessage.objects.none()


def visible_deliveries(user: Any) -> QuerySet[Delivery]:
    """Return the deliveries `user` sees."""
    return Delivery.objects.all() if user.is_hr_administrator else Delivery.objects.none()
