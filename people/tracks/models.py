"""What do we remember about ladders, and who stands where?

The shape follows the document format `ladder-import/1` (people/tracks/document.py), so that a ladder leaves as it came. Keys are
the document's own and stay the same over versions; `extra` keeps what the format allows and the product does not read.
JSON fields that may be null tell "not given" from "given and empty".
"""

from django.db import models
from django.db.models import F, Q


class Grade(models.Model):
    """A height on the company's own scale. Levels of one grade are equal, whatever their track."""

    order = models.PositiveSmallIntegerField(unique=True)  # 1 is the lowest
    title = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title or str(self.order)


class PayBand(models.Model):
    """What a grade pays, a year, in one currency and location (empty: everywhere)."""

    grade = models.ForeignKey("people.Grade", models.CASCADE, related_name="pay_bands")
    currency = models.CharField(max_length=3)  # ISO 4217
    location = models.CharField(max_length=120, blank=True)
    minimum = models.DecimalField(max_digits=12, decimal_places=2)
    middle = models.DecimalField(max_digits=12, decimal_places=2)
    maximum = models.DecimalField(max_digits=12, decimal_places=2)
    valid_from = models.DateField()

    class Meta:
        ordering = ["grade__order", "currency", "location", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["grade", "currency", "location", "valid_from"], name="pay_band_once"),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("middle")) & Q(middle__lte=F("maximum")) & Q(minimum__gte=0), name="pay_band_in_order"
            ),
        ]


class PayRule(models.Model):
    """What the company decided about who sees pay bands besides HR administrators: one row, or none while nothing was decided."""

    class SeenBy(models.TextChoices):
        HR = "hr", "HR administrators only"
        OWN = "own", "Everybody, for their own height: their level and its equals"

    seen_by = models.CharField(max_length=3, choices=SeenBy.choices)
    decided_at = models.DateTimeField()


class Ladder(models.Model):
    """A career ladder of one family of work; what it says is in its versions."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class LadderVersion(models.Model):
    """A ladder as it was written down once. People stand on a version; a published one no longer changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    ladder = models.ForeignKey("people.Ladder", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    framework = models.JSONField(default=dict)  # the document's "framework" object, whole
    scales = models.JSONField(default=list)
    transitions = models.JSONField(default=list)
    pay_bands = models.JSONField(default=list)  # as the source gives them, per level; the company's own are PayBand
    rules = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    sections = models.JSONField(
        default=list
    )  # which optional lists the document had, in order: an empty list is not a missing one

    class Meta:
        ordering = ["ladder", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "number"], name="ladder_version_number_once"),
            models.UniqueConstraint(fields=["ladder"], condition=Q(status="published"), name="ladder_one_published_version"),
        ]

    def __str__(self) -> str:
        return f"{self.ladder} {self.number}"


class Keyed(models.Model):
    """A part of a ladder version that the document names by a key; `position` is its place in the document."""

    version = models.ForeignKey("people.LadderVersion", models.CASCADE, related_name="%(class)s_set")
    key = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    extra = models.JSONField(null=True)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="%(class)s_key_once")]


class Family(Keyed):
    """A discipline within a ladder: software, reliability, security."""

    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)  # Markdown
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True)


class Rank(Keyed):
    """The document's own height of a level. HR says which grade it is; nothing else makes levels equal."""

    title = models.CharField(max_length=300, blank=True)
    order = models.FloatField()
    attributes = models.JSONField(null=True)


class Track(Keyed):
    """A way to grow: individual contribution, management, both at once, or shared before the fork."""

    class Kind(models.TextChoices):
        IC = "ic", "Individual contributor"
        MANAGEMENT = "management", "Management"
        HYBRID = "hybrid", "Both at once"
        SHARED = "shared", "Shared"
        UNSPECIFIED = "unspecified", "Not said"

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    family = models.ForeignKey("people.Family", models.CASCADE, null=True, blank=True)
    summary = models.TextField(blank=True)  # Markdown
    is_cumulative = models.BooleanField(null=True)  # each level includes those below it

    def __str__(self) -> str:
        return self.title


