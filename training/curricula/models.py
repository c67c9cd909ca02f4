"""What do we remember about programmes and who follows them?

What is done is a row of its own (Completion) that keeps the words and minutes as they were: a programme may change, what was completed
does not.
"""

from django.db import models
from django.db.models import Q


class Programme(models.Model):
    """A course of modules; who follows it by rule stands in its audiences, due dates count from its anchor."""

    class Anchor(models.TextChoices):
        ENROLMENT = "enrolment", "The day one begins with it"
        TRIAL = "trial", "The first day of the trial"
        CONFIRMATION = "confirmation", "The first day as a manager without a trial"
        HIRED = "hired", "The day of hiring"
        DATE = "date", "A date"

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    introduction = models.TextField(blank=True)  # Markdown
    version = models.PositiveIntegerField(default=0)  # the number of the version in force
    anchor = models.CharField(max_length=12, choices=Anchor.choices, default=Anchor.ENROLMENT)
    anchor_on = models.DateField(null=True, blank=True)  # with Anchor.DATE
    is_private = models.BooleanField(default=False)  # nobody but the learner knows that they follow it
    minimum_minutes = models.PositiveIntegerField(default=0)  # of done modules, before it counts as completed
    certificate_months = models.PositiveSmallIntegerField(null=True, blank=True)  # null: gives none; 0: one that does not expire
    reading = models.TextField(blank=True)  # Markdown: what to read besides, as title, author and link

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~Q(anchor="date") | Q(anchor_on__isnull=False), name="programme_date_is_given")
        ]

    def __str__(self) -> str:
        return self.title


class Audience(models.Model):
    """Who follows a programme by rule; read from placements and lines. Several are joined by "or"."""

    class Who(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        ON_TRIAL = "on_trial", "Everyone on trial"
        NEW_MANAGERS = "new_managers", "New managers, in their first year"
        MANAGERS = "managers", "Everyone who leads somebody"
        MANAGERS_OF_MANAGERS = "managers_of_managers", "Managers of managers"
        RETURNED = "returned", "Everyone who came back to engineering in the last half year"
        TEAM = "team", "A team and the teams below it"

    programme = models.ForeignKey("training.Programme", models.CASCADE, related_name="audiences")
    who = models.CharField(max_length=24, choices=Who.choices)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "who"], condition=Q(team=None), name="audience_once"),
            models.UniqueConstraint(fields=["programme", "team"], name="audience_team_once"),
            models.CheckConstraint(
                condition=Q(who="team", team__isnull=False) | ~Q(who="team") & Q(team=None), name="audience_team"
            ),
        ]


class ProgrammeVersion(models.Model):
    """A programme as one document, as it was published once; or the one draft of the next version."""

    key = models.SlugField(max_length=80)  # of the programme, which a draft may not have yet
    number = models.PositiveIntegerField(null=True, blank=True)  # null: the draft
    document = models.JSONField()  # texts.to_document
    at = models.DateTimeField()
    by = models.ForeignKey("people.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="programme_version_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(number=None), name="programme_one_draft"),
        ]


class Module(models.Model):
    """One step of a programme. Its key stays over versions; one that a version leaves out is retired."""

    class Kind(models.TextChoices):
        READING = "reading", "Reading and exercise"
        VIDEO = "video", "Video"
        WORKSHOP = "workshop", "Workshop"
        REFLECTION = "reflection", "Private reflection"
        QUIZ = "quiz", "Quiz"
        TASK = "task", "Practice with evidence"
        REHEARSAL = "rehearsal", "Rehearsal of a talk"
        MENTORING = "mentoring", "Mentoring session"
        DISCUSSION = "discussion", "Discussion with one's team"
        EXTERNAL = "external", "Course outside"

    programme = models.ForeignKey("training.Programme", models.CASCADE, related_name="modules")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    due_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # from the enrolment's anchor; null: at one's own pace
    due_from = models.CharField(max_length=12, choices=Programme.Anchor.choices, blank=True)  # empty: as the programme
    due_on = models.DateField(null=True, blank=True)  # with due_from "date": the days count from here
    body = models.TextField()  # Markdown
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.READING)
    group = models.CharField(max_length=80, blank=True)  # a heading over several modules
    is_required = models.BooleanField(default=True)
    link = models.URLField(max_length=500, blank=True)  # of a video or a course outside
    subject = models.CharField(max_length=80, blank=True)  # of a rehearsal: the key of the scenario
    quiz = models.JSONField(default=dict, blank=True)  # see quiz.Quiz
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_for", blank=True)  # no cycles: texts.check
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="module_key_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="module_position_once"),
            models.CheckConstraint(condition=~Q(due_from="date") | Q(due_on__isnull=False), name="module_date_is_given"),
        ]

    def __str__(self) -> str:
        return self.title


