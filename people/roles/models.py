"""What do we remember about roles that lead without a title?"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q


class LeadRole(models.Model):
    """A way to lead without leading people: what it is, how far it reaches, what time and thanks it gets."""

    class Kind(models.TextChoices):
        INFORMAL = "informal", "Beside the usual work"
        STAFF = "staff", "As the work itself, beyond senior"

    title = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    summary = models.TextField()  # Markdown
    scope = models.TextField(blank=True)  # how far it reaches, and where it ends; Markdown
    recognition = models.TextField(blank=True)  # Markdown
    time_share = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(100)]
    )  # % of a week that is kept free for it
    from_grade = models.ForeignKey("people.Grade", models.PROTECT, null=True, blank=True, related_name="+")
    is_offered = models.BooleanField(default=True)  # or kept for the sake of its history

    class Meta:
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title


class LeadRoleHolder(models.Model):
    """Somebody who has such a role, from a day to a day, with what was agreed for them."""

    role = models.ForeignKey("people.LeadRole", models.PROTECT, related_name="holders")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="lead_roles")
    scope = models.CharField(max_length=300)
    time_share = models.PositiveSmallIntegerField(default=0)  # % of a week
    recognition = models.CharField(max_length=300, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="lead_role_holder_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(time_share__lte=100), name="lead_role_holder_share_of_a_week"),
            models.UniqueConstraint(fields=["role", "employee"], condition=Q(ended_on=None), name="lead_role_holder_once"),
        ]
