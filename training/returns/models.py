"""What do we remember about how somebody comes back? One plan a return, in words, with a name beside it."""

from django.db import models


class ReturnPlan(models.Model):
    """What candidate, sponsor and manager agree on once the way back is taken; the steps with their days are the trial's."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="return_plan")
    refresh = models.TextField()  # which skills, with what time
    hand_over = models.TextField()  # whom they led, and what is open with each
    telling = models.TextField()  # who tells the team what
    first_90 = models.TextField()
    helper = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
