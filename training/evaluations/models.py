"""What do we remember about leadership evaluations?

While a cycle is open an answer is only a sealed ballot, whose key lies outside the database. After the release there are results, and
for thirty days the shuffled answers they were computed from. Answers and comments know no ballot, no person, no moment and no order:
`tests/training/evaluations/test_schema.py` forbids it. An invitation knows whether somebody answered, and never when.
"""

import uuid

from django.db import models
from django.db.models import F, Q


class Questionnaire(models.Model):
    """One version of an instrument: its themes and questions. A published version never changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "In use"
        RETIRED = "retired", "Retired"

    key = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    rights = models.CharField(max_length=300)  # whose wording it is, and why it may be used here
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    themes = models.JSONField(default=list)  # [{"key", "title", "says"}], in order

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="questionnaire_version_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(status="draft"), name="questionnaire_one_draft"),
            models.UniqueConstraint(fields=["key"], condition=Q(status="published"), name="questionnaire_one_in_use"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class EvaluationQuestion(models.Model):
    """Something that is asked: on the scale from 1 (seldom) to 5 (nearly always), or in own words."""

    class Kind(models.TextChoices):
        SCALE = "scale", "Scale"
        OPEN = "open", "Own words"

    questionnaire = models.ForeignKey("training.Questionnaire", models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SCALE)
    theme = models.CharField(max_length=40, blank=True)  # key of a theme; empty for own words
    text = models.CharField(max_length=300)
    is_for_self = models.BooleanField(default=True)  # the manager answers it too

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="question_position_once"),
            models.CheckConstraint(condition=Q(kind="open") | ~Q(theme=""), name="question_of_scale_has_a_theme"),
        ]

    def __str__(self) -> str:
        return self.text


class EvaluationCycle(models.Model):
    """One round of asking. Kind, thresholds and who is asked are fixed when it opens; there is one release, after it has closed."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        RELEASED = "released", "Released"

    class Kind(models.TextChoices):
        DEVELOPMENTAL = "developmental", "To learn from"
        EVALUATIVE = "evaluative", "To judge by"

    class Preset(models.TextChoices):
        SMALL_TEAM = "small", "Small team: scores from 3 answers, comments from 5"
        SURVEY = "survey", "Survey: scores from 5 answers, comments from 8"

    THRESHOLDS = {Preset.SMALL_TEAM: (3, 5), Preset.SURVEY: (5, 8)}  # answers for scores, answers for comments

    title = models.CharField(max_length=120)
    questionnaire = models.ForeignKey("training.Questionnaire", models.PROTECT, related_name="cycles")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    preset = models.CharField(max_length=10, choices=Preset.choices, default=Preset.SMALL_TEAM)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    season = models.CharField(max_length=20, blank=True)  # "2026-04": one that the clock planned for every manager
    opens_on = models.DateField()
    closes_on = models.DateField()  # last day on which one can answer
    minimum_days = models.PositiveSmallIntegerField(default=90)  # together before somebody is asked
    asks_reports_only = models.BooleanField(default=False)  # the two questions after a goal
    scores_from = models.PositiveSmallIntegerField(default=0)  # the thresholds in answers, since the opening
    comments_from = models.PositiveSmallIntegerField(default=0)
    key_name = models.CharField(max_length=64, blank=True)  # of the file that holds the key; the key itself is never in here
    released_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["season"], condition=~Q(season=""), name="cycle_once_a_season"),
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="cycle_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(status="planned") | Q(scores_from__gte=3, comments_from__gte=F("scores_from")),
                name="cycle_has_thresholds_once_open",
            ),
            models.CheckConstraint(
                condition=~Q(status="released") | Q(released_on__isnull=False), name="cycle_released_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Evaluation(models.Model):
    """One manager in one cycle."""

    class Below(models.TextChoices):
        """What happens when fewer answered than the threshold: told to everybody before they answer."""

        ATTRIBUTED = "attributed", "With names: only of those who agree"
        TALK = "talk", "A talk of the manager's manager with the team, written up by HR"
        POOL = "pool", "Together with the teams beside it"
        WITHHOLD = "withhold", "Nothing is shown"

    cycle = models.ForeignKey("training.EvaluationCycle", models.CASCADE, related_name="evaluations")
    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="evaluations")
    above = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, blank=True, related_name="+"
    )  # whom the manager reports to
    reader = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # of an evaluative one
    below = models.CharField(max_length=10, choices=Below.choices, blank=True)  # empty: what the opening finds fitting
    talk_on = models.DateField(null=True, blank=True)  # the talk instead of scores, and what HR wrote up
    talk_words = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["manager__last_name", "manager__first_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "manager"], name="evaluation_once_a_cycle"),
            models.CheckConstraint(condition=Q(reader=None) | ~Q(reader=F("manager")), name="evaluation_reader_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.manager}, {self.cycle}"


class PeerNomination(models.Model):
    """A colleague whom a manager would like to be asked; the manager's own manager says yes or no before the opening."""

    class State(models.TextChoices):
        ASKED = "asked", "Waits"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Not this time"

    evaluation = models.ForeignKey("training.Evaluation", models.CASCADE, related_name="nominations")
    peer = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "peer"], name="peer_nominated_once")]


