"""What does somebody on trial keep about how it is for them? Encrypted, and theirs alone unless they let their mentor read it."""

from django.db import models


class Pulse(models.Model):
    """One month of one trial, in three numbers and a few words."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="pulses")
    month = models.PositiveSmallIntegerField()  # the first one is 1, each of thirty days
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    written_on = models.DateField()

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["trial", "month"], name="pulse_once_a_month")]


class PulseShare(models.Model):
    """The mentor of a trial may read its pulse, as long as this stands."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="pulse_share")
    since = models.DateField()
