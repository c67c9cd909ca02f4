"""What do we remember about files that people came from?"""

from django.db import models


class ColumnMapping(models.Model):
    """What a column of somebody else's file meant the last time: offered again for the same heading."""

    column = models.CharField(max_length=200, unique=True)  # their heading, lower case
    field = models.CharField(max_length=30, blank=True)  # ours; empty: nothing of ours
