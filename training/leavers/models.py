"""What do we remember about somebody who tried leading and left? Whether it was a loss, and an encrypted review of why."""

from django.db import models


class LeaverReview(models.Model):
    """One look back at somebody who left: why, what the organisation caused, what it costs. Written anew, it replaces itself."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="leaver_review")
    is_regretted = models.BooleanField()
    content = models.BinaryField()
    written_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
