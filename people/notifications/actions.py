"""What can happen to a message? notify() is the only way to tell anyone anything; the rest brings it to them.

Guarantees: an inbox row exactly once; a mail at least once, with the same Message-ID each time, repeated at most once per worker that
dies in the middle of it.
"""

import logging
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, islice
from random import SystemRandom
from typing import Any
from zoneinfo import ZoneInfo

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import F

from people.history.actions import record
from people.notifications import kinds, mail, queries, timing
from people.notifications.models import (
    Channel,
    ChannelOutage,
    Delivery,
    DeliveryAttempt,
    InboxMessage,
    Notice,
    NotificationChoice,
    Tick,
)

log = logging.getLogger(__name__)
_random = SystemRandom()


# --- Telling -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def notify(
    kind: str,
    *,
    to: Iterable[Any],
    about: models.Model | None = None,
    key: str,
    at: datetime,
    expires_at: datetime | None = None,
    channels: Sequence[str] | None = None,
    **details: Any,
) -> Notice:
    """Tell employees something, in the caller's transaction: their inbox has it at once, mail follows after the commit.

    `key` says what it is, once and for all: a second call with the same key tells nobody again. `details` are JSON values; ids, no
    words. Raises KeyError for a kind that nobody registered.
    """
    sort = kinds.kind_named(kind)
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "about": about._meta.label_lower if about else "",
            "about_id": about.pk if about else None,
            "details": details,
            "occurred_at": at,
            "expires_at": expires_at,
        },
    )
    if is_new:
        people = {person.pk: person for person in to}
        deliveries = Delivery.objects.bulk_create(
            _deliveries(sort, notice, list(people.values()), at=at, channels=channels or sort.channels)
        )
        for delivery in deliveries:
            if delivery.channel == Channel.INBOX:
                _put_into_inbox(sort, notice, delivery, at=at)
        transaction.on_commit(_nudge, robust=True)
    return notice


def _deliveries(
    kind: kinds.Kind, notice: Notice, people: Sequence[Any], *, at: datetime, channels: Sequence[str]
) -> Iterable[Delivery]:
    chosen = {choice.employee_id: choice for choice in NotificationChoice.objects.filter(employee__in=people)}
    for person in people:
        choice = chosen.get(person.pk) or NotificationChoice(employee=person)
        for channel in channels:
            if channel == Channel.INBOX:
                yield Delivery(notice=notice, recipient=person, channel=channel, available_at=at)
            elif person.email and (kind.is_urgent or kind.name not in choice.muted):
                moment = at if kind.is_urgent else timing.mail_moment(at, choice, _zone(person))
                in_digest = choice.wants_digest and not kind.is_urgent
                yield Delivery(notice=notice, recipient=person, channel=channel, available_at=moment, in_digest=in_digest)


def _zone(person: Any) -> ZoneInfo:
    return ZoneInfo(person.time_zone or settings.TIME_ZONE)


def _put_into_inbox(kind: kinds.Kind, notice: Notice, delivery: Delivery, *, at: datetime) -> None:
    message = kind.text(notice, delivery.recipient)
    InboxMessage.objects.create(
        delivery=delivery,
        recipient=delivery.recipient,
        at=notice.occurred_at,
        subject=message.subject[:300],
        body=message.body,
        link=message.link,
    )
    delivery.state, delivery.sent_at = Delivery.State.SENT, at
    delivery.lease_token = delivery.lease_until = None
    delivery.save(update_fields=["state", "sent_at", "lease_token", "lease_until"])


def _nudge() -> None:
    """Say that something is due, at most once a second. The broker is a hint: without it the sweep brings everything."""
    with suppress(Exception):
        if settings.OUTBOX_NUDGE and cache.add("notifications.nudge", 1, 1):
            current_app.send_task("notifications.deliver_due", retry=False, expires=60)


# --- Planning ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Something the clock has to tell one person: told once for each `key`."""

    key: str
    recipient: Any
    about: models.Model | None
    at: datetime
    expires_at: datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)
    channels: Sequence[str] | None = None


def plan(kind: str, dues: Iterable[Due], *, at: datetime, batch: int = 1000) -> int:
    """Write what is due as notices and deliveries, in batches; what has been told already is passed over. Returns how many are new."""
    sort, rows, new = kinds.kind_named(kind), iter(dues), 0
    while chunk := list(islice(rows, batch)):
        with transaction.atomic():
            new += _plan_batch(sort, {due.key: due for due in chunk}, at=at)
    return new


