"""What does somebody else's program see in a calendar of ours?"""

from datetime import UTC, date, datetime

import icalendar
import recurring_ical_events


def seen(text: str | bytes, start: datetime, end: datetime, *, title: str = "1:1") -> dict[datetime, bool]:
    """Return the moments (UTC) of the events of a title in [start, end), each with whether one of them takes place."""
    found: dict[datetime, bool] = {}
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end):
        moment = event["DTSTART"].dt
        if event["SUMMARY"] == title and start <= moment < end:
            note(found, moment.astimezone(UTC), event.get("STATUS") != "CANCELLED")
    return found


def note(found: dict[datetime, bool], moment: datetime, happens: bool) -> None:
    """Add a moment; two may fall on one, of which one was called off."""
    found[moment] = found.get(moment, False) or happens


def days(text: str | bytes, title: str) -> set[date]:
    """Return the days of the whole-day events of a title."""
    return {event["DTSTART"].dt for event in icalendar.Calendar.from_ical(text).walk("VEVENT") if event["SUMMARY"] == title}
