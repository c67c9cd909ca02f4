"""Is what we write read back the same by programs that are not ours?"""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz

from transition.lib.ics import Event, calendar_text, zone_lines

ZONES = ("Europe/Berlin", "Europe/Dublin", "America/Toronto", "America/Santiago", "Australia/Lord_Howe", "Pacific/Auckland")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", [*ZONES, "Africa/Casablanca", "Asia/Kathmandu", "UTC"])
def test_a_zone_is_right_through_every_change_of_three_years(name):
    written = "\r\n".join(zone_lines(name, first=2025, last=2027))
    read = tz.tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{written}\r\nEND:VCALENDAR\r\n")).get(name)
    zone, day, tried = ZoneInfo(name), datetime(2025, 1, 1, tzinfo=UTC), 0
    while day.year < 2028:
        following = day + timedelta(days=1)
        is_changing = day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset()
        for minutes in range(0, 24 * 60, 15 if is_changing else 7 * 60):
            local = (day + timedelta(minutes=minutes)).astimezone(zone)
            if not tz.datetime_ambiguous(local.replace(tzinfo=None), zone):  # nobody can say which one is meant
                assert local.replace(tzinfo=read, fold=0).utcoffset() == local.utcoffset(), local
                tried += 1
        day = following
    assert tried > 4000


def test_long_lines_are_folded_and_signs_are_kept():
    title = "Ünïcode, with; signs\\ and\nlines " + "日本語" * 40
    event = Event("a@b", title, datetime(2026, 3, 3, 9, tzinfo=UTC), STAMP, minutes=45, url="https://x.example/" + "y" * 90)
    text = calendar_text([event], name="A, b")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
    [read] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (read["SUMMARY"], read["URL"], read["DURATION"].dt) == (title, event.url, timedelta(minutes=45))
    assert read["DTSTART"].dt == event.start


def test_a_whole_day_has_no_hour_and_takes_no_time():
    text = calendar_text([Event("a@b", "Check-in due", date(2026, 3, 3), STAMP)])
    [read] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert read["DTSTART"].dt == date(2026, 3, 3)
    assert "TRANSP:TRANSPARENT" in text
    assert "VTIMEZONE" not in text


def test_the_same_events_are_the_same_bytes():
    event = Event("a@b", "1:1", datetime(2026, 3, 3, 9, tzinfo=UTC), STAMP, zone="Europe/Berlin", rule="FREQ=WEEKLY;BYDAY=TU")
    assert calendar_text([event]) == calendar_text([event])
