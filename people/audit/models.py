"""What do we remember of the audit? What was found and how it ended, how many seats there are, and each release of numbers as it was shown."""

from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """Something in which the tracks are not equal, until it is mended, or accepted with a reason."""

    class Kind(models.TextChoices):
        MISSING_COUNTERPART = "missing_counterpart", "Level without a counterpart"
        DEAD_END = "dead_end", "Dead end"
        BAND_GAP = "band_gap", "Pay bands apart"
        CAPPED_SEATS = "capped_seats", "Seats capped on one side"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MENDED = "mended", "Mended"
        ACCEPTED = "accepted", "Accepted"

    key = models.CharField(max_length=300)  # what it is about, the same each time it is found
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField()  # as it was found last
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it is accepted
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.Employee", models.SET_NULL, null=True, blank=True, related_name="+"
    )  # null: mended, seen so

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(state="mended"), name="finding_once_until_mended"),
            models.CheckConstraint(condition=~Q(state="accepted") | ~Q(reason=""), name="finding_accepted_with_reason"),
        ]

    def __str__(self) -> str:
        return self.words


class SeatPlan(models.Model):
    """How many may stand at a height on one side, and how many places are open there now."""

    class Side(models.TextChoices):
        IC = "ic", "Individual contributors"
        MANAGEMENT = "management", "Managers"

    grade = models.ForeignKey("people.Grade", models.CASCADE, related_name="seat_plans")
    side = models.CharField(max_length=10, choices=Side.choices)
    most = models.PositiveIntegerField(null=True, blank=True)  # null: as many as are ready for it
    open_now = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["grade__order", "side"]
        constraints = [models.UniqueConstraint(fields=["grade", "side"], name="seat_plan_once")]


class AuditRelease(models.Model):
    """The numbers of one day: written once, and read by page, picture, table and file alike."""

    on = models.DateField(unique=True)
    drawn_at = models.DateTimeField()
    threshold = models.PositiveSmallIntegerField()
    figures = models.JSONField()  # key of a group -> what is shown of it, or null: hidden
    people = models.JSONField()  # key of each group shown -> ids: what later releases are compared with, never shown

    class Meta:
        ordering = ["-on"]
