"""What do we tell the two of a 1:1? The agenda they share, and what they promised; never a note."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.one_on_ones import queries
from training.one_on_ones.models import ActionItem, Handover, Meeting
from transition.lib.moments import morning, zone_named


def _meeting(notice: Notice) -> Meeting | None:
    rows = Meeting.objects.select_related("series__manager", "series__employee")
    return rows.filter(pk=notice.about_id or 0).first()


def _tomorrow(notice: Notice, recipient: Any) -> Message:
    meeting = _meeting(notice)
    if meeting is None:
        return Message("A 1:1 that was called off")
    series, (other, when) = meeting.series, _seen_by(recipient, meeting)
    lines = [f"- {item.text}" for item in queries.open_agenda(series.agenda.all())]
    lines += [f"- {item.owner} promised: {item.text}" for item in queries.open_promises(series.action_items.all())]
    body = "On the agenda:\n" + "\n".join(lines) if lines else "Nothing is on the agenda yet. Add what you want to talk about."
    return Message(f"1:1 with {other}, {when}", body, f"/one-on-ones/meetings/{meeting.pk}/")


def _moved(notice: Notice, recipient: Any) -> Message:
    meeting = _meeting(notice)
    if meeting is None:
        return Message("A 1:1 that was called off")
    other, when = _seen_by(recipient, meeting)
    return Message(f"The 1:1 with {other} is on {when} now", "The agenda comes along.", f"/one-on-ones/meetings/{meeting.pk}/")


def _left_out(notice: Notice, recipient: Any) -> Message:
    meeting = _meeting(notice)
    if meeting is None:
        return Message("A 1:1 that was called off")
    other, when = _seen_by(recipient, meeting)
    body = "What is open goes to the next one. If it should take place all the same, say so."
    return Message(f"The 1:1 with {other} on {when} is left out", body, f"/one-on-ones/{meeting.series_id}/")


def _seen_by(recipient: Any, meeting: Meeting) -> tuple[Any, str]:
    """Return the other of the two, and when they meet, in words, where the recipient is."""
    other = meeting.series.other_than(recipient)
    return other, f"{meeting.starts_at.astimezone(zone_named(recipient.time_zone)):%a %-d %b, %H:%M}"


def _is_left_out(notice: Notice, recipient: Any) -> bool:
    meeting = _meeting(notice)
    return meeting is not None and meeting.status == Meeting.Status.SKIPPED


def _still_planned(notice: Notice, recipient: Any) -> bool:
    meeting = _meeting(notice)
    is_planned = meeting is not None and meeting.status == Meeting.Status.PLANNED and meeting.series.ended_on is None
    return is_planned and meeting.starts_at.isoformat() == notice.details.get("starts_at")  # type: ignore[union-attr]


def _item(notice: Notice) -> ActionItem | None:
    return ActionItem.objects.select_related("series__manager", "series__employee").filter(pk=notice.about_id or 0).first()


def _promise(notice: Notice, recipient: Any) -> Message:
    item = _item(notice)
    if item is None or item.due_on is None:
        return Message("A promise that was taken back")
    series, other = item.series, item.series.other_than(recipient)
    days = "was due" if notice.kind.endswith("overdue") else "is due"
    return Message(f"What you promised {other} {days} on {item.due_on:%a %-d %b}: {item.text}", link=f"/one-on-ones/{series.pk}/")


def _still_open(notice: Notice, recipient: Any) -> bool:
    item = _item(notice)
    return item is not None and item.state == ActionItem.State.OPEN and str(item.due_on) == notice.details.get("due_on")


def _handover(notice: Notice) -> Handover | None:
    rows = Handover.objects.select_related("series__manager", "series__employee")
    return rows.filter(pk=notice.about_id or 0).first()


def _handover_begun(notice: Notice, recipient: Any) -> Message:
    found = _handover(notice)
    if found is None:
        return Message("A hand-over that is no more")
    series, other = found.series, found.series.other_than(recipient)
    words = "Write your part: what goes well, what is open, what helps. The next manager reads nothing before it is released."
    return Message(f"{other} began a hand-over", words, f"/one-on-ones/{series.pk}/handover/")


def _lacks_my_part(notice: Notice, recipient: Any) -> bool:
    found = _handover(notice)
    if found is None or found.released_at is not None:
        return False
    return not (found.manager_words if recipient == found.series.manager else found.employee_words)


def _handover_released(notice: Notice, recipient: Any) -> Message:
    found = _handover(notice)
    if found is None:
        return Message("A hand-over that was taken back")
    words = "What the two wrote for you, and the notes that were chosen. Read it before your first 1:1."
    return Message(f"A hand-over from {found.series.employee}", words, f"/one-on-ones/handovers/{found.pk}/")


def _is_released(notice: Notice, recipient: Any) -> bool:
    found = _handover(notice)
    return found is not None and found.released_at is not None and found.reader_id == recipient.pk


register(
    "1:1s, agreements and feedback",
    Kind("one_on_ones.handover_begun", "A hand-over waits for your part", _handover_begun, still_wanted=_lacks_my_part),
    Kind("one_on_ones.handover_released", "A hand-over is released to you", _handover_released, still_wanted=_is_released),
    Kind("one_on_ones.tomorrow", "Tomorrow's 1:1 with its agenda", _tomorrow, still_wanted=_still_planned),
    Kind("one_on_ones.moved", "A 1:1 was moved", _moved, still_wanted=_still_planned),
    Kind("one_on_ones.left_out", "A 1:1 is left out", _left_out, still_wanted=_is_left_out),
    Kind("one_on_ones.promise_due", "Something you promised in a 1:1 is due", _promise, still_wanted=_still_open),
    Kind("one_on_ones.promise_overdue", "Something you promised in a 1:1 is overdue", _promise, still_wanted=_still_open),
)


def plan_one_on_ones(at: datetime) -> int:
    """Write what has become due in 1:1s by a moment and was not told."""
    return (
        plan("one_on_ones.tomorrow", _meetings(at), at=at)
        + plan("one_on_ones.promise_due", _promises(at, "due", after=0), at=at)
        + plan("one_on_ones.promise_overdue", _promises(at, "overdue", after=2), at=at)
    )


def _meetings(at: datetime) -> Iterator[Due]:
    """From the morning of the day before, until it begins: a reminder that comes later helps nobody."""
    rows = queries.between(Meeting.objects.all(), at, at + timedelta(days=3))
    for meeting in rows.select_related("series__manager", "series__employee"):
        for person in (meeting.series.manager, meeting.series.employee):
            zone = zone_named(person.time_zone)
            moment = morning(meeting.starts_at.astimezone(zone).date() - timedelta(days=1), zone)
            if moment <= at:
                key = f"one_on_ones.tomorrow:{meeting.pk}:{meeting.starts_at.isoformat()}:{person.pk}"
                details = {"starts_at": meeting.starts_at.isoformat()}
                yield Due(key, person, meeting, moment, expires_at=meeting.starts_at, details=details)


def _promises(at: datetime, name: str, *, after: int) -> Iterator[Due]:
    rows = ActionItem.objects.filter(
        state=ActionItem.State.OPEN, due_on__lte=at.date() + timedelta(days=1), series__ended_on=None
    )
    for item in rows.select_related("owner"):
        moment = morning((item.due_on or at.date()) + timedelta(days=after), zone_named(item.owner.time_zone))
        if moment <= at:
            key = f"one_on_ones.promise_{name}:{item.pk}:{item.due_on}"
            details = {"due_on": str(item.due_on)}
            yield Due(key, item.owner, item, moment, expires_at=moment + timedelta(days=7), details=details)


register_planner("one_on_ones", plan_one_on_ones)
