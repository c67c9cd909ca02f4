"""What do we remember about the months after? Encrypted words; that something was held is all that others see."""

from django.db import models
from django.db.models import Q

from training.trials.models import Signature


class StayTalk(models.Model):
    """A conversation, some months after a confirmation, about what would make somebody stay; between the two who held it."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="stay_talks")
    month = models.PositiveSmallIntegerField()  # after the confirmation
    held_on = models.DateField()
    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")  # with whom it was held
    content = models.BinaryField()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "month"], name="stay_talk_once_a_month"),
            models.CheckConstraint(condition=Q(month__in=(6, 9, 12, 15, 18)), name="stay_talk_in_its_months"),
        ]


class LookBack(models.Model):
    """What somebody says for themself: would they choose it again, could they go back without losing face?"""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="look_backs")
    month = models.PositiveSmallIntegerField()  # after the confirmation
    content = models.BinaryField()
    written_on = models.DateField()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "month"], name="look_back_once_a_month"),
            models.CheckConstraint(condition=Q(month__in=(6, 12, 18)), name="look_back_in_its_months"),
        ]


class ReviewHalf(models.Model):
    """One side's words at the review six months after the start; each reads the other's once both have written."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="review_halves")
    role = models.CharField(max_length=10, choices=Signature.Role.choices)
    content = models.BinaryField()
    written_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trial", "role"], name="review_half_once_per_side"),
            models.CheckConstraint(condition=Q(role__in=("candidate", "sponsor")), name="review_half_of_two_sides"),
        ]
