"""What do we remember about open calls? Who looks for somebody, for what, until when; and who applied."""

from django.db import models


class OpenCall(models.Model):
    """Somebody who can sponsor a trial, or HR, looks for somebody who would like to try leading a team."""

    owner = models.ForeignKey("people.Employee", models.CASCADE, related_name="open_calls")  # opened it, or took it over
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="+")
    target_level = models.ForeignKey("people.Level", models.PROTECT, related_name="+")
    words = models.TextField()  # what it is about, who would be led, what is offered
    until = models.DateField()  # the last day on which one can apply
    opened_at = models.DateTimeField()
    taken_over_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return f"A trial in {self.team}"


class CallApplication(models.Model):
    """One person who would like to: read by them and by whoever looks after the call. Withdrawn, it is gone."""

    class State(models.TextChoices):
        SENT = "sent", "Waits for an answer"
        TAKEN = "taken", "Taken further"
        DECLINED = "declined", "Not this time"

    TRANSITIONS = {State.SENT: {State.TAKEN, State.DECLINED}}

    call = models.ForeignKey("training.OpenCall", models.CASCADE, related_name="applications")
    applicant = models.ForeignKey("people.Employee", models.CASCADE, related_name="call_applications")
    words = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.SENT)
    applied_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["applied_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "applicant"], name="call_application_once")]
