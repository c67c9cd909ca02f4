"""What do we remember about 1:1s?

Agenda and action items belong to the pair's series, not to a meeting: moving, skipping or missing a meeting loses nothing.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q


class Series(models.Model):
    """The 1:1s of one pair, at the pair's own rhythm and in their zone."""

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", "Every week"
        FORTNIGHTLY = "fortnightly", "Every second week"
        MONTHLY = "monthly", "Every month"

    manager = models.ForeignKey("people.Employee", models.CASCADE, related_name="led_series")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="series")
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.WEEKLY)
    first_on = models.DateField()  # fixes the weekday (weekly, fortnightly) or the week and weekday of the month (monthly)
    at_time = models.TimeField()  # local to `time_zone`
    minutes = models.PositiveSmallIntegerField(default=30)
    time_zone = models.CharField(max_length=60)  # IANA name
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "1:1s"
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["manager", "employee"], condition=Q(ended_on=None), name="series_one_open_per_pair"),
            models.CheckConstraint(condition=~Q(manager=F("employee")), name="series_of_two"),
        ]

    def other_than(self, person: Any) -> Any:
        """Return the other one of the pair, for one of them (an Employee)."""
        return self.employee if self.manager_id == person.pk else self.manager


class Meeting(models.Model):
    """One 1:1. `planned_on` is the day the rhythm gave it and never changes; `starts_at` is when it takes place."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        MISSED = "missed", "Missed"
        SKIPPED = "skipped", "Skipped"

    series = models.ForeignKey("training.Series", models.CASCADE, related_name="meetings")
    planned_on = models.DateField()
    starts_at = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    is_moved = models.BooleanField(default=False)
    shared_notes = models.TextField(blank=True)  # Markdown, both read and write
    notes_version = models.PositiveIntegerField(default=0)  # a save names the version it started from
    logged_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="+")  # when skipped
    is_career_talk = models.BooleanField(default=False)  # said when it was logged; nobody reads the notes for it

    class Meta:
        verbose_name = "1:1"
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["series", "planned_on"], name="meeting_once_per_day_of_the_rhythm")]
        indexes = [models.Index(fields=["series", "starts_at"])]


class Moment(models.TextChoices):
    """What a 1:1 is for; questions and templates have one."""

    FIRST = "first", "First 1:1"
    WEEKLY = "weekly", "Weekly"
    CAREER = "career", "Career"
    FEEDBACK = "feedback", "Feedback"
    INCIDENT = "incident", "After an incident"
    SKIP_LEVEL = "skip_level", "Skip-level"
    END_OF_TRIAL = "end_of_trial", "End of a trial"
    LISTENING = "listening", "Listening"


class AgendaItem(models.Model):
    """Something to talk about: stays open until discussed or dropped, whatever happens to the meetings."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DISCUSSED = "discussed", "Discussed"
        DROPPED = "dropped", "Dropped"

    series = models.ForeignKey("training.Series", models.CASCADE, related_name="agenda")
    text = models.CharField(max_length=500)
    added_by = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=0)  # a change names the version it started from
    moment = models.CharField(max_length=12, choices=Moment.choices, blank=True)  # of the template or question it comes from
    token = models.CharField(max_length=36, blank=True)  # of the page that added it: sent twice, it is one item
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    discussed_in = models.ForeignKey("training.Meeting", models.SET_NULL, null=True, blank=True, related_name="discussed")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "token"], condition=~Q(token=""), name="agenda_item_once_per_token")
        ]


class ActionItem(models.Model):
    """A promise made in a 1:1: what, who, until when."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    series = models.ForeignKey("training.Series", models.CASCADE, related_name="action_items")
    made_in = models.ForeignKey("training.Meeting", models.SET_NULL, null=True, blank=True, related_name="promises")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey("people.Employee", models.CASCADE, related_name="action_items")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]


class Carry(models.Model):
    """An item was still open when a meeting was logged: one row each time, the history of being carried."""

    meeting = models.ForeignKey("training.Meeting", models.CASCADE, related_name="carries")
    agenda_item = models.ForeignKey("training.AgendaItem", models.CASCADE, null=True, blank=True, related_name="carries")
    action_item = models.ForeignKey("training.ActionItem", models.CASCADE, null=True, blank=True, related_name="carries")

    class Meta:
        verbose_name_plural = "carries"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agenda_item"], condition=Q(action_item=None), name="carry_agenda_item_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "action_item"], condition=Q(agenda_item=None), name="carry_action_item_once"
            ),
            models.CheckConstraint(
                condition=Q(agenda_item=None, action_item__isnull=False) | Q(agenda_item__isnull=False, action_item=None),
                name="carry_of_one_item",
            ),
        ]


class PrivateNote(models.Model):
    """What one of the pair writes for themself about a meeting: encrypted, readable by its author alone."""

    meeting = models.ForeignKey("training.Meeting", models.CASCADE, related_name="private_notes")
    author = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="private_note_one_per_author")]


class QuestionSource(models.Model):
    """Where questions come from: the product itself, or a file that somebody imported."""

    title = models.CharField(max_length=120, unique=True)
    is_shipped = models.BooleanField(default=False)
    credit = models.CharField(max_length=300, blank=True)  # author and licence, as they want to be named
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Something worth asking in a 1:1, in one language; its translations have the same key."""

    Moment = Moment

    source = models.ForeignKey("training.QuestionSource", models.CASCADE, related_name="questions")
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=12)  # as the file says it: "en", "ja_JP"
    theme = models.CharField(max_length=80)
    moment = models.CharField(max_length=12, choices=Moment.choices, blank=True)  # empty: any
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["theme", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key", "language"], name="question_once_per_language")]


class TemplateVersion(models.Model):
    """An agenda as HR wrote it for one kind of 1:1, in place of the shipped one; never changed, only followed by another."""

    moment = models.CharField(max_length=12, choices=Moment.choices)
    number = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    hint = models.CharField(max_length=300)  # for whoever prepares the talk
    lines = models.TextField()  # a line each
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["moment", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["moment", "number"], name="template_version_number_once"),
            models.UniqueConstraint(fields=["moment"], condition=Q(is_current=True), name="template_one_current_version"),
        ]


class Handover(models.Model):
    """What one manager and an employee hand over to the next manager; the employee alone decides what is read, and by whom."""

    series = models.OneToOneField("training.Series", models.CASCADE, related_name="handover")
    manager_words = models.TextField(blank=True)
    employee_words = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    reader = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # the next manager
    released_at = models.DateTimeField(null=True, blank=True)
    notes_from = models.DateField(null=True, blank=True)  # shared notes of every meeting from that day on; null: of none
    meetings = models.ManyToManyField("training.Meeting", blank=True, related_name="+")  # shared notes of these as well

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(released_at=None) | Q(reader__isnull=False), name="handover_released_to_somebody")
        ]
