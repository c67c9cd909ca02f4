"""Which notices and deliveries?"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from people.notifications.models import Channel, ChannelOutage, Delivery, InboxMessage, Tick
from transition.lib import moments


def database_now() -> datetime:
    """Return the database's clock, which all workers share (SQLite: this machine's)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0] + moments.days_ahead()
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]) + moments.days_ahead()


def due(deliveries: QuerySet[Delivery], at: datetime) -> QuerySet[Delivery]:
    """Return what waits to be delivered at a moment, leases that ran out included."""
    waiting = Q(state=Delivery.State.PENDING, available_at__lte=at)
    abandoned = Q(state=Delivery.State.LEASED, lease_until__lt=at)
    return deliveries.filter(waiting | abandoned)


def undelivered(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return what could not be delivered and nobody has acknowledged."""
    return deliveries.filter(state=Delivery.State.DEAD, acknowledged_at=None)


def closed_channels(at: datetime) -> list[str]:
    """Return the channels that are down at a moment."""
    return list(ChannelOutage.objects.filter(until__gt=at).values_list("channel", flat=True))


def unread(employee: Any) -> QuerySet[InboxMessage]:
    """Return the messages somebody has not read."""
    return InboxMessage.objects.filter(recipient=employee, read_at=None)


def sent_mail(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return the mails that went out, the newest first."""
    return deliveries.filter(channel=Channel.MAIL, state=Delivery.State.SENT).order_by("-sent_at", "-pk")


def outbox_faults(at: datetime) -> list[str]:
    """Return what is wrong with the outbox at a moment, in words; empty when all is well."""
    faults = []
    if due(Delivery.objects.all(), at - timedelta(minutes=10)).exists():
        faults.append("a delivery has been due for more than 10 minutes")
    if undelivered(Delivery.objects.all()).exists():
        faults.append("some deliveries failed for good and wait for an administrator")
    last = Tick.objects.filter(job="plan").values_list("at", flat=True).first()
    if last is None or last < at - timedelta(minutes=30):
        faults.append("nothing has been planned for more than 30 minutes")
    return faults
