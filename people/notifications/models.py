"""What do we remember about telling people?

The outbox: a Notice and its Deliveries are written in the transaction of the change itself; the broker is only a hint that something is
due. Every delivery goes pending -> leased -> sent, back to pending when it has to be tried again, or to dead or cancelled.
"""

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    INBOX = "inbox", "Inbox"
    MAIL = "mail", "E-mail"


class Notice(models.Model):
    """Something worth telling, once: `key` makes telling it again a no-op. Holds ids only, no words."""

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=60, blank=True)  # "training.trial"
    about_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # after this it is told as one line of a digest

    class Meta:
        indexes = [models.Index(fields=["about", "about_id"])]


class Delivery(models.Model):
    """One notice to one person over one channel."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        LEASED = "leased", "Being sent"
        SENT = "sent", "Sent"
        DEAD = "dead", "Could not be delivered"
        CANCELLED = "cancelled", "No longer wanted"

    notice = models.ForeignKey("people.Notice", models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey("people.Employee", models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    in_digest = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    available_at = models.DateTimeField()
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)  # an administrator has seen that it is dead

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["available_at", "recipient"], condition=Q(state__in=("pending", "leased")), name="delivery_due"),
            models.Index(fields=["sent_at"], name="delivery_sent"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "recipient", "channel"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=("pending", "leased", "sent", "dead", "cancelled")), name="delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="leased", lease_token__isnull=False, lease_until__isnull=False)
                | ~Q(state="leased") & Q(lease_token=None, lease_until=None),
                name="delivery_leased_with_a_token",
            ),
        ]


class DeliveryAttempt(models.Model):
    """One try to deliver, written before the network call: an outcome that stays unknown means the worker died in between."""

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", "Not known"
        OK = "ok", "Delivered"
        TRANSIENT = "transient", "To be tried again"
        PERMANENT = "permanent", "Refused for good"

    delivery = models.ForeignKey("people.Delivery", models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.UNKNOWN)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="delivery_attempt_number_once")]


class InboxMessage(models.Model):
    """A notice as it stands in somebody's inbox: written once, in their words of that day."""

    delivery = models.OneToOneField("people.Delivery", models.CASCADE, related_name="inbox_message")
    recipient = models.ForeignKey("people.Employee", models.CASCADE, related_name="inbox")
    at = models.DateTimeField()
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="inbox_newest_first"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="inbox_unread"),
        ]


class NotificationChoice(models.Model):
    """How somebody wants to be told. Without a row: at once, outside the quiet hours 20:00 to 07:00."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="notification_choice")
    wants_digest = models.BooleanField(default=False)
    digest_hour = models.PositiveSmallIntegerField(default=9)  # local, 0 to 23
    quiet_from = models.PositiveSmallIntegerField(default=20)  # local hours; equal: no quiet hours
    quiet_until = models.PositiveSmallIntegerField(default=7)
    muted = models.JSONField(default=list)  # names of kinds not wanted by mail

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24), name="notification_choice_hours"
            )
        ]


class ChannelOutage(models.Model):
    """A whole channel is down (signing in refused, no TLS): nothing is tried until `until`."""

    channel = models.CharField(max_length=5, choices=Channel.choices, unique=True)
    until = models.DateTimeField()
    reason = models.CharField(max_length=200)


class Tick(models.Model):
    """When a job of the clock last ran to its end; the newest of each job is what health looks at."""

    job = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()
