"""Which curves are drawn, and which of their points may be shown? Pure.

The share that stands at a month is the estimate over all days before it (Kaplan-Meier, Aalen-Johansen: `transition.lib.survival`); which
months are shown follows from the one rule for small groups: whom something had befallen by a month is a group, and who is still at risk
then is one, so that between two points shown there are always five people or nobody. A curve ends where fewer than five are at risk.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from training.insights.census import MONTH, OF_CURVE, OF_RISK, Course
from transition.lib.small_groups import THRESHOLD, Group
from transition.lib.survival import Survival, Watched, aalen_johansen, at_risk, interval, kaplan_meier

FEWEST = 30  # people with a first trial: before that there is no curve
MONTHS = (1, 2, 3, 4, 6, 9, 12, 15, 18, 24, 30, 36)  # at which a point may stand
ENDS, LEADING = "ends", "leading"
CAUSES = {ENDS: ("confirmed", "returned", "left"), LEADING: ("returned", "left")}  # of each chart, in the order of its legend

Chart = dict[
    str, Any
]  # "on", "n", "months"; "risk": month -> n; "curves": cause -> month -> percent; "still": month -> [percent, low, high]


@dataclass(frozen=True)
class Begun:
    """What a chart is reckoned from: everybody who began, by id, with days since then and what ended them."""

    key: str
    subjects: Mapping[int, Watched]


def charts_of(courses: Sequence[Course], *, on: date) -> list[Begun]:
    """Return both charts: how trials end (the first of three), and whether people go on leading (they went back, or left); [] for few."""
    if len(courses) < FEWEST:
        return []
    return [
        Begun(ENDS, {course.person: _watched(course, ("confirmed", "returned", "left"), on) for course in courses}),
        Begun(LEADING, {course.person: _watched(course, ("returned", "left"), on) for course in courses}),
    ]


def _watched(course: Course, causes: Sequence[str], on: date) -> Watched:
    """Return the first of some causes, in days; of two on one day the first named counts."""
    days = [(getattr(course, f"{cause}_on"), cause) for cause in causes]
    reached = [((day - course.began_on).days, number, cause) for number, (day, cause) in enumerate(days) if day is not None]
    if not reached:
        return Watched((on - course.began_on).days, None)
    time, _, cause = min(reached)
    return Watched(time, cause)


def groups_of(chart: Begun) -> list[Group]:
    """Return the groups whose numbers the points of a chart tell: by month who is at risk, and whom each cause has reached."""
    groups = []
    for month in months_of(chart):
        days = month * MONTH
        risk = frozenset(one for one, subject in chart.subjects.items() if subject.time >= days)
        groups.append(Group(f"{chart.key}/risk/{month}", risk, weight=OF_RISK))
        for cause in CAUSES[chart.key]:
            reached = frozenset(one for one, subject in chart.subjects.items() if subject.cause == cause and subject.time <= days)
            groups.append(Group(f"{chart.key}/{cause}/{month}", reached, weight=OF_CURVE))
    return groups


def months_of(chart: Begun) -> list[int]:
    """Return the months at which at least five are at risk."""
    subjects = list(chart.subjects.values())
    return [month for month in MONTHS if at_risk(subjects, month * MONTH) >= THRESHOLD]


def points_of(chart: Begun, *, hide: set[str], on: date) -> Chart:
    """Return the points of a chart that may be shown, shares in whole percent; those of `hide` are left out."""
    subjects = list(chart.subjects.values())
    steps, survival = aalen_johansen(subjects), kaplan_meier(subjects)
    times = [step.time for step in steps]
    found: Chart = {
        "on": on.isoformat(),
        "n": len(subjects),
        "months": months_of(chart),
        "risk": {},
        "curves": {cause: {} for cause in CAUSES[chart.key]},
        "still": {},
    }
    for month in found["months"]:
        number = bisect_right(times, month * MONTH)
        if f"{chart.key}/risk/{month}" not in hide:
            found["risk"][str(month)] = at_risk(subjects, month * MONTH)
        shown = [cause for cause in CAUSES[chart.key] if f"{chart.key}/{cause}/{month}" not in hide]
        for cause in shown:
            share = steps[number - 1].shares.get(cause, 0.0) if number else 0.0
            found["curves"][cause][str(month)] = round(100 * share)
        if len(shown) == len(CAUSES[chart.key]):
            found["still"][str(month)] = _still(survival[number - 1] if number else None)
    return found


def _still(step: Survival | None) -> list[int | None]:
    """Return the share in percent to which nothing has happened, and between which ends it lies with 95 % confidence (None: nobody knows)."""
    if step is None:
        return [100, None, None]
    low, high = interval(step)
    return [round(100 * share) for share in (step.share, low, high)]


def how_many(chart: Chart | None) -> int:
    """Return how many points of its curves a chart shows."""
    return sum(len(points) for points in chart["curves"].values()) if chart else 0
