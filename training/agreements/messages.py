"""What do we tell people about their agreements? That something waits, never what it says."""

from datetime import datetime, time
from typing import Any

from django.urls import reverse

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.agreements import queries
from training.agreements.models import AccountabilityThread, Delegation, ExpectationSheet
from transition.lib.moments import zone_named


def _written(notice: Notice, recipient: Any) -> Message:
    sheet = ExpectationSheet.objects.select_related("manager", "employee").get(pk=notice.about_id or 0)
    other = sheet.employee if sheet.manager_id == recipient.pk else sheet.manager
    words = "Write your side; you read each other's once both are there."
    return Message(f"{other} wrote down what you can expect of each other", words, reverse("agreements:pair", args=[other.pk]))


def _lacks_a_side(notice: Notice, recipient: Any) -> bool:
    sheet = ExpectationSheet.objects.filter(pk=notice.about_id or 0).first()
    return sheet is not None and queries.role_of(recipient, sheet.manager) not in queries.sides_of(sheet)


def _handed_over(notice: Notice, recipient: Any) -> Message:
    found = Delegation.objects.select_related("manager").get(pk=notice.about_id or 0)
    return Message(f"{found.manager} hands something over to you", found.task, reverse("agreements:delegation", args=[found.pk]))


def _is_open(notice: Notice, recipient: Any) -> bool:
    return Delegation.objects.filter(pk=notice.about_id or 0, state=Delegation.State.OPEN).exists()


def _to_look_at(notice: Notice, recipient: Any) -> Message:
    found = Delegation.objects.get(pk=notice.about_id or 0)
    words = "You two wanted to look at it today: what works, what is stuck, who decides what from here on?"
    return Message(f"Look at it together: {found.task}", words, reverse("agreements:delegation", args=[found.pk]))


def _asked_in(notice: Notice, recipient: Any) -> Message:
    thread = AccountabilityThread.objects.select_related("manager").get(pk=notice.about_id or 0)
    words = "They ask for your help with something that was agreed and slipped several times."
    return Message(f"{thread.manager} asks you in", words, reverse("agreements:thread", args=[thread.pk]))


register(
    "1:1s, agreements and feedback",
    Kind("agreements.written", "The other wrote what you can expect of each other", _written, still_wanted=_lacks_a_side),
    Kind("agreements.handed_over", "Something is handed over to you", _handed_over, still_wanted=_is_open),
    Kind("agreements.to_look_at", "Something handed over is to be looked at", _to_look_at, still_wanted=_is_open),
    Kind("agreements.asked_in", "A manager asks you in", _asked_in),
)


def _plan_looks(at: datetime) -> int:
    """Both are told on the morning of the day, in their own zones."""
    return plan("agreements.to_look_at", _looks(at), at=at)


def _looks(at: datetime) -> Any:
    due = queries.due_delegations(Delegation.objects.all(), on=at.date())
    for found in due.select_related("manager", "employee").iterator():
        for person in (found.manager, found.employee):
            moment = datetime.combine(found.check_in_on, time(8), zone_named(person.time_zone))
            if moment <= at:
                key = f"agreements.to_look_at:{found.pk}:{found.check_in_on}:{person.pk}"
                yield Due(key, person, found, moment)


register_planner("agreements.to_look_at", _plan_looks)
