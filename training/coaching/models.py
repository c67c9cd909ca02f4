"""What do we remember about coaches from outside? Who coaches whom; what is shared between the two is encrypted."""

from django.db import models
from django.db.models import Q


class ExternalCoach(models.Model):
    """Somebody who coaches people here and does not work here; signs in with an account of their own (User.is_outside)."""

    user = models.OneToOneField("people.User", models.SET_NULL, null=True, blank=True, related_name="external_coach")
    name = models.CharField(max_length=200)
    email = models.EmailField(unique=True)  # lower case
    firm = models.CharField(max_length=200, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256; the token itself is only in the link
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Coaching(models.Model):
    """One pair, offered by HR; it begins when the employee says yes, and what they shared closes when it ends."""

    class Status(models.TextChoices):
        OFFERED = "offered", "Offered"
        DECLINED = "declined", "Not now"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    TRANSITIONS = {Status.OFFERED: {Status.DECLINED, Status.RUNNING, Status.ENDED}, Status.RUNNING: {Status.ENDED}}

    coach = models.ForeignKey("training.ExternalCoach", models.CASCADE, related_name="coachings")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="coachings")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OFFERED)
    offered_at = models.DateTimeField()
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "employee"], condition=Q(status__in=("offered", "running")), name="coaching_one_open_per_pair"
            )
        ]


class CoachingThing(models.Model):
    """Something the employee shares with their coach: title and words, encrypted; taken back, it is gone."""

    coaching = models.ForeignKey("training.Coaching", models.CASCADE, related_name="things")
    content = models.BinaryField()  # encrypted: the title, a line break, the words
    shared_at = models.DateTimeField()

    class Meta:
        ordering = ["-shared_at", "-pk"]


class CoachingWord(models.Model):
    """What one of the two says to a thing; encrypted."""

    thing = models.ForeignKey("training.CoachingThing", models.CASCADE, related_name="words")
    by_coach = models.BooleanField()
    content = models.BinaryField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
