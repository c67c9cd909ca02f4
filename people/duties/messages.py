"""What do we tell people about duties? HR what is proposed, the author what became of it, a manager once a month what has been left lying."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.duties import queries
from people.duties.models import DutyProposal
from people.employees.models import Employee
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Channel, Notice
from transition.lib.moments import morning, zone_named

DAY_OF_MONTH, WANTED_FOR = 5, timedelta(days=10)  # one look a month, in its first third


def _proposal(notice: Notice) -> DutyProposal | None:
    return DutyProposal.objects.select_related("duty", "author").filter(pk=notice.about_id or 0).first()


def _proposed(notice: Notice, recipient: Any) -> Message:
    proposal = _proposal(notice)
    if proposal is None:
        return Message("A proposal that is no longer there")
    words = f"{proposal.author} about the duty “{proposal.duty}”: {proposal.get_wish_display()}"
    return Message(words, proposal.reason, f"/duties/proposals/{proposal.pk}/")


def _is_open(notice: Notice, recipient: Any) -> bool:
    proposal = _proposal(notice)
    return proposal is not None and proposal.state == DutyProposal.State.OPEN


def _answered(notice: Notice, recipient: Any) -> Message:
    proposal = _proposal(notice)
    if proposal is None:
        return Message("A proposal that is no longer there")
    words = f"What became of your proposal about “{proposal.duty}”: {proposal.get_state_display().lower()}"
    return Message(words, proposal.answer, f"/duties/{proposal.duty.key}/")


def _lying(recipient: Any, notice: Notice) -> list[str]:
    found = queries.attention_of([recipient], on=notice.occurred_at.date()).get(recipient.pk, [])
    return [one.duty.title for one in queries.left_lying(found)]


def _unattended(notice: Notice, recipient: Any) -> Message:
    titles = _lying(recipient, notice)
    words = "Duties that have waited for more than their cadence and a half:\n" + "\n".join(f"- {title}" for title in titles)
    hint = "\n\nDo one, hand one over, or propose that nobody has to do it any more."
    return Message(f"{len(titles)} of your duties have been left lying", words + hint, "/duties/")


def _still_lying(notice: Notice, recipient: Any) -> bool:
    return bool(_lying(recipient, notice))


register(
    "Decisions, guidelines and playbooks",
    Kind("duties.proposed", "Somebody proposes to do away with a manager's duty", _proposed, still_wanted=_is_open),
    Kind("duties.answered", "Your proposal about a duty was answered", _answered),
    Kind(
        "duties.unattended",
        "Once a month: which of your duties have been left lying",
        _unattended,
        still_wanted=_still_lying,
        channels=(Channel.INBOX,),
    ),
)


def plan_duties(at: datetime) -> int:
    """Write, once a month and manager, what has been left lying by a moment and was not told."""
    return plan("duties.unattended", _monthly(at), at=at)


def _monthly(at: datetime) -> Iterator[Due]:
    if not DAY_OF_MONTH - 1 <= at.day <= DAY_OF_MONTH + WANTED_FOR.days:
        return
    managers = list(queries.who_lead(Employee.objects.filter(user__isnull=False), on=at.date()).select_related("user"))
    standing = queries.attention_of(managers, on=at.date())
    for one in managers:
        moment = morning(at.date().replace(day=DAY_OF_MONTH), zone_named(one.time_zone))
        if moment <= at < moment + WANTED_FOR and queries.left_lying(standing.get(one.pk, [])):
            yield Due(f"duties.unattended:{one.pk}:{at:%Y-%m}", one, None, moment, expires_at=moment + WANTED_FOR)


register_planner("duties", plan_duties)
