"""Who moved and may be asked, which tasters, and what was seen in them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from people.employees.models import Employee
from people.employees.queries import current
from people.tracks.models import Placement, Track
from training.tasters.models import StoryOffer, Taster

State = Taster.State
OPEN = (State.ASKED, State.AGREED)
MOVED, BACK = "moved", "back"
LEADS = (Track.Kind.MANAGEMENT, Track.Kind.HYBRID)
AT_ONCE = 3  # talks that somebody who moved is asked for at the same time
OFFERED, CONSIDERED = 6, 500


def way_of(placements: Iterable[Placement], *, on: date) -> str:
    """Return what somebody's places (with level and track, in order of time) say on a day: "moved" (they lead now and did not before),
    "back" (they led or tried to, and do not now), or "" for neither."""
    leads = [
        one.kind == Placement.Kind.TRIAL or (one.level is not None and one.level.track.kind in LEADS)
        for one in placements
        if one.kind != Placement.Kind.EARLIER and one.started_on <= on
    ]
    if True not in leads:
        return ""
    if not leads[-1]:
        return BACK
    return MOVED if False in leads else ""


def way_of_person(employee: Employee, *, on: date) -> str:
    """Return what the places of one person say (see `way_of`; one query)."""
    return way_of(employee.placements.select_related("level__track").order_by("started_on"), on=on)


@dataclass(frozen=True)
class Story:
    """Somebody who may be asked: `way` is "moved" or "back"."""

    offer: StoryOffer
    way: str

    @property
    def went_back(self) -> bool:
        return self.way == BACK


def who_to_hear(employee: Employee, *, on: date) -> list[Story]:
    """Return at most six who moved and may be asked by somebody, those with the fewest talks waiting first.

    When anybody who went back may be asked, one of them is among the first two: who hears only from those who stayed hears one half.
    """
    asked = Count("employee__tasters_hosted", filter=Q(employee__tasters_hosted__kind=Taster.Kind.TALK,
                                                       employee__tasters_hosted__state__in=OPEN))  # fmt: skip
    places = Prefetch("employee__placements", Placement.objects.select_related("level__track").order_by("started_on"))
    here = current(Employee.objects.exclude(pk=employee.pk), on=on)
    rows = StoryOffer.objects.filter(is_open=True, employee__in=here).annotate(load=asked).filter(load__lt=AT_ONCE)
    rows = rows.select_related("employee").prefetch_related(places).order_by("load", "pk")[:CONSIDERED]
    stories = [Story(row, way) for row in rows if (way := way_of(row.employee.placements.all(), on=on))]
    back = next((one for one in stories if one.went_back), None)
    if back is not None and back not in stories[:2]:
        stories.remove(back)
        stories.insert(1, back)
    return stories[:OFFERED]


def offer_of(employee: Employee) -> StoryOffer | None:
    """Return what somebody offers to be asked, or None."""
    return StoryOffer.objects.filter(employee=employee).first()


def with_both(tasters: QuerySet[Taster]) -> QuerySet[Taster]:
    """Return tasters with guest and host."""
    return tasters.select_related("guest", "host")


def to_debrief(tasters: QuerySet[Taster], *, until: date) -> QuerySet[Taster]:
    """Return the tasters whose day came by a day, and of which nobody has said anything."""
    return with_both(tasters.filter(state=State.AGREED, planned_on__lte=until))


@dataclass(frozen=True)
class Seen:
    """Leadership that somebody else saw: of what kind, what, who saw it, and when."""

    title: str
    what: str
    seen_by: Employee
    on: date


def evidence_of(employee: Employee) -> list[Seen]:
    """Return what hosts saw of somebody in tasters, the latest first: only what the person lets count; talks are none (one query)."""
    rows = Taster.objects.filter(guest=employee, state=State.DONE, counts=True).exclude(saw="").exclude(kind=Taster.Kind.TALK)
    return [
        Seen(row.get_kind_display(), row.saw, row.host, row.done_on)
        for row in rows.select_related("host").order_by("-done_on", "-pk")
        if row.done_on is not None
    ]
