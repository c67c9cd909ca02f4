"""What do we remember about trials?

States change only where something really changes: "decision due", "overdue" and "support behind" follow from dates and rows.
"""

from django.db import models
from django.db.models import F, Q


class Trial(models.Model):
    """One person trying to be a manager, with a contract and a guaranteed way back."""

    class Status(models.TextChoices):
        NOMINATED = "nominated", "Nominated"
        OFFERED = "offered", "Offered"
        SIGNED = "signed", "Signed"
        RUNNING = "running", "Running"
        CONFIRMED = "confirmed", "Confirmed"
        RETURNING = "returning", "On the way back"
        RETURNED = "returned", "Back"
        CANCELLED = "cancelled", "Cancelled"
        LEFT = "left", "Left the company"

    # One transition table (README draws it): what may follow what.
    TRANSITIONS = {
        Status.NOMINATED: {Status.OFFERED, Status.CANCELLED, Status.LEFT},
        Status.OFFERED: {Status.SIGNED, Status.CANCELLED, Status.LEFT},
        Status.SIGNED: {Status.OFFERED, Status.RUNNING, Status.CANCELLED, Status.LEFT},  # offered again: the signatures are void
        Status.RUNNING: {Status.CONFIRMED, Status.RETURNING, Status.LEFT},
        Status.CONFIRMED: {Status.RETURNING, Status.LEFT},
        Status.RETURNING: {Status.RETURNED, Status.LEFT},
        Status.RETURNED: set(),
        Status.CANCELLED: set(),
        Status.LEFT: set(),
    }
    OPEN = (Status.NOMINATED, Status.OFFERED, Status.SIGNED, Status.RUNNING)  # one of these a person
    BEFORE = (Status.NOMINATED, Status.OFFERED, Status.SIGNED)  # the first day

    candidate = models.ForeignKey("people.Employee", models.PROTECT, related_name="trials")
    sponsor = models.ForeignKey("people.Employee", models.PROTECT, related_name="sponsored_trials")
    mentor = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="mentored_trials")
    mentor_reads_check_ins = models.BooleanField(default=False)  # the candidate's consent
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NOMINATED)
    nominated_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # last day of the period as it stands; the contract keeps the agreed one
    is_extended = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)  # both sides decide again in the next one
    feedback_on = models.DateField(null=True, blank=True)  # the conversation a sponsor owes before saying "return"
    confirmed_on = models.DateField(null=True, blank=True)
    evaluation = models.OneToOneField("training.Evaluation", models.SET_NULL, null=True, blank=True, related_name="trial")

    class Meta:
        ordering = ["-nominated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(status__in=("nominated", "offered", "signed", "running")),
                name="trial_one_open_per_candidate",
            ),
            models.CheckConstraint(condition=~Q(candidate=F("sponsor")), name="trial_nobody_sponsors_themself"),
            models.CheckConstraint(condition=Q(mentor=None) | ~Q(mentor=F("candidate")), name="trial_nobody_mentors_themself"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_on__isnull=False), name="trial_confirmed_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Trial of {self.candidate}"


class Evidence(models.Model):
    """Why the sponsor nominates: something that was seen, and by whom."""

    class Kind(models.TextChoices):
        LEADERSHIP = "leadership", "Leadership"
        TECHNICAL = "technical", "Technical result"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.TextField()
    witness = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")  # who saw it
    seen_by = models.CharField(max_length=200, blank=True)  # in words, where nobody is named


class RoleSheet(models.Model):
    """What starts, stays and stops for the candidate; both sign it before the start, and new words void both signatures."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="sheet")
    starts = models.TextField()
    stays = models.TextField()
    stops = models.TextField()
    written_at = models.DateTimeField()
    candidate_signed_at = models.DateTimeField(null=True, blank=True)
    sponsor_signed_at = models.DateTimeField(null=True, blank=True)

    @property
    def is_signed(self) -> bool:
        """Whether both have signed these words."""
        return self.candidate_signed_at is not None and self.sponsor_signed_at is not None


class Contract(models.Model):
    """What both sides agree on before the first day. Once signed it does not change; what changes later is a row of its own."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="contract")
    title = models.CharField(max_length=200)  # during the trial
    target_level = models.ForeignKey("people.Level", models.PROTECT, related_name="+")  # after confirmation
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="+")
    manager = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")  # of the candidate, during the trial
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # null: acting, with an open end
    success_criteria = models.TextField()
    protected_hours = models.PositiveSmallIntegerField(default=4)  # a week
    technical_hours = models.PositiveSmallIntegerField(default=0)  # a week, for work with their own hands
    peer_group = models.CharField(max_length=200, blank=True)
    coach = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey("training.Programme", models.PROTECT, null=True, blank=True, related_name="+")
    preset = models.ForeignKey("training.PresetVersion", models.PROTECT, null=True, blank=True, related_name="+")
    way_back_months = models.PositiveSmallIntegerField(default=12)  # open that long after a confirmation

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="contract_ends_after_start"),
            models.CheckConstraint(condition=Q(way_back_months__gte=6), name="contract_way_back_half_a_year"),
        ]


class ContractReport(models.Model):
    """Somebody the candidate leads during the trial, and to whom they reported before."""

    contract = models.ForeignKey("training.Contract", models.CASCADE, related_name="reports")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    previous_manager = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "employee"], name="contract_report_once")]


class Signature(models.Model):
    """One of three: candidate, sponsor, HR. `digest` is the SHA-256 of the contract's text as it was signed."""

    class Role(models.TextChoices):
        CANDIDATE = "candidate", "Candidate"
        SPONSOR = "sponsor", "Sponsor"
        HR = "hr", "HR"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=10, choices=Role.choices)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trial", "role"], name="signature_once_per_role")]