def _plan_batch(kind: kinds.Kind, dues: dict[str, Due], *, at: datetime) -> int:
    known = set(Notice.objects.filter(key__in=dues).values_list("key", flat=True))
    fresh = [due for key, due in dues.items() if key not in known]
    Notice.objects.bulk_create(
        (
            Notice(
                kind=kind.name,
                key=due.key,
                about=due.about._meta.label_lower if due.about else "",
                about_id=due.about.pk if due.about else None,
                details=due.details,
                occurred_at=due.at,
                expires_at=due.expires_at,
            )
            for due in fresh
        ),
        ignore_conflicts=True,  # another planner was faster: its row stands
    )
    notices = Notice.objects.filter(key__in=[due.key for due in fresh], deliveries=None)
    choices = {
        choice.employee_id: choice for choice in NotificationChoice.objects.filter(employee__in=[due.recipient for due in fresh])
    }
    rows: list[Delivery] = []
    for notice in notices:
        due = dues[notice.key]
        choice = choices.get(due.recipient.pk) or NotificationChoice(employee=due.recipient)
        rows += _planned(kind, notice, due, choice, at=at)
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(notices)


def _planned(kind: kinds.Kind, notice: Notice, due: Due, choice: NotificationChoice, *, at: datetime) -> Iterable[Delivery]:
    for channel in due.channels or kind.channels:
        if channel == Channel.INBOX:
            yield Delivery(notice=notice, recipient=due.recipient, channel=channel, available_at=at)
        elif due.recipient.email and (kind.is_urgent or kind.name not in choice.muted):
            moment = at if kind.is_urgent else timing.mail_moment(at, choice, _zone(due.recipient))
            in_digest = choice.wants_digest and not kind.is_urgent
            yield Delivery(notice=notice, recipient=due.recipient, channel=channel, available_at=moment, in_digest=in_digest)


def plan_due(*, at: datetime) -> int:
    """Run every planner: what has become due and was not told. Missed runs, double runs and clock jumps change nothing."""
    new = 0
    for name, planner in kinds.planners():
        try:
            new += planner(at)
        except Exception:
            log.exception("the planner %s failed; the others go on", name)
    Tick.objects.update_or_create(job="plan", defaults={"at": at})
    return new


# --- Delivering --------------------------------------------------------------------------------------------------------


def deliver_due(*, at: datetime, limit: int = 5000) -> int:
    """Deliver what is due, in batches, until nothing is left or `limit` is reached; returns how many were taken up."""
    taken = 0
    while taken < limit:
        batch = claim(at=at, size=settings.OUTBOX_BATCH)
        if not batch:
            break
        taken += len(batch)
        _deliver(batch)
        at = queries.database_now()
    return taken


def claim(*, at: datetime, size: int) -> list[Delivery]:
    """Lease up to `size` due deliveries to this worker and return them with their notices and recipients.

    A lease has a random token: only who holds it can settle the delivery. A lease that ran out is anybody's again.
    """
    token, until = uuid.uuid4(), at + timedelta(seconds=settings.OUTBOX_LEASE)
    chosen = queries.due(Delivery.objects.exclude(channel__in=queries.closed_channels(at)), at)
    chosen = chosen.order_by("available_at", "recipient")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            chosen = chosen.select_for_update(skip_locked=True)
        ids = list(chosen.values_list("pk", flat=True)[:size])
        Delivery.objects.filter(pk__in=ids).update(
            state=Delivery.State.LEASED, lease_token=token, lease_until=until, attempts=F("attempts") + 1
        )
        batch = list(Delivery.objects.filter(pk__in=ids).select_related("notice", "recipient__user").order_by("pk"))
        DeliveryAttempt.objects.bulk_create(
            (DeliveryAttempt(delivery=delivery, number=delivery.attempts, started_at=at) for delivery in batch),
            ignore_conflicts=True,
        )
    return batch


def _deliver(batch: list[Delivery]) -> None:
    now = queries.database_now()
    mails = []
    for delivery in batch:
        kind = kinds.kind_named(delivery.notice.kind)
        if not _is_here(delivery.recipient) or not kind.still_wanted(delivery.notice, delivery.recipient):
            _settle(delivery, Delivery.State.CANCELLED)
        elif delivery.channel == Channel.INBOX:
            with transaction.atomic():
                if _holds(delivery):
                    _put_into_inbox(kind, delivery.notice, delivery, at=now)
        elif _is_late(delivery, now):
            _put_off(delivery, now)
        else:
            mails.append(delivery)
    if mails:
        _send(mails)


def _is_here(person: Any) -> bool:
    """Somebody whose account was closed is told nothing; somebody without one yet can still get mail, an invitation above all."""
    return person.user is None or person.user.is_active


def _holds(delivery: Delivery) -> bool:
    lease = Delivery.objects.select_for_update().filter(pk=delivery.pk, lease_token=delivery.lease_token)
    return lease.exists()


def _is_late(delivery: Delivery, now: datetime) -> bool:
    expires_at = delivery.notice.expires_at
    return expires_at is not None and expires_at < now and not delivery.in_digest


def _put_off(delivery: Delivery, now: datetime) -> None:
    """What came too late to be a message of its own becomes a line of the next digest."""
    choice = NotificationChoice.objects.filter(employee=delivery.recipient).first() or NotificationChoice()
    moment = timing.next_hour(now, choice.digest_hour, _zone(delivery.recipient))
    _settle(delivery, Delivery.State.PENDING, available_at=moment, in_digest=True)