class Level(Keyed):
    """A step of a track. `order` may have holes; its height is its grade."""

    class Kind(models.TextChoices):
        LEVEL = "level", "Level"
        ROLE_OVERLAY = "role_overlay", "Role on top of a level"
        PLACEHOLDER = "placeholder", "Placeholder"

    track = models.ForeignKey("people.Track", models.CASCADE, related_name="levels")
    rank = models.ForeignKey("people.Rank", models.SET_NULL, null=True, blank=True)
    grade = models.ForeignKey("people.Grade", models.PROTECT, null=True, blank=True, related_name="levels")
    order = models.FloatField()
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)  # empty: a level, not said so
    is_career_level = models.BooleanField(null=True)
    summary = models.TextField(blank=True)  # Markdown
    alternative_titles = models.JSONField(null=True)
    attributes = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Competency(Keyed):
    """Something a level expects to be done well; a tree (the document says "dimension")."""

    title = models.CharField(max_length=300)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    family = models.ForeignKey("people.Family", models.CASCADE, null=True, blank=True)
    description = models.TextField(blank=True)  # Markdown
    order = models.FloatField(null=True, blank=True)
    scale = models.CharField(max_length=120, blank=True)  # key of one of the version's scales
    weight = models.JSONField(null=True)  # track key -> number
    inherits_from = models.CharField(max_length=120, blank=True)  # key of another competency

    class Meta(Keyed.Meta):
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title


class Expectation(models.Model):
    """One cell: what a level (or a track, or everyone) is expected to show in one competency."""

    class State(models.TextChoices):
        WRITTEN = "written", "Written"
        BLANK = "blank", "Left blank"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        SAME_AS_PREVIOUS = "same_as_previous", "As the level before"
        TODO = "todo", "Still to be written"

    version = models.ForeignKey("people.LadderVersion", models.CASCADE, related_name="expectations")
    position = models.PositiveIntegerField()
    level = models.ForeignKey("people.Level", models.CASCADE, null=True, blank=True, related_name="expectations")
    track = models.ForeignKey("people.Track", models.CASCADE, null=True, blank=True)
    for_all = models.BooleanField(default=False)
    competency = models.ForeignKey("people.Competency", models.CASCADE, null=True, blank=True, related_name="expectations")
    scale_step = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=State.choices)
    summary = models.TextField(blank=True)  # Markdown
    items = models.JSONField(null=True)  # the document's items: text, kind, parent, urls, proficiency, id
    extra = models.JSONField(null=True)

    class Meta:
        ordering = ["position"]


class LevelRelation(models.Model):
    """What the document says about two levels besides their rank: equal on one competency, or explicitly not equal."""

    class Relation(models.TextChoices):
        EQUIVALENT = "equivalent", "Equal"
        SAME_PAY = "same_pay", "Same pay"
        SAME_POINTS = "same_points", "Same points"
        NOT_EQUIVALENT = "not_equivalent", "Explicitly not equal"
        PARTLY = "partly", "Partly equal"

    version = models.ForeignKey("people.LadderVersion", models.CASCADE, related_name="relations")
    position = models.PositiveIntegerField()
    a = models.ForeignKey("people.Level", models.CASCADE, related_name="+")
    b = models.ForeignKey("people.Level", models.CASCADE, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    competency = models.ForeignKey("people.Competency", models.CASCADE, null=True, blank=True)
    note = models.TextField(blank=True)  # Markdown

    class Meta:
        ordering = ["position"]


class LevelSuccession(models.Model):
    """What a level of the version before became in a new one: itself under another name, several, one of several, or (no `after`) nothing."""

    version = models.ForeignKey("people.LadderVersion", models.CASCADE, related_name="successions")  # the new one
    before = models.ForeignKey("people.Level", models.CASCADE, related_name="successors")
    after = models.ForeignKey("people.Level", models.CASCADE, null=True, blank=True, related_name="predecessors")

    class Meta:
        ordering = ["before__position", "after__position"]
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="level_succession_once")]


class Placement(models.Model):
    """Where somebody stands, from when to when (half-open, as in employees). Closed and re-created, never overwritten."""

    class Kind(models.TextChoices):
        REGULAR = "regular", "Regular"
        TRIAL = "trial", "On trial"  # the level stays the one they have; what they try is the trial's own
        EARLIER = "earlier", "Earlier employment"

    employee = models.ForeignKey("people.Employee", models.CASCADE, related_name="placements")
    level = models.ForeignKey("people.Level", models.PROTECT, null=True, blank=True, related_name="placements")
    title = models.CharField(max_length=300, blank=True)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="placements")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGULAR)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "place"
        ordering = ["started_on"]
        indexes = [
            models.Index(fields=["team", "started_on"]),
            models.Index(fields=["level", "started_on", "ended_on", "kind"]),  # who stands where, counted from the index alone
        ]
        constraints = [
            models.UniqueConstraint(fields=["employee"], condition=Q(ended_on=None), name="placement_one_open_per_employee"),
            models.UniqueConstraint(fields=["employee", "started_on"], name="placement_one_start_per_day"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gt=F("started_on")), name="placement_ends_after_start"
            ),
        ]
