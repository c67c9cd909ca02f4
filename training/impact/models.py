"""What do we remember about what somebody's work changed, for what it is done, and who should know?"""

from django.db import models
from django.db.models import Q


class Initiative(models.Model):
    """Something larger with a business goal: its owner says every thirty days whether the goal still stands."""

    owner = models.ForeignKey("people.Employee", models.CASCADE, related_name="initiatives")
    name = models.CharField(max_length=120)
    goal = models.CharField(max_length=300)  # what the business gets from it
    measure = models.CharField(max_length=200)  # from what to what
    is_shared = models.BooleanField(default=False)
    confirmed_on = models.DateField()  # the last day on which the owner said that the goal still stands
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["confirmed_on", "id"]
        indexes = [models.Index(fields=["confirmed_on"], condition=Q(ended_on=None), name="initiative_open")]


class ImpactEntry(models.Model):
    """One thing that changed because of somebody's or their team's work."""

    class SoWhat(models.TextChoices):
        COST = "cost", "Cost saved"
        RISK = "risk", "Risk reduced"
        VELOCITY = "velocity", "Velocity unblocked"
        PEOPLE = "people", "People grown"

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="impact_entries")
    happened_on = models.DateField()
    what = models.CharField(max_length=200)
    so_what = models.CharField(max_length=10, choices=SoWhat.choices)
    worth = models.CharField(max_length=300)  # in terms of the business
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    credited = models.CharField(max_length=300, blank=True)  # names, as one would say them in the room
    audience = models.CharField(max_length=200, blank=True)  # who knows it already
    is_highlight = models.BooleanField(default=False)  # comes first on the one page
    initiative = models.ForeignKey("training.Initiative", models.SET_NULL, null=True, blank=True, related_name="entries")

    class Meta:
        verbose_name_plural = "impact entries"
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["employee", "happened_on"])]


class ReviewWords(models.Model):
    """What somebody says about the whole, for the three pages of a review."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="review_words")
    summary = models.TextField(blank=True)
    ways = models.TextField(blank=True)  # how I work with others
    reasons = models.TextField(blank=True)  # why this, and not something else
    written_on = models.DateField()

    class Meta:
        verbose_name_plural = "review words"


class Postmortem(models.Model):
    """What somebody learned from an incident together with several teams, without blame."""

    led_by = models.ForeignKey("people.Employee", models.CASCADE, related_name="postmortems")
    title = models.CharField(max_length=160)
    happened_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    teams = models.CharField(max_length=300)  # names, separated by commas
    learned = models.TextField(blank=True)
    audience = models.CharField(max_length=200, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["-happened_on", "-id"]


class PostmortemAction(models.Model):
    """What is to be mended after an incident, by whom."""

    postmortem = models.ForeignKey("training.Postmortem", models.CASCADE, related_name="actions")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)  # a person or a team, by name
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]


class Stakeholder(models.Model):
    """Somebody who should know what a team does: a colleague or anybody else."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="stakeholders")
    person = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=300)  # what they decide or need
    thinks = models.CharField(max_length=300, blank=True)  # how they see the team, as far as one knows
    every_days = models.PositiveSmallIntegerField(default=60)

    class Meta:
        ordering = ["name", "id"]


class StakeholderContact(models.Model):
    """A day on which a stakeholder heard from somebody, and of which win."""

    stakeholder = models.ForeignKey("training.Stakeholder", models.CASCADE, related_name="contacts")
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    win = models.ForeignKey("training.ImpactEntry", models.SET_NULL, null=True, blank=True, related_name="told")

    class Meta:
        ordering = ["-on", "-id"]
