"""What do we remember about how somebody sees themself against a level, and how their manager does?"""

from django.db import models
from django.db.models import Q


class Assessment(models.Model):
    """One person's look at themself against one level, as its version of the ladder reads: private until shared, then kept."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="assessments")
    level = models.ForeignKey("people.Level", models.PROTECT, related_name="+")
    begun_on = models.DateField()
    manager = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # who was asked
    shared_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)  # both have marked, and both read both

    class Meta:
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "level"], condition=Q(opened_at=None), name="assessment_one_open_per_level"
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, manager=None) | Q(shared_at__isnull=False, manager__isnull=False),
                name="assessment_shared_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(shared_at__isnull=False), name="assessment_opened_after_shared"
            ),
        ]


class AssessmentMark(models.Model):
    """What one side says about one competency (none: what is expected besides all of them), and what shows it."""

    class Side(models.TextChoices):
        SELF = "self", "The person themself"
        MANAGER = "manager", "Their manager"

    class Mark(models.TextChoices):
        TOWARDS = "towards", "Working towards it"
        MEETING = "meeting", "Meeting it"
        EXCEEDING = "exceeding", "Exceeding it"

    assessment = models.ForeignKey("people.Assessment", models.CASCADE, related_name="marks")
    competency = models.ForeignKey("people.Competency", models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=7, choices=Side.choices)
    mark = models.CharField(max_length=9, choices=Mark.choices)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "competency", "side"], name="assessment_mark_once"),
            models.UniqueConstraint(
                fields=["assessment", "side"], condition=Q(competency=None), name="assessment_mark_besides_once"
            ),
        ]
