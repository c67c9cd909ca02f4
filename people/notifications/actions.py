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
from time import monotonic
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
        people = {person.pk: person for person in to if is_told(person, at)}
        deliveries = Delivery.objects.bulk_create(
            _deliveries(sort, notice, list(people.values()), at=at, channels=channels or sort.channels)
        )
        _put_into_inboxes([_inbox_message(sort, one) for one in deliveries if one.channel == Channel.INBOX], at=at)
        transaction.on_commit(_nudge, robust=True)
    return notice


def _deliveries(
    kind: kinds.Kind, notice: Notice, people: Sequence[Any], *, at: datetime, channels: Sequence[str]
) -> Iterable[Delivery]:
    chosen = {choice.employee_id: choice for choice in NotificationChoice.objects.filter(employee__in=people)}
    for person in people:
        choice = chosen.get(person.pk) or NotificationChoice(employee=person)
        yield from _deliveries_to(person, kind, notice, choice, at=at, channels=channels)


def _deliveries_to(
    person: Any, kind: kinds.Kind, notice: Notice, choice: NotificationChoice, *, at: datetime, channels: Sequence[str]
) -> Iterable[Delivery]:
    for channel in channels:
        if channel == Channel.INBOX:
            yield Delivery(notice=notice, recipient=person, channel=channel, available_at=at)
        elif person.email and (kind.is_urgent or kind.name not in choice.muted):
            moment = at if kind.is_urgent else timing.mail_moment(at, choice, _zone(person))
            in_digest = choice.wants_digest and not kind.is_urgent
            yield Delivery(notice=notice, recipient=person, channel=channel, available_at=moment, in_digest=in_digest)


def is_told(person: Any, at: datetime) -> bool:
    """Is somebody told anything? Not who has left, or whose account was closed; who has no account yet can still get an invitation."""
    has_left = person.left_on is not None and person.left_on <= at.astimezone(_zone(person)).date()
    return not has_left and (person.user is None or person.user.is_active)


def _zone(person: Any) -> ZoneInfo:
    return ZoneInfo(person.time_zone or settings.TIME_ZONE)


def _inbox_message(kind: kinds.Kind, delivery: Delivery) -> InboxMessage:
    message = kind.text(delivery.notice, delivery.recipient)
    return InboxMessage(
        delivery=delivery,
        recipient=delivery.recipient,
        at=delivery.notice.occurred_at,
        subject=message.subject[:300],
        body=message.body,
        link=message.link,
    )


def _put_into_inboxes(messages: list[InboxMessage], *, at: datetime) -> None:
    InboxMessage.objects.bulk_create(messages)
    brought = Delivery.objects.filter(pk__in=[message.delivery_id for message in messages])
    brought.update(state=Delivery.State.SENT, sent_at=at, lease_token=None, lease_until=None)


def _nudge() -> None:
    """Say that something is due, at most once a second. The broker is a hint: without it the sweep brings everything."""
    with suppress(Exception):
        if settings.OUTBOX_NUDGE and cache.add("notifications.nudge", 1, 1):
            current_app.send_task("notifications.deliver_due", retry=False, expires=60)


@transaction.atomic
def forget_about(about: models.Model, *, key: str = "") -> None:
    """Forget that anybody was told about something (or only the notice with a key): it is gone from every inbox and list of mails."""
    found = Notice.objects.filter(about=about._meta.label_lower, about_id=about.pk)
    (found.filter(key=key) if key else found).delete()


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
        rows += _deliveries_to(due.recipient, kind, notice, choice, at=at, channels=due.channels or kind.channels)
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(notices)


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


def deliver_due(*, at: datetime) -> int:
    """Deliver what is due, in batches, until nothing is left or a turn of OUTBOX_TURN seconds is over; returns how many were taken up.

    A turn is shorter than the time limits of a task, so that a slow mail server never makes the worker die in the middle of a mail.
    """
    start, taken = monotonic(), 0
    while batch := claim(at=at + timedelta(seconds=monotonic() - start), size=settings.OUTBOX_BATCH):
        taken += len(batch)
        _deliver(batch, at=at + timedelta(seconds=monotonic() - start), until=start + settings.OUTBOX_TURN)
        if monotonic() >= start + settings.OUTBOX_TURN:
            _nudge()
            break
    return taken


def claim(*, at: datetime, size: int) -> list[Delivery]:
    """Lease up to `size` due deliveries to this worker and return them with their notices and recipients; a digest is leased whole.

    A lease has a random token: only who holds it can begin and settle the delivery. A lease that ran out is anybody's again.
    """
    token, until = uuid.uuid4(), at + timedelta(seconds=settings.OUTBOX_LEASE)
    with transaction.atomic():
        ripe = queries.due(Delivery.objects.exclude(channel__in=queries.closed_channels(at)), at)
        if connection.features.has_select_for_update_skip_locked:
            ripe = ripe.select_for_update(skip_locked=True)
        chosen = list(ripe.order_by("available_at", "recipient").values_list("pk", "recipient", "in_digest")[:size])
        ids = [pk for pk, _, _ in chosen]
        if readers := {recipient for _, recipient, in_digest in chosen if in_digest}:
            ids += ripe.filter(in_digest=True, recipient__in=readers).exclude(pk__in=ids).values_list("pk", flat=True)
        leased = Delivery.objects.filter(pk__in=ids)
        leased.update(state=Delivery.State.LEASED, lease_token=token, lease_until=until)
        people = ("recipient__user", "recipient__notification_choice")
        batch = list(leased.select_related("notice", *people).order_by("attempts", "pk"))
    notices = {delivery.notice_id: delivery.notice for delivery in batch}
    for delivery in batch:
        delivery.notice = notices[delivery.notice_id]  # what a text looks up for the inbox serves the mail too
    return batch


