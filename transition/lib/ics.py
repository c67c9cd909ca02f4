"""How is a calendar written so that every program reads the same moments? iCalendar (RFC 5545), with the time zones it needs.

Free of rows and clocks: what goes in says all that comes out, so that the same events are the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

PRODUCT = "-//Transition//Calendar//EN"
LINE = 75  # bytes; longer lines are folded (section 3.1)
YEARS_AHEAD = 6  # for which the changes of the clocks are written down


@dataclass(frozen=True)
class Event:
    """Something on a day (`start` a date) or at a moment (aware), which may come again by a `rule` (the value of RRULE).

    With `zone` (an IANA name), `start`, `without` (instances of the rule that are none) and `instance` (the moment the rule gave to the
    one this event stands for) are written in local time; otherwise in UTC.
    """

    uid: str
    title: str
    start: date | datetime
    stamp: datetime  # when this was last known to be so
    url: str = ""
    place: str = ""
    minutes: int = 0
    zone: str = ""
    rule: str = ""
    without: tuple[datetime, ...] = ()
    instance: datetime | None = None
    is_cancelled: bool = False


def calendar_text(events: Iterable[Event], *, name: str = "") -> str:
    """Return a calendar with these events and the time zones they name."""
    events = list(events)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if name:
        lines += [
            f"X-WR-CALNAME:{_text(name)}",
            f"NAME:{_text(name)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
        ]
    for zone, years in sorted(_zones(events).items()):
        lines += zone_lines(zone, first=min(years), last=max(years) + YEARS_AHEAD)
    for event in events:
        lines += _event_lines(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _zones(events: Iterable[Event]) -> dict[str, set[int]]:
    """Return the zones that are named, with the years in which something happens there."""
    found: dict[str, set[int]] = {}
    for event in events:
        if event.zone:
            found.setdefault(event.zone, set()).update(moment.year for moment in (event.start, event.instance or event.start))
    return found


def _event_lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    if isinstance(event.start, datetime):
        yield f"DTSTART{_moment(event.start, event.zone)}"
        yield f"DURATION:PT{event.minutes}M"
    else:
        yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    for moment in event.without:
        yield f"EXDATE{_moment(moment, event.zone)}"
    if event.instance:
        yield f"RECURRENCE-ID{_moment(event.instance, event.zone)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    if not isinstance(event.start, datetime) or event.is_cancelled:
        yield "TRANSP:TRANSPARENT"  # keeps no time free
    yield "END:VEVENT"


def _moment(moment: datetime, zone: str) -> str:
    if zone:
        return f";TZID={zone}:{moment.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}"
    return f":{_utc(moment)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Return words as a TEXT value (section 3.3.11)."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        words = words.replace(plain, written)
    return words


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most LINE bytes, none cut inside a letter; each but the first begins with a blank."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece


def zone_lines(name: str, *, first: int, last: int) -> list[str]:
    """Return the VTIMEZONE of an IANA zone, right for every moment of the years from `first` to `last` (section 3.6.5).

    What changes the clocks begins at a local time of the offset before it.
    """
    zone, start = ZoneInfo(name), _begin(first)
    before = start.astimezone(zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    lines += _observance(before.replace(tzinfo=None), before, before)
    for moment in changes_of_clocks(name, first=first, last=last):
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        lines += _observance(moment.astimezone(UTC).replace(tzinfo=None) + _offset(before), before, after)
    return [*lines, "END:VTIMEZONE"]


def _observance(local: datetime, before: datetime, after: datetime) -> list[str]:
    kind = "DAYLIGHT" if (after.dst() or timedelta()) > timedelta() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{local:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(_offset(before))}",
        f"TZOFFSETTO:{_signed(_offset(after))}",
        f"TZNAME:{after.tzname()}",
        f"END:{kind}",
    ]


def _begin(year: int) -> datetime:
    return datetime(year - 1, 12, 1, tzinfo=UTC)


@cache
def changes_of_clocks(name: str, *, first: int, last: int) -> tuple[datetime, ...]:
    """Return the moments (UTC, to the second) from `first` to `last` (years) at which the clocks of a zone change or are called otherwise."""
    zone = ZoneInfo(name)

    def at(moment: datetime) -> tuple[timedelta, str | None]:
        local = moment.astimezone(zone)
        return _offset(local), local.tzname()

    found, moment = [], _begin(first)
    while moment < datetime(last + 1, 1, 31, tzinfo=UTC):
        following = moment + timedelta(days=7)  # no zone changes twice a week
        if at(moment) != at(following):
            low, high = moment, following
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                low, high = (middle, high) if at(middle) == at(low) else (low, middle)
            found.append(high)
        moment = following
    return tuple(found)


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    rest = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}{rest}"