class Snapshot(models.Model):
    """Where the candidate stood when the contract was offered: what a return gives at least. Written once, never changed."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="snapshot")
    taken_on = models.DateField()
    level = models.ForeignKey("people.Level", models.PROTECT, related_name="+")
    grade = models.ForeignKey("people.Grade", models.PROTECT, related_name="+")
    grade_order = models.PositiveSmallIntegerField()
    level_name = models.CharField(max_length=270)
    title = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    team_name = models.CharField(max_length=120, blank=True)
    manager = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")
    currency = models.CharField(max_length=3, blank=True)  # empty: the grade had no band
    band_minimum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    band_middle = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    band_maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)


class PackagePart(models.Model):
    """One of the five kinds of support that have to be there before a trial starts; `what` is empty where the contract promises none."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", "Programme"
        MENTOR = "mentor", "Coach or mentor"
        PEER_GROUP = "peer_group", "Peer group"
        PROTECTED_TIME = "protected_time", "Protected time"
        TECHNICAL_TIME = "technical_time", "Technical time"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="package")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = models.CharField(max_length=300, blank=True)
    there_on = models.DateField(null=True, blank=True)
    there_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    waived_on = models.DateField(null=True, blank=True)  # the trial may start without it: HR, in writing
    waived_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    waived_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "kind"], name="package_part_once"),
            models.CheckConstraint(condition=Q(waived_on=None) | ~Q(waived_reason=""), name="package_part_waived_in_writing"),
        ]


class SupportPromise(models.Model):
    """Something the company owes the candidate: once by a day, or again and again (`every_weeks`)."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", "Mentor"
        PROGRAMME = "programme", "Programme"
        PROTECTED_TIME = "protected_time", "Protected time"
        OTHER = "other", "Other"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = models.CharField(max_length=300)
    owner = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    due_on = models.DateField()  # the first time
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)


class SupportDelivery(models.Model):
    """A promise kept, on a day."""

    promise = models.ForeignKey("training.SupportPromise", models.CASCADE, related_name="deliveries")
    on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["promise", "on"], name="support_delivery_once_a_day")]


class CheckIn(models.Model):
    """A day on which candidate and sponsor each say how it goes. Held when both have answered."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="check_ins")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(null=True, blank=True)  # in the contract; null: added by an extension
    due_on = models.DateField()  # moves when the candidate is away
    form = models.CharField(max_length=10, default="usual")  # which questions: a key of questions.FORMS
    held_on = models.DateField(null=True, blank=True)
    waived_on = models.DateField(null=True, blank=True)
    waived_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    waived_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "check-in"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="check_in_number_once"),
            models.CheckConstraint(condition=Q(held_on=None) | Q(waived_on=None), name="check_in_held_or_waived"),
            models.CheckConstraint(condition=Q(waived_on=None) | ~Q(waived_reason=""), name="check_in_waived_in_writing"),
        ]


class CheckInAnswer(models.Model):
    """One side's words of a check-in; the other side reads them once both have answered."""

    check_in = models.ForeignKey("training.CheckIn", models.CASCADE, related_name="answers")
    role = models.CharField(max_length=10, choices=Signature.Role.choices)
    answers = models.JSONField()  # question key -> text
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_in", "role"], name="check_in_answer_once_per_side"),
            models.CheckConstraint(condition=Q(role__in=("candidate", "sponsor")), name="check_in_answer_of_two_sides"),
        ]


class Verdict(models.Model):
    """What one side says at the decision, in words; HR only when the end passed undecided."""

    class Choice(models.TextChoices):
        CONFIRM = "confirm", "Confirm"
        EXTEND = "extend", "Extend"
        RETURN = "return", "Return"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="verdicts")
    round = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=Signature.Role.choices)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["round", "at"]
        constraints = [models.UniqueConstraint(fields=["trial", "round", "role"], name="verdict_once_per_round_and_side")]


class Waiver(models.Model):
    """A condition of the confirmation that does not apply: who said so, and why."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="waivers")
    condition = models.CharField(max_length=40)  # a key of conditions.py
    reason = models.TextField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trial", "condition"], name="waiver_once_per_condition"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]


class Absence(models.Model):
    """The candidate was away: the end and the open check-ins moved by as many days."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="absences")
    started_on = models.DateField()
    ended_on = models.DateField()  # first day back

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ended_on__gt=F("started_on")), name="absence_ends_after_start")]


class Announcement(models.Model):
    """What the team was told."""

    class Kind(models.TextChoices):
        START = "start", "Start"
        EXTENSION = "extension", "Extension"
        CONFIRMATION = "confirmation", "Confirmation"
        RETURN = "return", "Return"

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="announcements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class Return(models.Model):
    """The way back, taken: what the candidate stands on from `on`. At least the snapshot in everything."""

    trial = models.OneToOneField("training.Trial", models.CASCADE, related_name="way_back")
    said_on = models.DateField()
    on = models.DateField()  # first day back
    level = models.ForeignKey("people.Level", models.PROTECT, related_name="+")
    grade_order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    manager = models.ForeignKey("people.Employee", models.PROTECT, null=True, blank=True, related_name="+")
    currency = models.CharField(max_length=3, blank=True)
    band_minimum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    band_middle = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    band_maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)


class ReintegrationStep(models.Model):
    """One step of settling in again, with an owner and a day."""

    trial = models.ForeignKey("training.Trial", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    owner = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["trial", "position"], name="reintegration_step_position_once")]
