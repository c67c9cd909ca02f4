"""What do we remember of what was agreed? Every version as it was read, who proposed what, and who has read it."""

from django.db import models
from django.db.models import Q


class Guideline(models.Model):
    """Something the company has agreed on; what it says is in its versions."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", "Guideline"
        STANDARD = "standard", "Standard of good execution"

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="+")  # null: HR together
    review_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "position", "title"]

    def __str__(self) -> str:
        return self.title


class GuidelineVersion(models.Model):
    """A guideline as it was written once; never changed."""

    guideline = models.ForeignKey("people.Guideline", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()  # Markdown
    what_changed = models.CharField(max_length=300)
    is_to_acknowledge = models.BooleanField(default=False)  # everybody says that they have read it
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, related_name="+"
    )  # null: came with the product

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["guideline", "number"], name="guideline_version_number_once")]


class GuidelineProposal(models.Model):
    """A change that somebody would like, as the whole text it would become, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Taken up"
        DECLINED = "declined", "Not taken up"
        WITHDRAWN = "withdrawn", "Withdrawn"

    guideline = models.ForeignKey("people.Guideline", models.PROTECT, related_name="proposals")
    based_on = models.ForeignKey("people.GuidelineVersion", models.PROTECT, related_name="+")
    became = models.ForeignKey("people.GuidelineVersion", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    text = models.TextField()  # Markdown, whole
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    proposed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Employee", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(answer=""), name="guideline_proposal_declined_with_reason")
        ]


class GuidelineComment(models.Model):
    """What somebody says about a guideline, or about one proposal."""

    guideline = models.ForeignKey("people.Guideline", models.PROTECT, related_name="comments")
    proposal = models.ForeignKey("people.GuidelineProposal", models.PROTECT, null=True, related_name="comments")
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]


class Acknowledgement(models.Model):
    """Somebody says that they have read a version."""

    version = models.ForeignKey("people.GuidelineVersion", models.PROTECT, related_name="acknowledgements")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "employee"], name="acknowledgement_once")]
