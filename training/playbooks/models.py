"""What do we remember about playbooks and their runs?

A run belongs to whoever runs it. It is no secret file on anybody: the person it is about gets all of it with their own data.
"""

from django.db import models
from django.db.models import F, Q


class Playbook(models.Model):
    """What to do in one kind of trouble; its text is in its versions."""

    key = models.SlugField(max_length=80, unique=True)


class PlaybookVersion(models.Model):
    """A playbook as it read from a moment on; never changed, only followed by another one."""

    playbook = models.ForeignKey("training.Playbook", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=200)
    trigger = models.TextField()  # when it is the right one
    conduct = models.TextField()  # what to ask before anything else
    body = models.TextField()  # Markdown with the sections of texts.SECTIONS
    change = models.CharField(max_length=300, blank=True)  # what is new in it
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")  # null: shipped

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="playbook_version_number_once"),
            models.UniqueConstraint(fields=["playbook"], condition=Q(is_current=True), name="playbook_one_current_version"),
        ]

    def __str__(self) -> str:
        return self.title


class PlaybookRun(models.Model):
    """Somebody works through a playbook, about one person they lead or about nobody in particular."""

    class Conduct(models.TextChoices):
        NO = "no", "No, it is about work"
        CLEARED = "cleared", "HR has looked at it, and says that it is not"

    version = models.ForeignKey("training.PlaybookVersion", models.PROTECT, related_name="runs")
    owner = models.ForeignKey("people.Employee", models.PROTECT, related_name="playbook_runs")
    about = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="playbook_runs_about")
    conduct = models.CharField(max_length=8, choices=Conduct.choices)
    started_on = models.DateField()
    is_open_to_hr = models.BooleanField(default=False)
    notes = models.TextField(blank=True)  # Markdown: what was seen and agreed
    closed_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(about=None) | ~Q(about=F("owner")), name="playbook_run_about_another"),
            models.CheckConstraint(condition=Q(closed_on=None) | ~Q(learned=""), name="playbook_run_closed_with_a_lesson"),
        ]


class RunStep(models.Model):
    """A step of a run, as the playbook said it on the day the run began."""

    run = models.ForeignKey("training.PlaybookRun", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40)
    words = models.TextField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="run_step_position_once")]
