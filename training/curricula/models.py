"""What do we remember about programmes and who follows them?"""

from django.db import models


class Programme(models.Model):
    """A course of ordered modules; due by an offset from the day the enrolment counts from."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    introduction = models.TextField(blank=True)  # Markdown

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Module(models.Model):
    """One step of a programme: a text in Markdown with an exercise."""

    programme = models.ForeignKey("training.Programme", models.CASCADE, related_name="modules")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    due_after_days = models.PositiveSmallIntegerField()  # from the enrolment's anchor
    body = models.TextField()  # Markdown

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="module_key_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="module_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Enrolment(models.Model):
    """Somebody follows a programme; paused when `paused_on` is set. What is done stays done."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="enrolments")
    programme = models.ForeignKey("training.Programme", models.PROTECT, related_name="enrolments")
    anchor_on = models.DateField()  # due dates count from here
    enrolled_at = models.DateTimeField()
    paused_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-enrolled_at"]
        constraints = [models.UniqueConstraint(fields=["employee", "programme"], name="enrolment_once_per_programme")]


class Completion(models.Model):
    """A module done, by the learner."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="completions")
    module = models.ForeignKey("training.Module", models.PROTECT, related_name="completions")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="completion_once")]
