"""Who belongs to which audience on a day, and from which day on? Read from placements and lines, a few queries for the whole company.

Every person is looked at on the day it is where they live.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from people.employees.models import Employee, ReportingLine, Team
from people.tracks.models import Placement, Track
from training.curricula.models import Audience, Programme
from transition.lib.dated import counting_on
from transition.lib.moments import zone_named

FIRST_YEAR = timedelta(days=365)  # how long a manager is new
HALF_YEAR = timedelta(days=183)  # how long somebody has come back
MANAGING = {Track.Kind.MANAGEMENT, Track.Kind.HYBRID}


@dataclass(frozen=True)
class Standing:
    """What one person is, on their day. Days are None where it is not so."""

    on: date
    hired_on: date | None = None
    on_trial_since: date | None = None
    manages_since: date | None = None  # on the management track, trials aside
    back_since: date | None = None  # on another track, after a trial or managing
    teams: frozenset[int] = frozenset()  # theirs and all above it
    leads: bool = False
    leads_leaders: bool = False


@dataclass(frozen=True)
class Place:
    """A placement as far as it matters here; half-open."""

    started_on: date
    ended_on: date | None
    is_trial: bool
    track: str  # Track.Kind, empty where no level is known
    team: int | None


def belongs(one: Standing, audiences: Iterable[tuple[str, int | None]]) -> bool:
    """Return whether somebody is in any of the audiences (Audience.Who, id of the team)."""
    return any(_is(one, who, team) for who, team in audiences)


def _is(one: Standing, who: str, team: int | None) -> bool:
    if who == Audience.Who.TEAM:
        return team in one.teams
    return {
        Audience.Who.EVERYONE: True,
        Audience.Who.ON_TRIAL: one.on_trial_since is not None,
        Audience.Who.NEW_MANAGERS: one.manages_since is not None and one.on < one.manages_since + FIRST_YEAR,
        Audience.Who.MANAGERS: one.leads,
        Audience.Who.MANAGERS_OF_MANAGERS: one.leads_leaders,
        Audience.Who.RETURNED: one.back_since is not None and one.on < one.back_since + HALF_YEAR,
    }[Audience.Who(who)]


def anchor_day(programme: Programme, one: Standing) -> date | None:
    """Return the day from which due dates of a programme count for somebody, or None where it is not known (it then stays as it was)."""
    return {
        Programme.Anchor.ENROLMENT: None,
        Programme.Anchor.TRIAL: one.on_trial_since,
        Programme.Anchor.CONFIRMATION: one.manages_since,
        Programme.Anchor.HIRED: one.hired_on,
        Programme.Anchor.DATE: programme.anchor_on,
    }[Programme.Anchor(programme.anchor)]


def known_days(one: Standing) -> dict[str, str]:
    """Return the days that modules may count from, as far as they are known: Programme.Anchor -> ISO date."""
    days = {
        Programme.Anchor.TRIAL: one.on_trial_since,
        Programme.Anchor.CONFIRMATION: one.manages_since,
        Programme.Anchor.HIRED: one.hired_on,
    }
    return {anchor.value: day.isoformat() for anchor, day in days.items() if day is not None}


def days_of(employee: Employee, *, at: datetime) -> dict[str, str]:
    """Return the days of one person, as `known_days` does, at a moment (one query)."""
    on = at.astimezone(zone_named(employee.time_zone)).date()
    places = _places(Placement.objects.filter(employee=employee)).get(employee.pk, [])
    return known_days(standing(places, on=on, hired_on=employee.hired_on, parents={}, leads=False, leads_leaders=False))


def standings(*, at: datetime) -> dict[int, Standing]:
    """Return how everybody stands who works here at a moment, by id of the employee (four queries)."""
    days = {
        pk: (at.astimezone(zone_named(zone)).date(), hired, left)
        for pk, zone, hired, left in Employee.objects.values_list("pk", "time_zone", "hired_on", "left_on")
    }
    here = {
        pk: (on, hired)
        for pk, (on, hired, left) in days.items()
        if (hired is None or hired <= on) and (left is None or left > on)
    }
    parents = dict(Team.objects.values_list("pk", "parent"))
    places = _places(Placement.objects.all())
    leaders = _leaders(at, here)
    over_leaders = {boss for one in leaders for boss in leaders[one].bosses}
    return {
        pk: standing(
            places.get(pk, ()), on=on, hired_on=hired, parents=parents, leads=leaders[pk].leads, leads_leaders=pk in over_leaders
        )
        for pk, (on, hired) in here.items()
    }


def _places(placements: QuerySet[Placement]) -> Mapping[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    rows = placements.exclude(kind=Placement.Kind.EARLIER).order_by("started_on")
    for pk, kind, track, team, start, end in rows.values_list(
        "employee", "kind", "level__track__kind", "team", "started_on", "ended_on"
    ):
        found[pk].append(Place(start, end, kind == Placement.Kind.TRIAL, track or "", team))
    return found


@dataclass
class _Lead:
    leads: bool = False
    bosses: tuple[int, ...] = ()  # whom somebody who leads reports to


def _leaders(at: datetime, here: Mapping[int, tuple[date, date | None]]) -> Mapping[int, _Lead]:
    """Return who leads, each seen on the day of the one who is led (one query)."""
    day = at.date()
    near = ReportingLine.objects.filter(
        counting_on(day) | counting_on(day - timedelta(days=1)) | counting_on(day + timedelta(days=1))
    )
    found: dict[int, _Lead] = defaultdict(_Lead)
    boss_of: dict[int, int] = {}
    for led, boss, start, end in near.values_list("employee", "manager", "started_on", "ended_on"):
        if led in here and start <= here[led][0] and (end is None or end > here[led][0]):
            found[boss].leads = True
            boss_of[led] = boss
    for led, boss in boss_of.items():
        if found[led].leads:
            found[led].bosses = (boss,)
    return found


def standing(
    places: Collection[Place],
    *,
    on: date,
    hired_on: date | None,
    parents: Mapping[int, int | None],
    leads: bool,
    leads_leaders: bool,
) -> Standing:
    """Return what somebody is on a day, from their places in order of time."""
    past = [place for place in places if place.started_on <= on]
    current = past[-1] if past and (past[-1].ended_on is None or past[-1].ended_on > on) else None
    facts: dict[str, date] = {}
    if current and current.is_trial:
        facts["on_trial_since"] = _since(past, lambda place: place.is_trial)
    elif current and current.track in MANAGING:
        facts["manages_since"] = _since(past, lambda place: not place.is_trial and place.track in MANAGING)
    elif current:
        begin = _since(past, lambda place: not place.is_trial and place.track not in MANAGING)
        before = [place for place in past if place.started_on < begin]
        if before and (before[-1].is_trial or before[-1].track in MANAGING):
            facts["back_since"] = begin
    teams = _with_above(current.team if current else None, parents)
    return Standing(on=on, hired_on=hired_on, teams=teams, leads=leads, leads_leaders=leads_leaders, **facts)


def _since(past: list[Place], fits: Callable[[Place], bool]) -> date:
    """Return from when on the last places, one after the other without a gap, all fit."""
    begin = past[-1].started_on
    for place in reversed(past[:-1]):
        if not fits(place) or place.ended_on != begin:
            break
        begin = place.started_on
    return begin


def _with_above(team: int | None, parents: Mapping[int, int | None]) -> frozenset[int]:
    found: set[int] = set()
    while team is not None and team not in found:
        found.add(team)
        team = parents.get(team)
    return frozenset(found)
