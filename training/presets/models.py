"""What do we remember about how a trial usually goes? Versions that never change once something may be made from them."""

from django.db import models
from django.db.models import F, Q


class TrialPreset(models.Model):
    """One usual way of trying: ninety days, half a year, acting."""

    key = models.SlugField(max_length=40, unique=True)


class PresetVersion(models.Model):
    """What a preset says from a moment on. Either it lasts `days`, or it has an open end and is reviewed every `review_days`."""

    class CheckInForm(models.TextChoices):
        FIRST = "first", "First weeks"
        USUAL = "usual", "Usual"
        LAST = "last", "Before the decision"

    class Condition(models.TextChoices):
        CHECK_INS = "check_ins", "All check-ins of the contract"
        SUPPORT = "support", "The support that was promised"
        PROGRAMME = "programme", "The programme"
        ONE_ON_ONES = "one_on_ones", "1:1s with every report"
        EVALUATION = "evaluation", "The leadership evaluation"

    preset = models.ForeignKey("training.TrialPreset", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    review_days = models.PositiveSmallIntegerField(null=True, blank=True)
    check_ins = models.JSONField(default=list)  # [[days after the first day, key of CheckInForm], ...]
    extension_days = models.PositiveSmallIntegerField(default=0)  # 0: it is not extended
    conditions = models.JSONField(default=list)  # keys of Condition
    span_from = models.PositiveSmallIntegerField(default=2)
    span_to = models.PositiveSmallIntegerField(default=4)
    span_warning = models.PositiveSmallIntegerField(default=6)  # above it everybody who signs is told
    why = models.CharField(max_length=300, blank=True)  # what changed with this version
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["preset", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["preset", "number"], name="preset_version_number_once"),
            models.CheckConstraint(
                condition=Q(days=None, review_days__isnull=False) | Q(days__isnull=False, review_days=None),
                name="preset_ends_or_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(span_from__lte=F("span_to")) & Q(span_to__lte=F("span_warning")), name="preset_span_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open_end(self) -> bool:
        """Whether it goes on until somebody decides."""
        return self.days is None
