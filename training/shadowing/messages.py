"""What do we tell those who take part in a shadowing? Never whose no it was, and no word of what they write."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.shadowing import queries
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing
from transition.lib.moments import morning, zone_named

Status = Shadowing.Status


def _says(words: str, body: str = "", page: str = "") -> Callable[[Notice, Any], Message]:
    def text(notice: Notice, recipient: Any) -> Message:
        found = Shadowing.objects.select_related("visitor", "host").filter(pk=notice.about_id or 0).first()
        if found is None:
            return Message("A shadowing that no longer exists")
        return Message(words.format(visitor=found.visitor, host=found.host), body, f"/shadowing/{found.pk}/{page}")

    return text


def _meeting(notice: Notice) -> ShadowedMeeting | None:
    rows = ShadowedMeeting.objects.select_related("shadowing__visitor", "shadowing__host")
    return rows.filter(pk=notice.about_id or 0).first()


def _asks(notice: Notice, recipient: Any) -> Message:
    found = _meeting(notice)
    if found is None:
        return Message("A meeting that is no longer asked about")
    words = f"May {found.shadowing.visitor} sit in on “{found.title}”?"
    return Message(words, f"{found.shadowing.host} would bring them along. A no is told without your name.", "/shadowing/")


def _is_still_asked(notice: Notice, recipient: Any) -> bool:
    rows = MeetingConsent.objects.filter(meeting=notice.about_id or 0, employee=recipient, is_given=None)
    return rows.filter(meeting__shadowing__status=Status.AGREED).exists()


def _settled(notice: Notice, recipient: Any) -> Message:
    found = _meeting(notice)
    if found is None:
        return Message("A meeting that no longer exists")
    words = "Everybody is fine with a visitor" if notice.details.get("is_open") else "Not this one"
    return Message(f"{words}: “{found.title}”", "", f"/shadowing/{found.shadowing_id}/")


def _is(*states: str) -> Callable[[Notice, Any], bool]:
    def still(notice: Notice, recipient: Any) -> bool:
        return Shadowing.objects.filter(pk=notice.about_id or 0, status__in=states).exists()

    return still


register(
    "Learning",
    Kind("shadowing.asked", "Somebody would like to go beside somebody", _says(
        "{visitor} would like to go beside {host}", "Yes and no are both fine."), still_wanted=_is(Status.ASKED)),
    Kind("shadowing.agreed", "A shadowing is agreed", _says(
        "{visitor} goes beside {host}", "The host offers meetings, and their people are asked.")),
    Kind("shadowing.declined", "A shadowing does not come about", _says(
        "Not this time: going beside {host}", "Other days or somebody else may do.")),
    Kind("shadowing.called_off", "A shadowing was called off", _says("Called off: {visitor} beside {host}")),
    Kind("shadowing.consent", "A visitor in a meeting of yours", _asks, still_wanted=_is_still_asked),
    Kind("shadowing.settled", "Whether a visitor may come", _settled),
    Kind("shadowing.debrief", "Time to talk a shadowing over", _says(
        "Talk it over: your days beside {host}", "Three questions, twenty minutes. The host reads it and replies.", "debrief/"),
        still_wanted=_is(Status.AGREED)),
    Kind("shadowing.debriefed", "A visitor has written what they saw", _says(
        "{visitor} has written what they saw", "A reply of yours is worth an hour.")),
    Kind("shadowing.replied", "A host has replied", _says("{host} has replied to you")),
)  # fmt: skip


def plan_shadowing(at: datetime) -> int:
    """Write which shadowings are over by a moment and were not talked over."""
    return plan("shadowing.debrief", _over(at), at=at)


def _over(at: datetime) -> Iterator[Due]:
    for row in queries.without_debrief(Shadowing.objects.all(), on=timezone.localdate(at) + timedelta(days=1)):
        moment = morning(row.ends_on + timedelta(days=1), zone_named(row.visitor.time_zone))
        if moment <= at:
            yield Due(f"shadowing.debrief:{row.pk}", row.visitor, row, moment)


register_planner("shadowing", plan_shadowing)
