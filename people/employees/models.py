"""What do we remember about employees and their relations?

Dated rows are half-open: a row counts from `started_on` until the day before `ended_on`; null means open. What is true on a day
follows from the dates, so that a change agreed for a future day takes effect whether or not a worker runs on that day.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


def full_name(first: str, last: str) -> str:
    """Return how somebody is called."""
    return f"{first} {last}".strip()


def initials_of(first: str, last: str) -> str:
    """Return the letters that stand for somebody."""
    return (first[:1] + last[:1]).upper()


class Team(models.Model):
    """A team, department or other unit people belong to."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="team_name_unique")]

    def __str__(self) -> str:
        return self.name


class Employee(models.Model):
    """Somebody who works here, or did. Level, title and team are dated: see Placement."""

    user = models.OneToOneField("people.User", models.SET_NULL, null=True, blank=True, related_name="employee")
    number = models.CharField("employee number", max_length=60, blank=True)  # the company's own
    first_name = models.CharField(max_length=120, blank=True)
    last_name = models.CharField(max_length=120)
    email = models.EmailField("e-mail", blank=True)
    login_name = models.CharField(max_length=150, blank=True)
    location = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)  # IANA name; empty: the company's
    locale = models.CharField(max_length=20, blank=True)
    hired_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)  # first day on which they no longer work here
    may_be_at_top = models.BooleanField(default=True, editable=False)  # False: seen to report to somebody until that is changed

    class Meta:
        verbose_name = "person"
        ordering = ["last_name", "first_name", "id"]
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"]),
            models.Index(fields=["location"]),
            models.Index(fields=["id"], condition=Q(may_be_at_top=True), name="employee_may_be_at_top"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="employee_email_unique"),
            models.UniqueConstraint(Lower("login_name"), condition=~Q(login_name=""), name="employee_login_name_unique"),
            models.UniqueConstraint("number", condition=~Q(number=""), name="employee_number_unique"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(hired_on=None) | Q(left_on__gte=F("hired_on")), name="employee_left_after_hired"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return full_name(self.first_name, self.last_name)

    @property
    def initials(self) -> str:
        return initials_of(self.first_name, self.last_name)


class ReportingLine(models.Model):
    """Who reports to whom, from when to when. Closed and re-created, never overwritten; no cycles on any day."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="lines")
    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="report_lines")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "manager"
        ordering = ["started_on"]
        indexes = [models.Index(fields=["manager", "started_on"])]
        constraints = [
            models.UniqueConstraint(fields=["employee"], condition=Q(ended_on=None), name="line_one_open_per_employee"),
            models.UniqueConstraint(fields=["employee", "started_on"], name="line_one_start_per_day"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gt=F("started_on")), name="line_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("manager")), name="line_nobody_manages_themself"),
        ]


class Support(models.Model):
    """Who stands by whom as sponsor, mentor or coach, from when to when."""

    class Kind(models.TextChoices):
        SPONSOR = "sponsor", "Sponsor"
        MENTOR = "mentor", "Mentor"
        COACH = "coach", "Coach"

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="supports")
    supporter = models.ForeignKey("people.Employee", models.CASCADE, related_name="supporting")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "supporter", "kind"], condition=Q(ended_on=None), name="support_open_once"
            ),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gt=F("started_on")), name="support_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("supporter")), name="support_nobody_for_themself"),
        ]
