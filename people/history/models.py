"""What do we remember of what was done?"""

from datetime import date

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.text import capfirst


class Record(models.Model):
    """One thing that was done: written once, in the transaction of the change itself, never changed."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")  # null: the clock
    verb = models.CharField(max_length=60)  # "placed", "invited": past tense, from the feature that acts
    subject = models.CharField(max_length=60)  # "people.placement"
    subject_id = models.BigIntegerField()
    employee = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="records")
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"

    @property
    def what(self) -> str:
        """Say what it was done to, in words: "Check in"."""
        return capfirst(apps.get_model(self.subject)._meta.verbose_name)

    @property
    def counts_from(self) -> date | None:
        """Return the day from which it counts, where the feature that acted noted one."""
        on = self.details.get("on")
        return parse_date(on) if isinstance(on, str) else None