def _deliver(batch: list[Delivery], *, at: datetime, until: float) -> None:
    mails, messages = [], []
    for delivery in batch:
        try:
            kind = kinds.kind_named(delivery.notice.kind)
            if not _goes_out_now(delivery, kind, at=at):
                continue
            if delivery.channel == Channel.INBOX:
                messages.append(_inbox_message(kind, delivery))
            else:
                mails.append(delivery)
        except Exception as fault:
            log.exception("delivery %s failed; the others go on", delivery.pk)
            with transaction.atomic():
                if _begin([delivery], at=at):
                    _note([delivery], mail.broken_text(fault), at=at)
    if messages:
        with transaction.atomic():
            leased = Delivery.objects.select_for_update().filter(lease_token=batch[0].lease_token)
            held = set(leased.filter(pk__in=[one.delivery_id for one in messages]).values_list("pk", flat=True))
            _put_into_inboxes([one for one in messages if one.delivery_id in held], at=at)
    if mails:
        _send(mails, at=at, until=until)


def _goes_out_now(delivery: Delivery, kind: kinds.Kind, *, at: datetime) -> bool:
    """Look again, right before it goes out: what is not wanted any more, or not now, is settled here."""
    person, notice, is_mail = delivery.recipient, delivery.notice, delivery.channel == Channel.MAIL
    choice = getattr(person, "notification_choice", None) or NotificationChoice(employee=person)
    is_refused = is_mail and (not person.email or (kind.name in choice.muted and not kind.is_urgent))
    if is_refused or not is_told(person, at) or not kind.still_wanted(notice, person):
        _settle(delivery, Delivery.State.CANCELLED)
    elif delivery.attempts > len(settings.OUTBOX_BACKOFF):
        _settle(delivery, Delivery.State.DEAD, fault="The worker died each time it was sent.")
    elif not is_mail or delivery.in_digest:
        return True
    elif notice.expires_at is not None and notice.expires_at < at:  # too late for a message of its own
        moment = timing.next_hour(at, choice.digest_hour, _zone(person))
        _settle(delivery, Delivery.State.PENDING, available_at=moment, in_digest=True)
    elif not kind.is_urgent and (moment := timing.mail_moment(at, choice, _zone(person))) > at:
        _settle(delivery, Delivery.State.PENDING, available_at=moment, in_digest=choice.wants_digest)
    else:
        return True
    return False


def _send(deliveries: list[Delivery], *, at: datetime, until: float) -> None:
    """Send over one connection; each mail is marked as soon as the server has taken it. What the turn has no time for goes back."""
    with mail.Courier() as courier:
        last: list[tuple[list[Delivery], mail.Result]] = []
        for parcel in _parcels(deliveries):
            with transaction.atomic():  # one commit: what became of the last mail, and that this one begins
                for sent, result in last:
                    _note(sent, result, at=at)
                is_time = not courier.is_out and monotonic() < until
                begins = is_time and _begin(parcel, at=at)
            last = [(parcel, courier.send(parcel))] if begins else []
            if not is_time:
                for delivery in parcel:
                    _settle(delivery, Delivery.State.PENDING, fault=courier.outage or delivery.fault)
        with transaction.atomic():
            for sent, result in last:
                _note(sent, result, at=at)
    if courier.is_out:
        end = at + timedelta(seconds=settings.OUTBOX_OUTAGE)
        ChannelOutage.objects.update_or_create(channel=Channel.MAIL, defaults={"until": end, "reason": courier.outage[:200]})


def _parcels(deliveries: list[Delivery]) -> Iterable[list[Delivery]]:
    """One mail each, but one for all that goes into somebody's digest."""
    single = [delivery for delivery in deliveries if not delivery.in_digest]
    digest = sorted((delivery for delivery in deliveries if delivery.in_digest), key=lambda delivery: delivery.recipient_id)
    yield from ([delivery] for delivery in single)
    for _, group in groupby(digest, key=lambda delivery: delivery.recipient_id):
        yield list(group)


def _begin(parcel: list[Delivery], *, at: datetime) -> bool:
    """Note a try before the network call; returns False when the lease is no longer this worker's."""
    held = Delivery.objects.filter(pk__in=[delivery.pk for delivery in parcel], lease_token=parcel[0].lease_token)
    if held.update(attempts=F("attempts") + 1) < len(parcel):
        return False
    for delivery in parcel:
        delivery.attempts += 1
    DeliveryAttempt.objects.bulk_create(
        DeliveryAttempt(delivery=delivery, number=delivery.attempts, started_at=at) for delivery in parcel
    )
    return True


def _note(parcel: list[Delivery], result: mail.Result, *, at: datetime) -> None:
    backoff = settings.OUTBOX_BACKOFF
    for delivery in parcel:
        tries = DeliveryAttempt.objects.filter(delivery=delivery, number=delivery.attempts)
        if result.is_outage:
            _settle(delivery, Delivery.State.PENDING, attempts=delivery.attempts - 1, fault=result.words)
            tries.delete()
            continue
        tries.update(outcome=result.outcome, code=result.code[:40])
        if result.outcome == DeliveryAttempt.Outcome.OK:
            _settle(delivery, Delivery.State.SENT, sent_at=at, fault="")
        elif result.outcome == DeliveryAttempt.Outcome.PERMANENT or delivery.attempts > len(backoff):
            _settle(delivery, Delivery.State.DEAD, fault=result.words)
        else:
            wait = backoff[delivery.attempts - 1] * _random.uniform(0.8, 1.2)
            _settle(delivery, Delivery.State.PENDING, available_at=at + timedelta(seconds=wait), fault=result.words)


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
