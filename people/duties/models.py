"""What do we remember of a manager's duties? What they are, when somebody last attended to one, and what was proposed about them."""

from django.db import models
from django.db.models import Q


class Duty(models.Model):
    """Something that is a manager's to do, as often as its cadence says; or no longer, and what became of it."""

    class Cadence(models.IntegerChoices):  # days
        WEEKLY = 7, "Every week"
        FORTNIGHTLY = 14, "Every two weeks"
        MONTHLY = 31, "Every month"
        QUARTERLY = 92, "Every quarter"
        HALF_YEARLY = 183, "Twice a year"
        YEARLY = 366, "Once a year"

    class State(models.TextChoices):
        KEPT = "kept", "A manager's duty"
        AUTOMATED = "automated", "Done by a machine"
        MOVED = "moved", "Somebody else's now"
        DROPPED = "dropped", "Dropped"

    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    how = models.TextField()  # Markdown: how it is done well, with links
    every_days = models.PositiveSmallIntegerField(choices=Cadence.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    counts_from = models.DateField()  # the day on which it was written down: nobody was late before
    became = models.CharField(max_length=300, blank=True)  # who or what does it now
    changed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.title


class DutyDone(models.Model):
    """A manager attended to a duty on a day: said by themself, or written by what they did it with (1:1s, reviews)."""

    duty = models.ForeignKey("people.Duty", models.PROTECT, related_name="done")
    manager = models.ForeignKey("people.Employee", models.CASCADE, related_name="duties_done")
    done_on = models.DateField()
    source = models.CharField(max_length=40)  # "said", or the feature that wrote it: "one_on_ones"

    class Meta:
        indexes = [models.Index(fields=["duty", "done_on"])]
        constraints = [models.UniqueConstraint(fields=["manager", "duty", "done_on"], name="duty_done_once_a_day")]


class DutyProposal(models.Model):
    """Somebody would like a duty to be dropped, done by a machine or moved to somebody else; and what came of it."""

    class Wish(models.TextChoices):
        DROP = "dropped", "Drop it: nobody would miss it"
        AUTOMATE = "automated", "Let a machine do it"
        MOVE = "moved", "Move it to somebody else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Done so"
        DECLINED = "declined", "Not done"
        WITHDRAWN = "withdrawn", "Withdrawn"

    duty = models.ForeignKey("people.Duty", models.PROTECT, related_name="proposals")
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    wish = models.CharField(max_length=10, choices=Wish.choices)
    instead = models.CharField(max_length=300, blank=True)  # who or what would do it
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="duty_proposal_declined_with_reason"),
            models.CheckConstraint(condition=Q(wish="dropped") | ~Q(instead=""), name="duty_proposal_says_who_instead"),
        ]
