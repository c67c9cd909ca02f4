"""What do we remember about feedback?"""

from django.db import models
from django.db.models import F, Q


class Feedback(models.Model):
    """What one person saw another do, what it led to, and what they ask for. The two read it, nobody else."""

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", "Feedback"
        RECOGNITION = "recognition", "Recognition"

    giver = models.ForeignKey("people.Employee", models.PROTECT, related_name="feedback_given")
    receiver = models.ForeignKey("people.Employee", models.PROTECT, related_name="feedback_received")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.FEEDBACK)
    situation = models.TextField()
    behaviour = models.TextField()
    impact = models.TextField()
    ask = models.TextField(blank=True)
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        indexes = [models.Index(fields=["receiver", "-given_at"]), models.Index(fields=["giver", "-given_at"])]
        constraints = [models.CheckConstraint(condition=~Q(giver=F("receiver")), name="feedback_of_two")]


class FeedbackRequest(models.Model):
    """Somebody asks somebody for feedback about something they did; answered, declined, or still open."""

    asker = models.ForeignKey("people.Employee", models.CASCADE, related_name="feedback_asked")
    giver = models.ForeignKey("people.Employee", models.CASCADE, related_name="feedback_requests")
    about = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    answer = models.OneToOneField("training.Feedback", models.PROTECT, null=True, blank=True, related_name="request")
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(asker=F("giver")), name="feedback_request_of_two"),
            models.CheckConstraint(condition=Q(answer=None) | Q(declined_at=None), name="feedback_request_ends_once"),
        ]
