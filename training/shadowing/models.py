"""What do we remember about a week or two beside somebody who leads?"""

from django.db import models
from django.db.models import F, Q


class Shadowing(models.Model):
    """Somebody goes beside somebody for five to fourteen days; their own manager and the host have both to say yes."""

    class Status(models.TextChoices):
        ASKED = "asked", "Asked"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Not this time"
        WITHDRAWN = "withdrawn", "Called off"
        CLOSED = "closed", "Talked over"

    TRANSITIONS = {
        Status.ASKED: {Status.AGREED, Status.DECLINED, Status.WITHDRAWN},
        Status.AGREED: {Status.WITHDRAWN, Status.CLOSED},
    }

    visitor = models.ForeignKey("people.Employee", models.CASCADE, related_name="shadowings")
    host = models.ForeignKey("people.Employee", models.CASCADE, related_name="shadowings_hosted")
    aims = models.TextField()  # what the visitor would like to see
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "people.Employee", models.SET_NULL, null=True, blank=True, related_name="+"
    )  # their manager then
    approved_at = models.DateTimeField(null=True, blank=True)
    welcomed_at = models.DateTimeField(null=True, blank=True)  # when the host said yes
    surprised = models.TextField(blank=True)  # the debrief, by the visitor
    otherwise = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    reply = models.TextField(blank=True)  # by the host
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(visitor=F("host")), name="shadowing_of_two"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="shadowing_ends_after_start"),
            models.UniqueConstraint(
                fields=["visitor", "host"], condition=Q(status__in=("asked", "agreed")), name="shadowing_one_open_per_pair"
            ),
        ]


class ShadowedMeeting(models.Model):
    """A meeting of the host that the visitor comes to, once everybody in it has said yes."""

    class Part(models.TextChoices):
        SEE = "see", "See one: you watch"
        TEACH = "teach", "Teach one: you lead a part and say why you did it so"

    shadowing = models.ForeignKey("training.Shadowing", models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    part = models.CharField(max_length=5, choices=Part.choices, default=Part.SEE)

    class Meta:
        ordering = ["starts_at", "pk"]


class MeetingConsent(models.Model):
    """Whether one of a meeting's people wants somebody beside them; asked of each alone, and told to nobody."""

    meeting = models.ForeignKey("training.ShadowedMeeting", models.CASCADE, related_name="consents")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="meeting_consents")
    is_given = models.BooleanField(null=True, blank=True)  # null: not answered

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "employee"], name="meeting_consent_once")]


class ShadowNote(models.Model):
    """What the visitor keeps of a meeting: encrypted, theirs alone."""

    meeting = models.OneToOneField("training.ShadowedMeeting", models.CASCADE, related_name="note")
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    written_at = models.DateTimeField()
