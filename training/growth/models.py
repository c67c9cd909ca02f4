"""What do we remember about growing? One open focus a person, what was asked of others, and what was tried."""

from django.db import models
from django.db.models import F, Q


class Focus(models.Model):
    """One competency somebody works on: theirs alone until shared."""

    class Competency(models.TextChoices):
        COACHING = "coaching", "Listening and coaching"
        CLARITY = "clarity", "Making clear what is expected"
        TRUST = "trust", "Building trust"
        DECISIONS = "decisions", "Deciding, and saying why"
        DELEGATION = "delegation", "Handing over"
        CARE = "care", "Caring for people"
        GROWTH = "growth", "Helping people grow"
        INFORMATION = "information", "Sharing what one knows"
        DIRECTION = "direction", "Giving direction"
        ACCOUNTABILITY = "accountability", "Keeping promises, and asking for them"

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="focuses")
    competency = models.CharField(max_length=16, choices=Competency.choices)
    own_part = models.TextField()  # what I do or leave undone that makes things as they are
    aim = models.TextField()  # what I want to do differently
    is_shared = models.BooleanField(default=False)  # with those who report to this person on the day of reading
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "focuses"
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["employee"], condition=Q(ended_on=None), name="focus_one_open_per_employee"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="focus_ends_after_start"),
        ]


class Ask(models.Model):
    """What somebody with a focus asks one chosen person: how it lands, or two suggestions about the future."""

    class Kind(models.TextChoices):
        INPUT = "input", "How do you experience me in this?"
        FEEDFORWARD = "feedforward", "Two suggestions for the future"

    class State(models.TextChoices):
        OPEN = "open", "Asked"
        ANSWERED = "answered", "Answered"
        DECLINED = "declined", "Rather not"

    focus = models.ForeignKey("training.Focus", models.CASCADE, related_name="asks")
    asked = models.ForeignKey("people.Employee", models.CASCADE, related_name="asks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField()
    first = models.TextField(blank=True)  # the answer, or the first suggestion
    second = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["focus", "asked", "kind"], name="ask_once_per_person_and_kind")]


class Experiment(models.Model):
    """A behaviour tried for a while."""

    class Verdict(models.TextChoices):
        RUNNING = "", "Under way"
        KEEP = "keep", "Keep"
        DROP = "drop", "Drop"

    focus = models.ForeignKey("training.Focus", models.CASCADE, related_name="experiments")
    behaviour = models.CharField(max_length=300)
    hypothesis = models.TextField()
    sign = models.CharField(max_length=300)  # by what somebody would notice that it works
    started_on = models.DateField()
    ends_on = models.DateField()
    result = models.TextField(blank=True)
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True, default=Verdict.RUNNING)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["focus"], condition=Q(verdict=""), name="experiment_one_running_per_focus"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("started_on")), name="experiment_ends_after_start"),
        ]
