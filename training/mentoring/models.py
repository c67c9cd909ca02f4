"""What do we remember about mentors and those they stand by? Asking and declining leave no trace for anybody else."""

from django.db import models
from django.db.models import F, Q


class Theme(models.TextChoices):
    """What reverse mentoring is about: what those further away from the work no longer see."""

    TOOLS = "tools", "New tools, and how they are really used"
    PAINS = "pains", "What hurts every day and nobody says"
    TRENDS = "trends", "What comes: open source, AI, how others work"


class MentorProfile(models.Model):
    """Somebody who would like to be asked: for what, and by how many at once."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="mentor_profile")
    topics = models.TextField()  # in their own words
    capacity = models.PositiveSmallIntegerField(default=4)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(capacity__lte=12), name="mentor_capacity_in_range")]


class Mentoring(models.Model):
    """One pair, from the asking to the end. In reverse mentoring the mentor is the one with less seniority."""

    class Kind(models.TextChoices):
        MENTORING = "mentoring", "Mentoring"
        REVERSE = "reverse", "Reverse mentoring"

    class Status(models.TextChoices):
        REQUESTED = "requested", "Asked"
        DECLINED = "declined", "Declined"
        ACCEPTED = "accepted", "Accepted"
        RUNNING = "running", "Running"
        COMPLETED = "completed", "Completed"
        ENDED_EARLY = "ended_early", "Ended early"

    TRANSITIONS = {
        Status.REQUESTED: {Status.ACCEPTED, Status.DECLINED},
        Status.ACCEPTED: {Status.RUNNING, Status.ENDED_EARLY},
        Status.RUNNING: {Status.COMPLETED, Status.ENDED_EARLY},
    }

    mentor = models.ForeignKey("people.Employee", models.CASCADE, related_name="mentorings_led")
    mentee = models.ForeignKey("people.Employee", models.CASCADE, related_name="mentorings")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MENTORING)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.REQUESTED)
    wish = models.TextField()  # what the mentee would like to work on
    themes = models.JSONField(default=list)  # of reverse mentoring: values of Theme
    every_weeks = models.PositiveSmallIntegerField(default=2)
    mentee_wants_line = models.BooleanField(default=False)  # although one leads the other, directly or over others
    requested_at = models.DateTimeField()
    started_on = models.DateField(null=True, blank=True)  # the day it was accepted
    ended_on = models.DateField(null=True, blank=True)
    what_changed = models.TextField(blank=True)  # said at the end by either, read by both

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="mentoring_of_two"),
            models.UniqueConstraint(
                fields=["mentor", "mentee", "kind"],
                condition=Q(status__in=("requested", "accepted", "running")),
                name="mentoring_one_open_per_pair",
            ),
        ]


class MentoringTopic(models.Model):
    """Something the two want to talk about; stays until it is talked about."""

    mentoring = models.ForeignKey("training.Mentoring", models.CASCADE, related_name="topics")
    text = models.CharField(max_length=500)
    added_by = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    talked_about_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class MentoringSession(models.Model):
    """A session that was held, with what both want to keep of it."""

    mentoring = models.ForeignKey("training.Mentoring", models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    notes = models.TextField(blank=True)  # Markdown; the two read it, nobody else
    written_by = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mentoring", "held_on"], name="mentoring_session_once_a_day")]


class MentoringInsight(models.Model):
    """Something that was understood in reverse mentoring, and, later, what changed because of it."""

    mentoring = models.ForeignKey("training.Mentoring", models.CASCADE, related_name="insights")
    text = models.CharField(max_length=1000)
    noted_on = models.DateField()
    change = models.CharField(max_length=1000, blank=True)
    changed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(change="") | Q(changed_on__isnull=False), name="mentoring_change_has_a_day")
        ]
