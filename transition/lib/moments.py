"""What time is it, and which moment is a local time?

Doors ask here and hand the answer on; actions never read a clock. In the demo the clock can be put forward by whole days.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return this moment (aware, UTC)."""
    return timezone.now() + days_ahead()


def today() -> date:
    """Return the day it is where the person signed in lives."""
    return timezone.localdate(now())


def days_ahead() -> timedelta:
    """Return by how much the demo's clock was put forward; nothing outside the demo."""
    if not settings.DEMO or not settings.DEMO_CLOCK.exists():
        return timedelta()
    return timedelta(days=int(settings.DEMO_CLOCK.read_text()))


def put_forward(days: int) -> None:
    """Put the demo's clock forward. Raises RuntimeError outside the demo."""
    if not settings.DEMO:
        raise RuntimeError("only the demo has a clock that can be put forward")
    settings.DEMO_CLOCK.write_text(str((days_ahead() + timedelta(days=days)).days))


def local_moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a naive local time: one that the clock skips becomes the next valid minute, a doubled one is the first."""
    while (moment := local.replace(tzinfo=zone).astimezone(UTC)).astimezone(zone).replace(tzinfo=None) != local:
        local += timedelta(minutes=1)
    return moment


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; empty is the company's. Raises ZoneInfoNotFoundError for an unknown one."""
    return ZoneInfo(name or settings.TIME_ZONE)


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Return eight o'clock of a day in a zone: when somebody is reminded of it."""
    return local_moment(datetime.combine(day, time(8)), zone)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins in a zone."""
    return local_moment(datetime.combine(day, time()), zone)


def workday_from(day: date) -> date:
    """Return the first day from Monday to Friday, `day` or later."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def is_zone(name: str) -> bool:
    """Return whether this is the IANA name of a time zone (the list is read once: it costs 20 ms)."""
    return name in _zones()


@cache
def _zones() -> set[str]:
    return available_timezones()


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later (negative: earlier), or the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
