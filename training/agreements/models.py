"""What do we remember about agreements of two people, one of whom leads the other?"""

from django.db import models
from django.db.models import F, Q


class Role(models.TextChoices):
    MANAGER = "manager", "Manager"
    EMPLOYEE = "employee", "Employee"


class ExpectationSheet(models.Model):
    """What two people expect of each other: both write apart, then compare, then agree."""

    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="led_sheets")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="sheets")
    begun_at = models.DateTimeField()
    manager_agreed_on = models.DateField(null=True, blank=True)
    employee_agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["manager", "employee"], name="sheet_one_per_pair"),
            models.CheckConstraint(condition=~Q(manager=F("employee")), name="sheet_of_two"),
        ]


class ExpectationSide(models.Model):
    """One side of a sheet; the other reads it once both have written."""

    sheet = models.ForeignKey("training.ExpectationSheet", models.CASCADE, related_name="sides")
    role = models.CharField(max_length=8, choices=Role.choices)
    expects = models.TextField()
    offers = models.TextField()
    good = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "role"], name="side_once_per_role")]


class Delegation(models.Model):
    """A piece of work that was handed over: how far, to what standard, and when both look at it."""

    class Level(models.IntegerChoices):
        TELL = 1, "1 Tell: I decide and tell you"
        SELL = 2, "2 Sell: I decide and explain"
        CONSULT = 3, "3 Consult: I ask you, then decide"
        AGREE = 4, "4 Agree: we decide together"
        ADVISE = 5, "5 Advise: you decide, I advise before"
        INQUIRE = 6, "6 Inquire: you decide, I ask afterwards"
        DELEGATE = 7, "7 Delegate: you decide, I need not know"

    class Experience(models.TextChoices):
        NEW = "new", "New to this kind of work"
        SOME = "some", "Has done it with help"
        MUCH = "much", "Has done it alone"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        TAKEN_BACK = "taken_back", "Taken back"

    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="delegations_given")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="delegations")
    task = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    experience = models.CharField(max_length=4, choices=Experience.choices)
    standard = models.TextField()  # what a good outcome is
    check_in_on = models.DateField()
    is_stretch = models.BooleanField(default=False)
    safe_to_fail = models.TextField(blank=True)  # of a stretch: what may go wrong without harm
    given_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    debrief = models.TextField(blank=True)

    class Meta:
        ordering = ["check_in_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(manager=F("employee")), name="delegation_of_two"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=7), name="delegation_level_of_seven"),
            models.CheckConstraint(condition=Q(is_stretch=False) | ~Q(safe_to_fail=""), name="stretch_says_what_is_safe_to_fail"),
        ]


class AccountabilityThread(models.Model):
    """An agreed standard that was not kept, and how often: what is said early need not be said late."""

    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="led_threads")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="threads")
    topic = models.CharField(max_length=200)
    standard = models.TextField()  # what was agreed
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    helper = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, blank=True, related_name="+"
    )  # the sponsor, asked in

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.CheckConstraint(condition=~Q(manager=F("employee")), name="thread_of_two")]


class Slip(models.Model):
    """One time that the standard of a thread was not kept."""

    thread = models.ForeignKey("training.AccountabilityThread", models.CASCADE, related_name="slips")
    happened_on = models.DateField()
    words = models.TextField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_on", "id"]
