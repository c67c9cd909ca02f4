"""What do we tell people about the audit? HR what was found, an owner what is theirs and when it is due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.audit import queries
from people.audit.models import Finding
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from transition.lib.moments import morning, zone_named


def _found(notice: Notice, recipient: Any) -> Message:
    many = notice.details.get("findings", 1)
    words = "one thing" if many == 1 else f"{many} things"
    return Message(f"The audit found {words} in which the tracks are not equal", "Each needs an owner and a day.", "/audit/")


def _finding(notice: Notice) -> Finding | None:
    return Finding.objects.filter(pk=notice.about_id or 0).first()


def _about(words: str, notice: Notice) -> Message:
    finding = _finding(notice)
    if finding is None:
        return Message("A finding that is no longer there")
    return Message(
        words.format(f"{finding.due_on:%a %-d %b}" if finding.due_on else ""), finding.words, f"/audit/findings/{finding.pk}/"
    )


def _assigned(notice: Notice, recipient: Any) -> Message:
    return _about("Yours to mend by {}: the tracks are not equal", notice)


def _overdue(notice: Notice, recipient: Any) -> Message:
    return _about("Was to be mended by {}: the tracks are not equal", notice)


def _still_open(notice: Notice, recipient: Any) -> bool:
    finding = _finding(notice)
    is_open = finding is not None and finding.state == Finding.State.OPEN
    return is_open and str(finding.due_on) == notice.details.get("due_on", str(finding.due_on))  # type: ignore[union-attr]


register(
    "What the audit found",
    Kind("audit.found", "The audit found something", _found, is_for_hr=True),
    Kind("audit.assigned", "Something the audit found is yours to mend", _assigned, still_wanted=_still_open),
    Kind("audit.due", "Something the audit found is due within a week", _assigned, still_wanted=_still_open),
    Kind("audit.overdue", "Something the audit found is overdue", _overdue, still_wanted=_still_open),
)


def plan_audit(at: datetime) -> int:
    """Write what has become due about findings by a moment and was not told."""
    return plan("audit.due", _days(at, "due", after=-7), at=at) + plan("audit.overdue", _days(at, "overdue", after=1), at=at)


def _days(at: datetime, name: str, *, after: int) -> Iterator[Due]:
    """A week before the day to the owner; the day after it to them and to HR."""
    for finding in queries.due_by(Finding.objects.all(), at.date() + timedelta(days=1 - after)):
        own = {finding.owner} if finding.owner else set()
        day = finding.due_on or at.date()
        for person in own | set(queries.administrators()) if name == "overdue" else own:
            moment = morning(day + timedelta(days=after), zone_named(person.time_zone))
            if moment <= at:
                key = f"audit.{name}:{finding.pk}:{day}:{person.pk}"
                yield Due(key, person, finding, moment, expires_at=moment + timedelta(days=7), details={"due_on": str(day)})


register_planner("audit", plan_audit)
