"""What do we remember about what somebody would like? Only while they leave it here: taking it back deletes the rows."""

from django.db import models
from django.db.models import Q


class Interest(models.Model):
    """What one person says about their track: theirs alone until they share it."""

    class Wish(models.TextChoices):
        STAY = "stay", "I stay on my track"
        CURIOUS = "curious", "I am curious"
        TRY = "try", "I would like to try managing"

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="interest")
    wish = models.CharField(max_length=8, choices=Wish.choices)
    words = models.TextField(blank=True)
    said_on = models.DateField()


class InterestShare(models.Model):
    """Somebody whom the person lets read it: one colleague, or (`reader` null) all HR administrators."""

    interest = models.ForeignKey("training.Interest", models.CASCADE, related_name="shares")
    reader = models.ForeignKey("people.Employee", models.CASCADE, null=True, blank=True, related_name="+")
    shows_exploration = models.BooleanField(default=False)  # the three scores and the motives as well, never a single answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interest", "reader"], name="interest_share_once"),
            models.UniqueConstraint(fields=["interest"], condition=Q(reader=None), name="interest_share_with_hr_once"),
        ]


class ExplorationNote(models.Model):
    """What one person answered while wondering about leading: encrypted, theirs alone; others see at most the scores, when they let them."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="exploration_note")
    content = models.BinaryField()  # JSON, encrypted with the key ring of transition.lib.crypto
    written_on = models.DateField()
