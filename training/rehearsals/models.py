"""What do we remember about scenarios and who rehearses them? Texts never change once published; runs are the learner's alone."""

from django.db import models
from django.db.models import Q


class Scenario(models.Model):
    """A hard conversation to rehearse; its text is in its versions."""

    key = models.SlugField(max_length=80, unique=True)
    ifid = models.CharField(max_length=64, unique=True)  # what the story says it is, across its versions
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ScenarioVersion(models.Model):
    """The text of a scenario as it was at one time, in Twee 3."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    scenario = models.ForeignKey("training.Scenario", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    source = models.TextField()
    dropped = models.JSONField(default=list)  # [passage, line, what] of what the file had besides
    is_shipped = models.BooleanField(default=False)
    scenes_count = models.PositiveSmallIntegerField()
    endings_count = models.PositiveSmallIntegerField()
    words_count = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField()
    about = models.TextField()  # Markdown
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once"),
            models.UniqueConstraint(fields=["scenario"], condition=Q(status="published"), name="scenario_published_once"),
            models.CheckConstraint(condition=Q(status__in=("draft", "published", "retired")), name="scenario_status_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, version {self.number}"


class RehearsalRun(models.Model):
    """One way through a scenario. Under way while `finished_at` is null; on `again_on` it comes back."""

    class Outcome(models.TextChoices):
        GOOD = "good", "It went well"
        MIXED = "mixed", "It went half well"
        POOR = "poor", "It went badly"

    learner = models.ForeignKey("people.Employee", models.CASCADE, related_name="rehearsal_runs")
    scenario = models.ForeignKey("training.Scenario", models.PROTECT, related_name="runs")
    version = models.ForeignKey("training.ScenarioVersion", models.PROTECT, related_name="runs")
    scene = models.CharField(max_length=500)  # where it is, by name
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True)
    again_on = models.DateField(null=True, blank=True, db_index=True)  # the learner's day; only on the last run of a scenario

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "scenario"], condition=Q(finished_at=None), name="rehearsal_run_one_under_way"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, outcome="", again_on=None)
                | Q(finished_at__isnull=False, outcome__in=("good", "mixed", "poor")),
                name="rehearsal_run_finished_with_an_outcome",
            ),
        ]


class RehearsalChoice(models.Model):
    """What was chosen in a run: the `choice`-th of a scene, counted from 0."""

    run = models.ForeignKey("training.RehearsalRun", models.CASCADE, related_name="choices_made")
    position = models.PositiveSmallIntegerField()
    scene = models.CharField(max_length=500)
    choice = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="rehearsal_choice_position_once")]


class RehearsalShare(models.Model):
    """Somebody whom the learner lets read a run."""

    run = models.ForeignKey("training.RehearsalRun", models.CASCADE, related_name="shares")
    reader = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "reader"], name="rehearsal_share_once")]
