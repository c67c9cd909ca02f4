"""On which days, and at which moments, does a pair meet? Free of clocks and rows."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from transition.lib.moments import local_moment

WEEKS = {"weekly": 1, "fortnightly": 2}
DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 31}  # at most between two meetings


def days_from(first_on: date, cadence: str, *, after: date | None = None) -> Iterator[date]:
    """Yield the days of a rhythm without end, from `first_on`, only those later than `after` where it is given.

    Weekly and fortnightly keep the weekday of `first_on`; monthly keeps its weekday and week of the month, the last one where it was
    the fifth. Raises KeyError for an unknown cadence.
    """
    days = _monthly(first_on) if cadence == "monthly" else _weekly(first_on, WEEKS[cadence], after)
    return (day for day in days if after is None or day > after)


def _weekly(first_on: date, weeks: int, after: date | None) -> Iterator[date]:
    skipped = max(0, (after - first_on).days // (7 * weeks)) if after else 0
    day = first_on + timedelta(weeks=weeks * skipped)
    while True:
        yield day
        day += timedelta(weeks=weeks)


def _monthly(first_on: date) -> Iterator[date]:
    week, year, month = (first_on.day - 1) // 7, first_on.year, first_on.month
    while True:
        first = date(year, month, 1)
        day = first + timedelta(days=(first_on.weekday() - first.weekday()) % 7 + 7 * week)
        if day.month != month:  # a month without a fifth one
            day -= timedelta(days=7)
        yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def moment_of(day: date, at_time: time, zone: str) -> datetime:
    """Return when a meeting of a day begins (aware); right on the days on which the clocks change."""
    return local_moment(datetime.combine(day, at_time), ZoneInfo(zone))


def slot(position: int) -> time:
    """Return a time for the 1:1 number `position` (from 0) of somebody who has several: half an hour each, with a break."""
    return time(*divmod(10 * 60 + 45 * (position % 8), 60))
