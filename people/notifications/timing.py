"""When is somebody told? Local hours, right over clock changes."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from people.notifications.models import NotificationChoice
from transition.lib.moments import local_moment


def next_hour(at: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """Return the next moment, at `at` or later, when it is `hour`:00 in a zone."""
    day = at.astimezone(zone).date()
    moment = local_moment(datetime.combine(day, time(hour)), zone)
    return moment if moment >= at else local_moment(datetime.combine(day + timedelta(days=1), time(hour)), zone)


def mail_moment(at: datetime, choice: NotificationChoice, zone: ZoneInfo) -> datetime:
    """Return when a mail that is due at `at` goes out: at once, at the end of the quiet hours, or at the hour of the digest."""
    if choice.wants_digest:
        return next_hour(at, choice.digest_hour, zone)
    hour, start, end = at.astimezone(zone).hour, choice.quiet_from, choice.quiet_until
    is_quiet = start <= hour < end if start < end else start != end and (hour >= start or hour < end)
    return next_hour(at, end, zone) if is_quiet else at