def _send(deliveries: list[Delivery]) -> None:
    """Send over one connection; each mail is marked as soon as the server has taken it."""
    with mail.Courier() as courier:
        for parcel in _parcels(deliveries):
            if courier.is_out:
                for delivery in parcel:
                    _settle(delivery, Delivery.State.PENDING, attempts=delivery.attempts - 1, fault=courier.outage[:200])
                continue
            result = courier.send(parcel)
            now = queries.database_now()
            for delivery in parcel:
                _note(delivery, result, now)
    if courier.is_out:
        until = queries.database_now() + timedelta(seconds=settings.OUTBOX_OUTAGE)
        ChannelOutage.objects.update_or_create(channel=Channel.MAIL, defaults={"until": until, "reason": courier.outage[:200]})


def _parcels(deliveries: list[Delivery]) -> Iterable[list[Delivery]]:
    """One mail each, but one for all that goes into somebody's digest."""
    single = [delivery for delivery in deliveries if not delivery.in_digest]
    digest = sorted((delivery for delivery in deliveries if delivery.in_digest), key=lambda delivery: delivery.recipient_id)
    yield from ([delivery] for delivery in single)
    for _, group in groupby(digest, key=lambda delivery: delivery.recipient_id):
        yield list(group)


def _note(delivery: Delivery, result: mail.Result, now: datetime) -> None:
    tries = DeliveryAttempt.objects.filter(delivery=delivery, number=delivery.attempts)
    tries.update(outcome=result.outcome, code=result.code[:40])
    backoff = settings.OUTBOX_BACKOFF
    if result.outcome == DeliveryAttempt.Outcome.OK:
        _settle(delivery, Delivery.State.SENT, sent_at=now, fault="")
    elif result.is_outage:
        _settle(delivery, Delivery.State.PENDING, attempts=delivery.attempts - 1, fault=result.words)
        tries.delete()
    elif result.outcome == DeliveryAttempt.Outcome.PERMANENT or delivery.attempts > len(backoff):
        _settle(delivery, Delivery.State.DEAD, fault=result.words)
    else:
        wait = backoff[delivery.attempts - 1] * _random.uniform(0.8, 1.2)
        _settle(delivery, Delivery.State.PENDING, available_at=now + timedelta(seconds=wait), fault=result.words)


def _settle(delivery: Delivery, state: str, **changes: Any) -> bool:
    """Settle a delivery whose lease this worker still holds; returns False when another one has taken it over."""
    if "fault" in changes:
        changes["fault"] = changes["fault"][:200]
    held = Delivery.objects.filter(pk=delivery.pk, lease_token=delivery.lease_token, state=Delivery.State.LEASED)
    return bool(held.update(state=state, lease_token=None, lease_until=None, **changes))


# --- What people and administrators do ---------------------------------------------------------------------------------


def mark_read(messages: "models.QuerySet[InboxMessage]", *, at: datetime) -> int:
    """Mark messages as read; returns how many were unread."""
    return messages.filter(read_at=None).update(read_at=at)


@transaction.atomic
def choose(employee: Any, **choice: Any) -> NotificationChoice:
    """Save how somebody wants to be told (fields of NotificationChoice)."""
    return NotificationChoice.objects.update_or_create(employee=employee, defaults=choice)[0]


@transaction.atomic
def retry(delivery: Delivery, *, by: Any, at: datetime) -> Delivery:
    """Try again to deliver what could not be delivered."""
    delivery.state, delivery.attempts, delivery.available_at, delivery.fault = Delivery.State.PENDING, 0, at, ""
    delivery.save(update_fields=["state", "attempts", "available_at", "fault"])
    delivery.tries.all().delete()
    record(delivery, "tried again", by=by, at=at, employee=delivery.recipient)
    transaction.on_commit(_nudge, robust=True)
    return delivery


@transaction.atomic
def acknowledge(delivery: Delivery, *, by: Any, at: datetime) -> Delivery:
    """Let a delivery rest that could not be delivered; the inbox has it anyway."""
    delivery.acknowledged_at = at
    delivery.save(update_fields=["acknowledged_at"])
    record(delivery, "let rest", by=by, at=at, employee=delivery.recipient)
    return delivery


def store_as_sent(*, before: datetime) -> int:
    """Store mail that was due before a moment as sent then: for a company whose past is filled in. Returns how many."""
    old = Delivery.objects.filter(state=Delivery.State.PENDING, available_at__lt=before)
    return old.update(state=Delivery.State.SENT, sent_at=F("available_at"))


def beat(job: str, *, at: datetime) -> None:
    """Note that a job of the clock, or the worker itself, is alive."""
    Tick.objects.update_or_create(job=job, defaults={"at": at})
