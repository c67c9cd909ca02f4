"""What do we remember about somebody's feed? Not its address: only what the address hashes to."""

from django.db import models


class CalendarFeed(models.Model):
    """The secret address of one person's calendar: SHA-256 of its token, made, used, void after a time."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)  # the last day, no finer