class EvaluationInvitation(models.Model):
    """Somebody who is asked about a manager, frozen at the opening. Whether they answered, never when."""

    class Group(models.TextChoices):
        SELF = "self", "You"
        MANAGER = "manager", "Your manager"
        REPORT = "report", "Your reports"
        PEER = "peer", "Your peers"

    evaluation = models.ForeignKey("training.Evaluation", models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.Employee", models.PROTECT, related_name="evaluation_invitations")
    group = models.CharField(max_length=10, choices=Group.choices)
    is_done = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "person"], name="invitation_once_per_evaluation")]


class SealedBallot(models.Model):
    """What somebody answers while the cycle is open, drafts included: padded, encrypted, findable only with the cycle's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey("training.EvaluationCycle", models.CASCADE, related_name="ballots")
    lookup = models.CharField(max_length=64, unique=True)  # HMAC of the invitation under the cycle's key
    content = models.BinaryField()


class EvaluationAnswer(models.Model):
    """One value of one question about one manager, shuffled. Deleted thirty days after the release."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey("training.Evaluation", models.CASCADE, related_name="+")
    question = models.ForeignKey("training.EvaluationQuestion", models.PROTECT, related_name="+")
    group = models.CharField(max_length=10, choices=EvaluationInvitation.Group.choices)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="answer_is_on_the_scale")]


class EvaluationComment(models.Model):
    """One comment about one manager, shuffled. Only what may be shown is ever written. Deleted thirty days after the release."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey("training.Evaluation", models.CASCADE, related_name="+")
    question = models.ForeignKey("training.EvaluationQuestion", models.PROTECT, related_name="+")
    theme = models.CharField(max_length=40, blank=True)
    text = models.TextField()


class EvaluationResult(models.Model):
    """What a release found that may be shown, computed once. Every page reads this and nothing else."""

    class Scope(models.TextChoices):
        MANAGER = "manager", "One manager"
        POOL = "pool", "Teams taken together"
        DEPARTMENT = "department", "Everybody below somebody"
        COMPANY = "company", "The company"

    cycle = models.ForeignKey("training.EvaluationCycle", models.CASCADE, related_name="results")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    head = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # null: the company
    content = models.JSONField()  # see release.py

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "scope", "head"], name="result_once"),
            models.UniqueConstraint(fields=["cycle", "scope"], condition=Q(head=None), name="result_once_without_head"),
        ]


class ReportStep(models.Model):
    """One step after the report: read, talked with a coach, shared with the team, chosen a goal."""

    class Kind(models.TextChoices):
        READ = "read", "Read"
        COACH = "coach", "Talk it over"
        SHARE = "share", "Share with the team"
        GOAL = "goal", "Choose one goal"

    evaluation = models.ForeignKey("training.Evaluation", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    done_on = models.DateField()
    with_whom = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # the coach
    words = models.TextField(blank=True)  # what the team reads; the goal

    class Meta:
        ordering = ["done_on", "id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "kind"], name="report_step_once")]
