"""Which moment is a local time?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def local_moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a naive local time: one that the clock skips becomes the next valid minute, a doubled one is the first."""
    while (moment := local.replace(tzinfo=zone).astimezone(UTC)).astimezone(zone).replace(tzinfo=None) != local:
        local += timedelta(minutes=1)
    return moment
