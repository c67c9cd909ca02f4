"""What do we remember about tasters? What two agreed on, and what came of it; a request taken back is gone."""

from django.db import models
from django.db.models import F, Q


class StoryOffer(models.Model):
    """Somebody who moved between the tracks, once or back again, and may be asked how it was. That they moved is read from their places."""

    employee = models.OneToOneField("people.Employee", models.CASCADE, related_name="story_offer")
    words = models.TextField()  # in their own words: what they may be asked
    is_open = models.BooleanField(default=True)


class Taster(models.Model):
    """One taste of leading that a guest asks a host for, from the asking to what both say afterwards."""

    class Kind(models.TextChoices):
        TALK = "talk", "Hear from somebody who moved"
        SHADOW = "shadow", "Shadow a manager"
        MEETING = "meeting", "Host a meeting"
        RETROSPECTIVE = "retro", "Lead a retrospective"
        INTERN = "intern", "Mentor an intern"
        STAND_IN = "stand_in", "Stand in for an absent manager"

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        DECLINED = "declined", "Not now"
        AGREED = "agreed", "Agreed"
        DONE = "done", "Done"

    TRANSITIONS = {State.ASKED: {State.AGREED, State.DECLINED}, State.AGREED: {State.DONE}, State.DONE: {State.DONE}}

    guest = models.ForeignKey("people.Employee", models.CASCADE, related_name="tasters")
    host = models.ForeignKey("people.Employee", models.CASCADE, related_name="tasters_hosted")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    wish = models.TextField()  # what the guest would like to find out
    planned_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)  # the guest's words afterwards, read by both
    saw = models.TextField(blank=True)  # the host's words afterwards, read by both
    counts = models.BooleanField(default=False)  # the guest lets the host's words count when they are proposed for a trial

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(guest=F("host")), name="taster_of_two"),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_on__isnull=False), name="taster_done_on_a_day"),
            models.UniqueConstraint(
                fields=["guest", "host", "kind"], condition=Q(state__in=("asked", "agreed")), name="taster_one_open_of_a_kind"
            ),
        ]


class TasterNote(models.Model):
    """What one of the two writes for themself about a taster: encrypted, readable by its author alone."""

    taster = models.ForeignKey("training.Taster", models.CASCADE, related_name="notes")
    author = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taster", "author"], name="taster_note_one_per_author")]
