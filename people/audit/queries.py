"""What do ladders, seats and people say about the two tracks, and which findings stand?"""

from datetime import date

from django.db.models import Q, QuerySet

from people.audit.census import Place
from people.audit.faults import IC, MANAGEMENT, LadderFacts, Seats, Step
from people.audit.models import AuditRelease, Finding, SeatPlan
from people.decisions.delegation import sides_of
from people.employees.models import Employee
from people.tracks.models import LadderVersion, Level, Placement
from people.tracks.queries import published


def ladder_facts() -> list[LadderFacts]:
    """Return the ladders in force as the audit sees them: levels of a career, with a height (two queries)."""
    versions = list(published(LadderVersion.objects.all()).select_related("ladder"))
    rows = Level.objects.filter(version__in=versions, grade__isnull=False).exclude(is_career_level=False)
    levels = rows.exclude(kind__in=(Level.Kind.ROLE_OVERLAY, Level.Kind.PLACEHOLDER)).select_related("track", "grade")
    steps: dict[int, list[Step]] = {version.pk: [] for version in versions}
    for level in levels:
        sides = frozenset(sides_of(level.track) & {IC, MANAGEMENT})
        steps[level.version_id].append(Step(level.key, level.title, sides, level.grade.order))  # type: ignore[union-attr]
    return [
        LadderFacts(version.ladder.key, version.ladder.title, steps[version.pk], version.pay_bands or ()) for version in versions
    ]


def seats() -> list[Seats]:
    """Return how many may stand where (one query)."""
    rows = SeatPlan.objects.values_list("grade__order", "side", "most")
    return [Seats(height, side, most) for height, side, most in rows]


def places_until(on: date) -> list[Place]:
    """Return every placement at a height that began by a day, each career in the order of its days (one query)."""
    rows = Placement.objects.filter(started_on__lte=on, level__grade__isnull=False).exclude(kind=Placement.Kind.EARLIER)
    names = (
        "employee",
        "level__version__ladder",
        "level__key",
        "level__grade__order",
        "level__track__kind",
        "started_on",
        "ended_on",
    )
    return [Place(*row) for row in rows.order_by("employee", "started_on").values_list(*names)]


def standing(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return what was found and is not mended: what is open first, then what is accepted."""
    return findings.exclude(state=Finding.State.MENDED).select_related("owner", "closed_by").order_by("-state", "kind", "key")


def mended(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return what was found and is mended, the latest first."""
    return findings.filter(state=Finding.State.MENDED).select_related("owner").order_by("-closed_at", "-pk")


def due_by(findings: QuerySet[Finding], on: date) -> QuerySet[Finding]:
    """Return what is open and due by a day."""
    return findings.filter(state=Finding.State.OPEN, due_on__lte=on).select_related("owner__user")


def administrators() -> QuerySet[Employee]:
    """Return the HR administrators who work here."""
    return Employee.objects.filter(Q(left_on=None), user__is_hr_administrator=True).select_related("user")


def release_of(wanted: str) -> AuditRelease | None:
    """Return the release of a day (ISO), or the newest one where none is meant; None when there is none. What is compared stays away."""
    rows = AuditRelease.objects.defer("people")
    try:
        chosen = rows.filter(on=date.fromisoformat(wanted)).first() if wanted else None
    except ValueError:
        chosen = None
    return chosen or rows.first()
