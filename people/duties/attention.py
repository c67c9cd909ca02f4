"""When was a duty last attended to, and since when has it been left lying? Pure: dates in, a state out."""

from dataclasses import dataclass
from datetime import date, timedelta

from people.duties.models import Duty

IN_TIME, DUE, UNATTENDED, AHEAD = "in time", "due", "unattended", "ahead"


@dataclass(frozen=True)
class Attention:
    """How one duty of one manager stands on a day. `last_on` is None when nobody ever noted it; `late_since` only when unattended."""

    duty: Duty
    last_on: date | None
    state: str
    late_since: date | None = None

    @property
    def mark(self) -> str:
        """Return the sign it is drawn with (people.templatetags.icons.mark)."""
        return {IN_TIME: "met", DUE: "part", UNATTENDED: "late", AHEAD: "open"}[self.state]


def attention(duty: Duty, *, last_on: date | None, leads_since: date, on: date) -> Attention:
    """Return how a duty stands: in time within its cadence, due for half a cadence more, then unattended.

    Whoever never noted it is counted from the day on which they began to lead, or on which the duty was written down: "ahead" until the
    first cadence is over.
    """
    begin = last_on or max(leads_since, duty.counts_from)
    due_on = begin + timedelta(days=duty.every_days)
    late_since = begin + patience(duty)
    if on <= due_on:
        return Attention(duty, last_on, IN_TIME if last_on else AHEAD)
    return Attention(duty, last_on, DUE) if on <= late_since else Attention(duty, last_on, UNATTENDED, late_since)


def patience(duty: Duty) -> timedelta:
    """Return after how long without attention a duty counts as left lying: a cadence and a half."""
    return timedelta(days=duty.every_days + duty.every_days // 2)
