"""What do we remember about observed practice? Only rows of what was seen; who is certified follows from them."""

from django.db import models
from django.db.models import F, Q


class PracticeLadder(models.Model):
    """A skill that is learned beside those who are certified in it, as interviewing."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)  # who one is then: "Interviewer"
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)  # Markdown: what to look at
    renewal_months = models.PositiveSmallIntegerField(default=12)  # from the last observation of the last step

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=Q(renewal_months__gte=1, renewal_months__lte=60), name="practice_renewal_in_range")
        ]

    def __str__(self) -> str:
        return self.title


class PracticeStep(models.Model):
    """One step of it, and how many observations it takes."""

    ladder = models.ForeignKey("training.PracticeLadder", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    needed = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "position"], name="practice_step_position_once"),
            models.CheckConstraint(condition=Q(needed__gte=1, needed__lte=20), name="practice_step_needs_some"),
        ]

    def __str__(self) -> str:
        return self.title


class Observation(models.Model):
    """Somebody did a step beside a certified person on a day; it counts once that person has confirmed it."""

    class State(models.TextChoices):
        ASKED = "asked", "To confirm"
        CONFIRMED = "confirmed", "Confirmed"
        NOT_YET = "not_yet", "Not yet"

    step = models.ForeignKey("training.PracticeStep", models.PROTECT, related_name="observations")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="observations")
    observer = models.ForeignKey("people.Employee", models.CASCADE, related_name="observations_made")
    happened_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    words = models.TextField(blank=True)  # what the observer says to them; the two read it
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["happened_on", "pk"]
        indexes = [models.Index(fields=["employee", "state"])]
        constraints = [
            models.CheckConstraint(condition=~Q(employee=F("observer")), name="observation_by_somebody_else"),
            models.UniqueConstraint(fields=["step", "employee", "observer", "happened_on"], name="observation_once_a_day"),
        ]


class FirstCertified(models.Model):
    """Somebody HR names as certified without a ladder, so that there is anybody who can confirm."""

    ladder = models.ForeignKey("training.PracticeLadder", models.CASCADE, related_name="named")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    named_on = models.DateField()
    by = models.ForeignKey("people.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ladder", "employee"], name="first_certified_once")]
