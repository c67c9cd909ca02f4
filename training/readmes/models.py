"""What do we remember about manager READMEs and "working with me" cards?"""

from django.db import models
from django.db.models import Q


class Readme(models.Model):
    """One person's README: its versions, and when its author last said that it is still true."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="readme")
    is_shared = models.BooleanField(default=False)
    reviewed_on = models.DateField(null=True, blank=True)


class ReadmeVersion(models.Model):
    """What a README says, by prompt; the one without a moment of publishing is its author's alone."""

    readme = models.ForeignKey("training.Readme", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()  # prompt -> text (readmes.prompts)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["readme", "number"], name="readme_version_number_once"),
            models.UniqueConstraint(fields=["readme"], condition=Q(published_at=None), name="readme_one_version_in_work"),
        ]


class ReadmeComment(models.Model):
    """What somebody of the team says to a README, above all where it is not so."""

    version = models.ForeignKey("training.ReadmeVersion", models.CASCADE, related_name="comments")
    author = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    text = models.CharField(max_length=1000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]


class WorkingCard(models.Model):
    """How one of the team likes to work: a README is a conversation, not a notice."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="working_card")
    words = models.JSONField()  # prompt -> text (readmes.prompts)
    written_at = models.DateTimeField()