class Enrolment(models.Model):
    """Somebody follows a programme; paused when `paused_on` is set. What is done stays done."""

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="enrolments")
    programme = models.ForeignKey("training.Programme", models.PROTECT, related_name="enrolments")
    anchor_on = models.DateField()  # due dates count from here
    anchors = models.JSONField(
        default=dict
    )  # Programme.Anchor -> ISO date, as far as known: for modules that count from another day
    enrolled_at = models.DateTimeField()
    paused_on = models.DateField(null=True, blank=True)
    is_by_rule = models.BooleanField(default=False)  # belongs to the audience, or did last: leaving it pauses
    round = models.PositiveSmallIntegerField(default=1)  # a certificate that is renewed begins another one
    completed_at = models.DateTimeField(null=True, blank=True)  # of this round; once said, it stays said
    completed_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "programme"
        ordering = ["-enrolled_at"]
        constraints = [models.UniqueConstraint(fields=["employee", "programme"], name="enrolment_once_per_programme")]
        indexes = [
            models.Index(fields=["programme", "-enrolled_at", "-id"], name="enrolment_newest"),
            models.Index(fields=["programme", "completed_at", "paused_on"], name="enrolment_state"),
        ]


class Completion(models.Model):
    """A module done, by the learner, as it was called and as long as it was then."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="completions")
    module = models.ForeignKey("training.Module", models.PROTECT, related_name="completions")
    done_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)  # of the enrolment, then
    title = models.CharField(max_length=200, default="")
    minutes = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)  # of the programme, then

    class Meta:
        verbose_name = "module"
        constraints = [models.UniqueConstraint(fields=["enrolment", "module", "round"], name="completion_once")]


class ModuleException(models.Model):
    """A required module that one learner need not do, by whom and why."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="exceptions")
    module = models.ForeignKey("training.Module", models.PROTECT, related_name="exceptions")
    reason = models.TextField()
    by = models.ForeignKey("people.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="module_exception_once")]


class ModuleWork(models.Model):
    """What a learner wrote in a module: encrypted. Of a reflection or a discussion it is theirs alone; evidence is read by who confirms."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="works")
    module = models.ForeignKey("training.Module", models.PROTECT, related_name="works")
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    written_at = models.DateTimeField()
    happened_on = models.DateField(null=True, blank=True)  # of a discussion or a course outside
    confirmed_at = models.DateTimeField(null=True, blank=True)  # when HR said that a course outside took place
    confirmed_by = models.ForeignKey("people.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module"], name="module_work_once")]


class CourseProof(models.Model):
    """A file that proves a course outside; read by the learner and HR."""

    work = models.OneToOneField("training.ModuleWork", models.CASCADE, related_name="proof")
    kind = models.CharField(max_length=3)  # pdf, png or jpg, by how it begins
    content = models.BinaryField()  # encrypted with the key ring of transition.lib.crypto
    sent_at = models.DateTimeField()


class QuizAttempt(models.Model):
    """One try at a quiz: which questions were asked, what was answered. The learner's alone; others see only that the module is done."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="attempts")
    module = models.ForeignKey("training.Module", models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    asked = models.JSONField()  # places in the pool
    answers = models.JSONField()  # what was ticked, in the same order
    percent = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "module", "number"], name="quiz_attempt_number_once")]


class Cohort(models.Model):
    """Learners who follow a programme together, with a facilitator and, where they like, days of their own for its modules."""

    programme = models.ForeignKey("training.Programme", models.PROTECT, related_name="cohorts")
    title = models.CharField(max_length=200)
    facilitator = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="cohorts_led")
    starts_on = models.DateField()
    days = models.JSONField(default=dict, blank=True)  # key of a module -> ISO date on which it is due for the members
    members = models.ManyToManyField("training.Enrolment", related_name="cohorts", blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]

    def __str__(self) -> str:
        return self.title


class WorkshopSession(models.Model):
    """A workshop of a module on a day, with a number of seats; of one cohort, or open to all who follow the programme."""

    module = models.ForeignKey("training.Module", models.PROTECT, related_name="sessions")
    cohort = models.ForeignKey("training.Cohort", models.SET_NULL, null=True, blank=True, related_name="sessions")
    facilitator = models.ForeignKey("people.Employee", models.SET_NULL, null=True, blank=True, related_name="workshops_led")
    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300, blank=True)  # a room or a link
    seats = models.PositiveSmallIntegerField()
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="workshop_session_has_seats")]


class Seat(models.Model):
    """Somebody's seat in a workshop, or their place in the waiting list (`number` is the order in which they asked)."""

    class State(models.TextChoices):
        TAKEN = "taken", "Has a seat"
        WAITING = "waiting", "Waits"
        GIVEN_BACK = "given_back", "Given back"
        ATTENDED = "attended", "Was there"
        MISSED = "missed", "Was not there"

    AHEAD = (State.TAKEN, State.WAITING)

    session = models.ForeignKey("training.WorkshopSession", models.CASCADE, related_name="places")
    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="places")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="seat_once"),
            models.UniqueConstraint(fields=["session", "number"], name="seat_number_once"),
        ]


class Certificate(models.Model):
    """A programme completed, said on a day; expires where the programme says so."""

    enrolment = models.ForeignKey("training.Enrolment", models.CASCADE, related_name="certificates")
    round = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)  # of the programme, then
    version = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()  # done in this round
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)  # the first day on which it no longer counts

    class Meta:
        ordering = ["-issued_on"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "round"], name="certificate_once_per_round")]
