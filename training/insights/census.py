"""What became of each trial by a day, and which groups is it counted in? Pure: courses in, groups and figures out.

Everybody counts once, with the first trial they began: so a group is people, and those who tried twice do not weigh twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from transition.lib.small_groups import Group

MONTH = 30.4375  # days
A_YEAR = timedelta(days=365)
HEADLINES = ("begun", "running", "confirmed", "returned", "left")  # shown before everything else
OF_HEADLINE, OF_CURVE, OF_RISK, OF_TABLE, OF_YEAR = 4, 3, 2, 1, 0  # what is shown first, where not everything can be


@dataclass(frozen=True)
class Support:
    """What was promised of one kind until the trial's end: how many deliveries were due, and how many came."""

    kind: str
    due: int
    came: int


@dataclass(frozen=True)
class Course:
    """How the first trial that somebody began has gone. After a return, `level` and `band` say where it is beside what was kept.

    They are "same", "higher", "lower", or "unknown" (a band that one of the two days had not, or in another currency).
    """

    person: int
    began_on: date
    confirmed_on: date | None = None
    returned_on: date | None = None
    left_on: date | None = None
    reviewed_on: date | None = None  # after they left, by HR
    is_regretted: bool = False
    level: str = ""
    band: str = ""
    support: tuple[Support, ...] = ()
    tried_again: bool = False


def known_by(course: Course, on: date) -> Course:
    """Return a course as a day knows it: what came later has not happened."""

    def by_then(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    return replace(
        course,
        confirmed_on=by_then(course.confirmed_on),
        returned_on=by_then(course.returned_on),
        left_on=by_then(course.left_on),
        reviewed_on=by_then(course.reviewed_on),
    )


Figure = dict[
    str, Any
]  # "n", "months" (the median from the first day), "due" and "came" (support), "on" (ISO: the day it was counted)


def groups_of(courses: Iterable[Course], *, on: date) -> list[Group]:
    """Return the groups of the table; a key is a path, where each step says more: "returned", "returned/trial", "2026/returned"."""
    people: dict[str, set[int]] = defaultdict(set)
    for course in courses:
        for key in _keys(course, on):
            people[key].add(course.person)
    return [Group(key, frozenset(people[key]), weight=weight_of(key)) for key in sorted({*people, *KEYS})]


KEYS = (
    *HEADLINES,
    "again", "confirmed/leading", "returned/trial", "returned/after", "left/trial", "left/leading", "left/back",
    "left/regretted", "left/not_regretted", "left/not_reviewed",
    "confirmed/year", "confirmed/year/here", "returned/year", "returned/year/here",
    "returned/level/same", "returned/level/higher", "returned/level/lower",
    "returned/band/same", "returned/band/higher", "returned/band/lower", "returned/band/unknown",
)  # fmt: skip


def weight_of(key: str) -> int:
    """Return how early a group is shown, where not every one can be."""
    return OF_HEADLINE if key in HEADLINES else OF_YEAR if key[:1].isdigit() else OF_TABLE


def _keys(course: Course, on: date) -> Iterable[str]:
    year = str(course.began_on.year)
    yield from ("begun", year)
    if course.tried_again:
        yield "again"
    if course.confirmed_on:
        yield from ("confirmed", f"{year}/confirmed")
        yield from _a_year_after(course.confirmed_on, "confirmed", course, on)
    if course.returned_on:
        yield from ("returned", f"{year}/returned", f"returned/{'after' if course.confirmed_on else 'trial'}")
        yield from (f"returned/level/{course.level}", f"returned/band/{course.band}")
        yield from _a_year_after(course.returned_on, "returned", course, on)
    if course.left_on:
        when = "back" if course.returned_on else "leading" if course.confirmed_on else "trial"
        yield from ("left", f"{year}/left", f"left/{when}")
        yield "left/not_reviewed" if not course.reviewed_on else "left/regretted" if course.is_regretted else "left/not_regretted"
    elif not course.returned_on:
        yield "confirmed/leading" if course.confirmed_on else "running"
    for support in course.support:
        yield f"support/{support.kind}"
        if support.came < support.due:
            yield f"support/{support.kind}/owed"


def _a_year_after(day: date, key: str, course: Course, on: date) -> Iterable[str]:
    if day <= on - A_YEAR:
        yield f"{key}/year"
        if course.left_on is None or course.left_on > day + A_YEAR:
            yield f"{key}/year/here"


def figures_of(
    groups: Iterable[Group], courses: Mapping[int, Course], *, hide: set[str], before: Mapping[str, Figure | None], on: date
) -> dict[str, Figure | None]:
    """Return what is shown of each group: what was counted on a day, or where that is hidden what was shown last (`before`), or None."""
    return {
        group.key: before.get(group.key)
        if group.key in hide
        else _figure(group.key, [courses[one] for one in sorted(group.people)], on)
        for group in groups
    }


def _figure(key: str, found: Sequence[Course], on: date) -> Figure:
    figure: Figure = {"n": len(found), "months": _months(key, found, on), "on": on.isoformat()}
    if key.startswith("support/") and not key.endswith("/owed"):
        kind = key.removeprefix("support/")
        rows = [support for course in found for support in course.support if support.kind == kind]
        figure |= {"due": sum(row.due for row in rows), "came": sum(row.came for row in rows)}
    return figure


DAYS = {"confirmed": "confirmed_on", "returned": "returned_on", "left": "left_on"}
TIMED = {"running", *DAYS, "returned/trial", "returned/after", "left/trial", "left/leading", "left/back", "left/regretted"}


def _months(key: str, found: Sequence[Course], on: date) -> int | None:
    """Return after how many months half of a group had come to what it is about; of those under way, how long they have been."""
    if not found or key not in TIMED:
        return None
    name = DAYS.get(key.partition("/")[0])
    days = [(getattr(course, name) if name else on, course.began_on) for course in found]
    return round(median((end - begin).days for end, begin in days) / MONTH)
