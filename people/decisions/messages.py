"""What do we tell people about decisions? Who decides, who is asked, who is told, and when the day comes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from people.decisions.models import Decision, DecisionVoice
from people.decisions.queries import waiting
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from transition.lib.moments import morning, zone_named


def _decision(notice: Notice) -> Decision | None:
    return Decision.objects.select_related("owner", "raised_by", "chosen").filter(pk=notice.about_id or 0).first()


def _message(notice: Notice, words: str, body: str = "") -> Message:
    """Fill {title}, {owner}, {raised_by}, {due}, {chosen} into words about a decision."""
    one = _decision(notice)
    if one is None:
        return Message("A decision that is no longer there")
    facts = {
        "title": one.title,
        "owner": one.owner,
        "raised_by": one.raised_by,
        "due": f"{one.due_on:%a %-d %b}",
        "chosen": one.chosen,
    }
    return Message(words.format_map(facts), body.format_map(facts | {"reason": one.reason}), f"/decisions/{one.pk}/")


def _raised(notice: Notice, recipient: Any) -> Message:
    return _message(
        notice, "{raised_by} asks you to decide by {due}: {title}", "Write down the options, ask whom it concerns, decide."
    )


def _asked(notice: Notice, recipient: Any) -> Message:
    return _message(
        notice, "{owner} asks what you think, before {due}: {title}", "You are heard, and you read why it is decided."
    )


def _decided(notice: Notice, recipient: Any) -> Message:
    return _message(notice, "Decided: {title}", "{chosen}\n\n{reason}")


def _due(notice: Notice, recipient: Any) -> Message:
    return _message(
        notice, "To be decided by {due}: {title}", "Too little information is the usual case: the page helps with that."
    )


def _overdue(notice: Notice, recipient: Any) -> Message:
    return _message(
        notice, "Was to be decided by {due}: {title}", "{owner} decides it. Another day or another owner is an answer too."
    )


def _look(notice: Notice, recipient: Any) -> Message:
    return _message(notice, "Look again at what you decided: {title}", "{chosen}\n\n{reason}")


def _still_open(notice: Notice, recipient: Any) -> bool:
    one = _decision(notice)
    return (
        one is not None and one.state == Decision.State.OPEN and str(one.due_on) == notice.details.get("due_on", str(one.due_on))
    )


def _still_asked(notice: Notice, recipient: Any) -> bool:
    silent = DecisionVoice.objects.filter(decision=notice.about_id or 0, employee=recipient, role="asked", said_at=None)
    return _still_open(notice, recipient) and silent.exists()


def _not_looked(notice: Notice, recipient: Any) -> bool:
    one = _decision(notice)
    return one is not None and not one.looked_again and str(one.look_again_on) == notice.details.get("on")


register(
    "Decisions, guidelines and playbooks",
    Kind("decisions.raised", "Somebody asks you to decide something", _raised, still_wanted=_still_open),
    Kind("decisions.asked", "You are asked before a decision", _asked, still_wanted=_still_asked),
    Kind("decisions.decided", "Something you are concerned by was decided", _decided),
    Kind("decisions.due", "A decision of yours is due in two days", _due, still_wanted=_still_open),
    Kind("decisions.overdue", "A decision of yours, or one you asked for, is overdue", _overdue, still_wanted=_still_open),
    Kind("decisions.look_again", "The day to look again at what you decided", _look, still_wanted=_not_looked),
)


def plan_decisions(at: datetime) -> int:
    """Write what has become due about decisions by a moment and was not told."""
    rows = waiting(Decision.objects.select_related("owner__user", "raised_by__user"))
    return (
        plan("decisions.due", _days(rows, at, "due", after=-2), at=at)
        + plan("decisions.overdue", _days(rows, at, "overdue", after=1), at=at)
        + plan("decisions.look_again", _looks(at), at=at)
    )


def _days(rows: QuerySet[Decision], at: datetime, name: str, *, after: int) -> Iterator[Due]:
    """Two days before the day to whoever decides; the day after it to them and to whoever asked."""
    for one in rows.filter(due_on__lte=at.date() + timedelta(days=1 - after)):
        for person in {one.owner, one.raised_by} if name == "overdue" else {one.owner}:
            moment = morning(one.due_on + timedelta(days=after), zone_named(person.time_zone))
            if moment <= at:
                key = f"decisions.{name}:{one.pk}:{one.due_on}:{person.pk}"
                yield Due(key, person, one, moment, expires_at=moment + timedelta(days=7), details={"due_on": str(one.due_on)})


def _looks(at: datetime) -> Iterator[Due]:
    rows = Decision.objects.filter(
        look_again_on__lte=at.date() + timedelta(days=1), looked_again="", state=Decision.State.DECIDED
    )
    for one in rows.select_related("owner__user"):
        day = one.look_again_on or at.date()
        moment = morning(day, zone_named(one.owner.time_zone))
        if moment <= at:
            key = f"decisions.look_again:{one.pk}:{day}"
            yield Due(key, one.owner, one, moment, expires_at=moment + timedelta(days=14), details={"on": str(day)})


register_planner("decisions", plan_decisions)
