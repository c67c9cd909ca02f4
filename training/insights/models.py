"""What do we remember of what became of the trials? The numbers of a day, written once."""

from django.db import models


class InsightRelease(models.Model):
    """The numbers of one day: written once, and read by page, pictures, tables and file alike."""

    on = models.DateField(unique=True)
    drawn_at = models.DateTimeField()
    threshold = models.PositiveSmallIntegerField()
    figures = models.JSONField()  # key of a group -> what is shown of it, or null: hidden
    charts = models.JSONField()  # key of a chart -> its points, as they were shown on the day it says
    people = models.JSONField()  # key of each group shown -> ids: what later releases are compared with, never shown

    class Meta:
        ordering = ["-on"]
