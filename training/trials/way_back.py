"""Where does somebody stand, and what does a return give? At least the snapshot, in everything, whatever changed meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from people.employees.models import Employee, Team
from people.employees.queries import circle_day, current, manager_of, who_leads_instead
from people.tracks.models import Grade, LadderVersion, Level, Placement
from people.tracks.queries import band_of, place_of
from training.trials.models import Snapshot, Trial

BOUNDS = ("minimum", "middle", "maximum")


@dataclass(frozen=True)
class Band:
    """A pay band, a year: amounts in one currency (ISO 4217)."""

    currency: str
    minimum: Decimal
    middle: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: what a contract guarantees, and what a return gives."""

    level: Level
    grade_order: int
    title: str
    team: Team | None
    manager: Employee | None
    band: Band | None


def standing_of(employee: Employee, *, on: date) -> Standing | None:
    """Return where somebody stands on a day, or None while they have no level with a height."""
    place = place_of(employee, on=on)
    if place is None or place.level is None or place.level.grade is None:
        return None
    band = _band(place.level.grade, employee, on)
    manager = manager_of(employee, on=on)
    return Standing(place.level, place.level.grade.order, place.title, place.team, manager, band)


def _band(grade: Grade, employee: Employee, on: date) -> Band | None:
    found = band_of(grade, location=employee.location, on=on)
    return Band(found.currency, found.minimum, found.middle, found.maximum) if found else None


def snapshot_of(trial: Trial, standing: Standing, *, on: date) -> Snapshot:
    """Return the snapshot (unsaved) that keeps a standing."""
    band = standing.band
    return Snapshot(
        trial=trial,
        taken_on=on,
        level=standing.level,
        grade=standing.level.grade,
        grade_order=standing.grade_order,
        level_name=str(standing.level)[:270],
        title=standing.title,
        team=standing.team,
        team_name=str(standing.team or ""),
        manager=standing.manager,
        currency=band.currency if band else "",
        band_minimum=band.minimum if band else None,
        band_middle=band.middle if band else None,
        band_maximum=band.maximum if band else None,
    )


def differences(snapshot: Snapshot, standing: Standing | None) -> list[str]:
    """Return in words what is no longer as the snapshot says; empty when nothing changed."""
    if standing is None:
        return ["the level"]
    pairs = {
        "the level": (snapshot.level_id, standing.level.pk),
        "the height": (snapshot.grade_order, standing.grade_order),
        "the title": (snapshot.title, standing.title),
        "the team": (snapshot.team_id, standing.team.pk if standing.team else None),
        "the manager": (snapshot.manager_id, standing.manager.pk if standing.manager else None),
        "the pay band": (kept_band(snapshot), standing.band),
    }
    return [name for name, (kept, now) in pairs.items() if kept != now]


def kept_band(snapshot: Snapshot) -> Band | None:
    """Return the pay band that a snapshot keeps, or None when the height had none."""
    if not snapshot.currency:
        return None
    return Band(snapshot.currency, *(getattr(snapshot, f"band_{bound}") for bound in BOUNDS))


def standing_after_return(trial: Trial, *, on: date) -> Standing:
    """Return what `trial`'s candidate stands on when they are back on a day.

    Level: the kept one, or its namesake in the version now in force when that is as high, or what they reached on the same track
    meanwhile. Team: the kept one, or what it belonged to,
    or where they are now. Manager: the kept one, or the sponsor, or the manager of the trial, or who came
    next above them, who works here and is not led by the candidate. Band: the kept one and today's, the higher of each bound.
    """
    snapshot, candidate = trial.snapshot, trial.candidate
    level = _level(snapshot, place_of(candidate, on=on))
    order = max(snapshot.grade_order, level.grade.order if level.grade else 0)
    band = _better(kept_band(snapshot), _band(level.grade or snapshot.grade, candidate, on))
    return Standing(level, order, snapshot.title, _team(trial, on), _manager(trial, on), band)


def _level(snapshot: Snapshot, place: Placement | None) -> Level:
    kept = snapshot.level
    if place and place.level and _is_higher_on_track(place.level, snapshot):
        return place.level
    if kept.version.status == LadderVersion.Status.PUBLISHED:
        return kept
    in_force = Level.objects.filter(
        version__ladder=kept.version.ladder_id, version__status=LadderVersion.Status.PUBLISHED, key=kept.key
    ).select_related("grade")
    successor = in_force.filter(grade__order__gte=snapshot.grade_order).first()
    return successor or kept


def _is_higher_on_track(level: Level, snapshot: Snapshot) -> bool:
    kept = snapshot.level
    is_same_track = (level.version.ladder_id, level.track.key) == (kept.version.ladder_id, kept.track.key)
    return is_same_track and level.grade is not None and level.grade.order > snapshot.grade_order


def _team(trial: Trial, on: date) -> Team | None:
    team = trial.snapshot.team
    while team is not None and team.closed_on is not None and team.closed_on <= on:
        team = team.parent
    if team is None and trial.snapshot.team_id is not None:
        place = place_of(trial.candidate, on=on)
        return place.team if place else None
    return team


def _manager(trial: Trial, on: date) -> Employee | None:
    if trial.snapshot.manager is None:
        return None
    now = manager_of(trial.candidate, on=on)
    return first_to_lead(trial.candidate, (trial.snapshot.manager, trial.sponsor, trial.contract.manager, now), on=on)


def first_to_lead(employee: Employee, choices: Iterable[Employee | None], *, on: date) -> Employee | None:
    """Return the first of `choices` to whom `employee` can report from a day on: who works here and does not stand below them.

    Where none of them works here any more, whoever came next above one of them; None when there is nobody.
    """
    known = [one for one in choices if one is not None]
    instead = (who_leads_instead(one, on=on) for one in known)
    for manager in (*known, *instead):
        if manager is not None and _can_lead(manager, employee, on=on):
            return manager
    return None


def _can_lead(manager: Employee, employee: Employee, *, on: date) -> bool:
    if manager.pk == employee.pk or not current(Employee.objects.filter(pk=manager.pk), on=on).exists():
        return False
    return circle_day(employee, manager, on=on, until=None) is None


def _better(kept: Band | None, now: Band | None) -> Band | None:
    if kept is None or now is None:
        return kept or now
    if kept.currency != now.currency:
        return kept
    return Band(kept.currency, *(max(getattr(kept, bound), getattr(now, bound)) for bound in BOUNDS))
