"""What do we remember of decisions? Who decides what, and each decision that waited for somebody, with what was known then."""

from django.db import models
from django.db.models import Q


class DecisionRight(models.Model):
    """Who decides one kind of thing: holders and others, at one of the seven levels of delegation; in the company or in one team."""

    class Side(models.TextChoices):
        ANY = "any", "Anybody"
        IC = "ic", "Individual contributors"
        MANAGEMENT = "management", "Managers"

    class Delegation(models.IntegerChoices):
        TELL = 1, "1 Tell: decided, and told"
        SELL = 2, "2 Sell: decided, with reasons that win people"
        CONSULT = 3, "3 Consult: decided after asking"
        AGREE = 4, "4 Agree: decided together"
        ADVISE = 5, "5 Advise: the others decide, after advice"
        INQUIRE = 6, "6 Inquire: the others decide, and tell"
        DELEGATE = 7, "7 Delegate: the others decide"

    area = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    details = models.TextField(blank=True)  # Markdown
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")  # null: the whole company
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )  # what a team does otherwise
    level = models.PositiveSmallIntegerField(choices=Delegation.choices)
    held_by = models.CharField(max_length=10, choices=Side.choices)
    held_from = models.PositiveSmallIntegerField(default=1)  # height
    given_to = models.CharField(max_length=10, choices=Side.choices)
    given_from = models.PositiveSmallIntegerField(default=1)  # height
    asked = models.CharField(max_length=300, blank=True)
    told = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["area", "position", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=7), name="decision_right_seven_levels"),
            models.CheckConstraint(condition=Q(replaces=None) | Q(team__isnull=False), name="decision_right_replaced_in_a_team"),
            models.UniqueConstraint(
                fields=["team", "replaces"], condition=Q(removed_on=None), name="decision_right_replaced_once_a_team"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def step(self) -> str:
        """The level with its name alone: "3 Consult"."""
        return self.get_level_display().partition(":")[0]

    @property
    def holders(self) -> str:
        """Who holds it, in words."""
        return _who(self.get_held_by_display(), self.held_from)

    @property
    def others(self) -> str:
        """To whom it is given as far as the level says, in words."""
        return _who(self.get_given_to_display(), self.given_from)


def _who(side: str, height: int) -> str:
    return f"{side} from height {height}" if height > 1 else side


class Decision(models.Model):
    """Something that somebody has to decide by a day."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DECIDED = "decided", "Decided"
        DROPPED = "dropped", "No longer asked"

    class Undoing(models.TextChoices):
        EASILY = "easily", "Easily"
        HARDLY = "hardly", "Hardly"

    title = models.CharField(max_length=200)  # the question
    context = models.TextField(blank=True)  # Markdown
    right = models.ForeignKey("people.DecisionRight", models.PROTECT, null=True, blank=True, related_name="decisions")
    owner = models.ForeignKey("people.Employee", models.PROTECT, related_name="decisions")
    raised_by = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    is_public = models.BooleanField(default=True)  # else: only who decides, asked for it, is asked or is told
    undoing = models.CharField(max_length=6, choices=Undoing.choices, blank=True)
    is_uncertain = models.BooleanField(default=False)  # too little is known, and more will not come in time
    known = models.TextField(blank=True)
    unknown = models.TextField(blank=True)
    cost_of_waiting = models.TextField(blank=True)
    would_change_mind = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    chosen = models.ForeignKey("people.DecisionOption", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    looked_again = models.TextField(blank=True)  # what one says then

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(chosen__isnull=False, decided_at__isnull=False), name="decision_decided_for_one"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DecisionOption(models.Model):
    """One way to decide, with what speaks for and against it."""

    decision = models.ForeignKey("people.Decision", models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    speaks_for = models.TextField(blank=True)
    speaks_against = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["decision", "position"], name="decision_option_position_once")]

    def __str__(self) -> str:
        return self.title


class DecisionVoice(models.Model):
    """Somebody who is asked before a decision, or told after it; and what they say."""

    class Role(models.TextChoices):
        ASKED = "asked", "is asked"
        TOLD = "told", "is told"

    decision = models.ForeignKey("people.Decision", models.CASCADE, related_name="voices")
    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=Role.choices)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "employee"], name="decision_voice_once")]
