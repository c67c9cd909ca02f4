"""What stands in somebody's calendar? The same moments as on the pages: what is planned there, and what the rhythm gives after it.

A series that goes on is one event with a rule. Meetings whose day the rhythm gave stand for an instance of it: moved ones at their new
time, left-out and missed ones cancelled; days of the rhythm on which no meeting was made are taken out. What an earlier rhythm gave, and
the meetings of a series that has ended, are events of their own. Titles are neutral, and no word of an agenda or a note goes in.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from training.curricula.queries import Step
from training.one_on_ones.actions import CATCH_UP
from training.one_on_ones.models import Meeting, Series
from training.one_on_ones.rhythm import days_from, moment_of
from training.trials.models import CheckIn
from transition.lib.ics import YEARS_AHEAD, Event, changes_of_clocks

TITLE, CHECK_IN, MODULE = "1:1", "Check-in due", "Module due"
BACK = timedelta(days=60)  # of the past stays in the feed
AHEAD = timedelta(days=400)  # for series whose hour the clocks skip, which are written one by one
DID_NOT_HAPPEN = (Meeting.Status.SKIPPED, Meeting.Status.MISSED)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def series_events(series: Series, meetings: Iterable[Meeting], *, last_on: date | None, site: str, at: datetime) -> list[Event]:
    """Return a series as events.

    `meetings` are those whose day of the rhythm, or whose time, is at most BACK before `at`; `last_on` is the last such day of all.
    Before the next planned meeting, wherever it was moved, there is no other. `site` is the address without a slash at its end.
    """
    rows = sorted(meetings, key=lambda meeting: meeting.planned_on)
    if series.ended_on is not None:
        return [
            meeting_event(series, row, site=site) for row in rows if row.starts_at < at or row.status != Meeting.Status.PLANNED
        ]
    today = at.astimezone(ZoneInfo(series.time_zone)).date()
    until = max(last_on or date.min, today - CATCH_UP)  # up to here the meetings say it all, later the rhythm does
    ahead = [row.starts_at for row in rows if row.status == Meeting.Status.PLANNED and row.starts_at >= at]
    following = next(day for day in _days_after(series, until) if not ahead or _moment(series, day) > max(ahead))
    given = list(takewhile(lambda day: day < following, _days_after(series, today - BACK - timedelta(days=1))))
    made = {row.planned_on: row for row in rows}
    alone = [row for row in rows if row.planned_on not in given]
    events = [meeting_event(series, row, site=site) for row in alone]
    if _hour_is_skipped(series, following):
        later = takewhile(lambda day: day <= today + AHEAD, _days_after(series, following - timedelta(days=1)))
        return [
            *events,
            *(meeting_event(series, made[day], site=site) for day in given if day in made),
            *(_expected(series, day, site=site) for day in later),
        ]
    first = next((day for day in given if day in made), following)
    without = tuple(_moment(series, day) for day in given if day > first and day not in made)
    events.append(
        Event(
            uid=_uid("series", series.pk, site),
            title=TITLE,
            start=_moment(series, first),
            stamp=_stamp(series),
            url=f"{site}/one-on-ones/{series.pk}/",
            minutes=series.minutes,
            zone=series.time_zone,
            rule=rule_of(series),
            without=without,
        )
    )
    return events + [_instance(series, made[day], site=site) for day in given if day in made and _differs(series, made[day])]


def rule_of(series: Series) -> str:
    """Return the rhythm of a series as a recurrence rule: the days that `rhythm.days_from` gives."""
    day = DAYS[series.first_on.weekday()]
    if series.cadence == Series.Cadence.MONTHLY:
        week = (series.first_on.day - 1) // 7 + 1
        return f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{day}"
    return f"FREQ=WEEKLY;INTERVAL={2 if series.cadence == Series.Cadence.FORTNIGHTLY else 1};BYDAY={day}"


def meeting_event(series: Series, meeting: Meeting, *, site: str) -> Event:
    """Return one meeting as an event of its own."""
    return Event(
        uid=_uid("meeting", meeting.pk, site),
        title=TITLE,
        start=meeting.starts_at,
        stamp=_stamp(series),
        url=f"{site}/one-on-ones/meetings/{meeting.pk}/",
        minutes=series.minutes,
        is_cancelled=meeting.status in DID_NOT_HAPPEN,
    )


def check_in_event(check_in: CheckIn, *, site: str) -> Event:
    """Return a check-in as an event of a whole day."""
    url = f"{site}/trials/check-ins/{check_in.pk}/"
    return Event(_uid("check-in", check_in.pk, site), CHECK_IN, check_in.due_on, _midnight(check_in.due_on), url)


def module_event(step: Step, *, site: str) -> Event:
    """Return a module as an event of the whole day on which it is due. Raises ValueError for one that is due on no day."""
    if step.due_on is None:
        raise ValueError("a module without a day has no place in a calendar")
    url = f"{site}/learning/{step.module.programme.key}/{step.module.key}/"
    return Event(_uid("module", step.module.pk, site), MODULE, step.due_on, _midnight(step.due_on), url)


def _instance(series: Series, meeting: Meeting, *, site: str) -> Event:
    return Event(
        uid=_uid("series", series.pk, site),
        title=TITLE,
        start=meeting.starts_at,
        stamp=_stamp(series),
        url=f"{site}/one-on-ones/meetings/{meeting.pk}/",
        minutes=series.minutes,
        zone=series.time_zone,
        instance=_moment(series, meeting.planned_on),
        is_cancelled=meeting.status in DID_NOT_HAPPEN,
    )


def _differs(series: Series, meeting: Meeting) -> bool:
    return meeting.status in DID_NOT_HAPPEN or meeting.starts_at != _moment(series, meeting.planned_on)


def _expected(series: Series, day: date, *, site: str) -> Event:
    uid = _uid("series", f"{series.pk}-{day}", site)
    url = f"{site}/one-on-ones/{series.pk}/"
    return Event(uid, TITLE, _moment(series, day), _stamp(series), url, minutes=series.minutes)


def _hour_is_skipped(series: Series, day: date) -> bool:
    """Whether the clocks skip the hour of a meeting in the years around a day: programs disagree about what a rule means then."""
    zone = ZoneInfo(series.time_zone)
    for change in changes_of_clocks(series.time_zone, first=day.year - 1, last=day.year + YEARS_AHEAD):
        before, after = (change - timedelta(seconds=1)).astimezone(zone), change.astimezone(zone)
        for on in {before.date(), after.date()}:
            if (
                _moment(series, on).astimezone(zone).time() != series.at_time
                and next(_days_after(series, on - timedelta(days=1))) == on
            ):
                return True
    return False


def _days_after(series: Series, day: date) -> Iterator[date]:
    return days_from(series.first_on, series.cadence, after=day)


def _moment(series: Series, day: date) -> datetime:
    return moment_of(day, series.at_time, series.time_zone)


def _uid(kind: str, key: object, site: str) -> str:
    return f"{kind}-{key}@{site.partition('://')[2] or site}"


def _stamp(series: Series) -> datetime:
    """The first day of the rhythm: any fixed moment will do, and the same events must be the same bytes."""
    return _midnight(series.first_on)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
