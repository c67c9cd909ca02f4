"""How does a workshop get into a calendar? As one event of RFC 5545."""

from datetime import UTC, datetime, timedelta

from training.curricula.models import WorkshopSession


def event_of(session: WorkshopSession, *, link: str, at: datetime) -> str:
    """Return a calendar with the session as its one event; `at` is when it was made (UTC)."""
    end = session.starts_at + timedelta(minutes=session.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Transition//Learning//EN",
        "BEGIN:VEVENT",
        f"UID:workshop-{session.pk}@transition",
        f"DTSTAMP:{_utc(at)}",
        f"DTSTART:{_utc(session.starts_at)}",
        f"DTEND:{_utc(end)}",
        f"SUMMARY:{_text(session.module.title)}",
        f"LOCATION:{_text(session.place)}",
        f"URL:{link}",
        f"STATUS:{'CANCELLED' if session.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> list[str]:
    """Break a line after at most 75 bytes, never inside a character (RFC 5545, 3.1)."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 75:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
