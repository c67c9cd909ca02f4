"""What do we tell people about their impact? That a goal is stale, and once a month that something is worth noting."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from people.accounts.queries import hr_administrators
from people.employees.models import Employee
from people.employees.queries import who_leads_instead
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.impact import queries
from training.impact.models import Initiative
from transition.lib.moments import morning, zone_named


def _initiative(notice: Notice) -> Initiative | None:
    return Initiative.objects.select_related("owner").filter(pk=notice.about_id or 0).first()


def _stale(notice: Notice, recipient: Any) -> Message:
    initiative = _initiative(notice)
    if initiative is None:
        return Message("An initiative that is no longer there")
    return Message(
        f"Does the goal of “{initiative.name}” still stand?",
        f"It was last confirmed on {initiative.confirmed_on:%-d %b %Y}. Confirm it, change it, or end it: work for a goal that is gone "
        "is work nobody asked for.",
        f"/impact/initiatives/{initiative.pk}/",
    )


def _left_alone(notice: Notice, recipient: Any) -> Message:
    initiative = _initiative(notice)
    if initiative is None:
        return Message("An initiative that is no longer there")
    return Message(
        f"Who takes over “{initiative.name}”?",
        f"{initiative.owner} no longer works here, and the initiative goes on. Give it to somebody, or take it and end it.",
        f"/impact/initiatives/{initiative.pk}/hand-over/",
    )


def _is_left_alone(notice: Notice, recipient: Any) -> bool:
    rows = Initiative.objects.filter(pk=notice.about_id or 0)
    return queries.left_alone(rows, on=notice.occurred_at.date()).exists()


def _is_stale(notice: Notice, recipient: Any) -> bool:
    initiative = _initiative(notice)
    if initiative is None or initiative.ended_on is not None or initiative.owner_id != recipient.pk:
        return False
    return initiative.confirmed_on.isoformat() == notice.details.get("confirmed_on")


def _month(notice: Notice, recipient: Any) -> Message:
    first = date.fromisoformat(notice.details["first"])
    body = "Two minutes: one thing that changed, what it is worth, and who did it. In half a year nobody remembers."
    return Message(f"What did your work change in {first:%B}?", body, "/impact/")


def _noted_nothing(notice: Notice, recipient: Any) -> bool:
    first = date.fromisoformat(notice.details["first"])
    return not recipient.impact_entries.filter(happened_on__gte=first).exists()


register(
    "Growth and impact",
    Kind("impact.stale", "The goal of your initiative was not confirmed for thirty days", _stale, still_wanted=_is_stale),
    Kind("impact.left_alone", "The owner of an initiative has left", _left_alone, still_wanted=_is_left_alone),
    Kind("impact.month", "Once a month: note what your work changed", _month, still_wanted=_noted_nothing),
)


def plan_impact(at: datetime) -> int:
    """Write what has become due by a moment and was not told."""
    told = plan("impact.stale", _stale_goals(at), at=at) + plan("impact.left_alone", _without_owner(at), at=at)
    return told + plan("impact.month", _months(at), at=at)


def _stale_goals(at: datetime) -> Iterator[Due]:
    """On the thirtieth day, and again after thirty days more: a goal nobody answers for is told, not nagged about."""
    rows = queries.stale(Initiative.objects.select_related("owner__user"), on=at.date() + timedelta(days=1))
    for row in rows:
        for times in (1, 2):
            day = row.confirmed_on + times * queries.STALE_AFTER
            moment = morning(day, zone_named(row.owner.time_zone))
            if moment <= at:
                key = f"impact.stale:{row.pk}:{day.isoformat()}:{row.owner_id}"
                details = {"confirmed_on": row.confirmed_on.isoformat()}
                yield Due(key, row.owner, row, moment, expires_at=moment + timedelta(days=7), details=details)


def _without_owner(at: datetime) -> Iterator[Due]:
    """On the day after the owner left, to whoever comes next above them; where nobody does, to HR."""
    for row in queries.left_alone(Initiative.objects.all(), on=at.date()):
        left_on = row.owner.left_on or at.date()
        above = who_leads_instead(row.owner, on=at.date())
        people = [above] if above else Employee.objects.filter(user__in=hr_administrators())
        for person in people:
            key = f"impact.left_alone:{row.pk}:{row.owner_id}:{person.pk}"
            moment = morning(left_on + timedelta(days=1), zone_named(person.time_zone))
            if moment <= at:
                yield Due(key, person, row, moment, expires_at=moment + timedelta(days=30))


def _months(at: datetime) -> Iterator[Due]:
    """On the first of a month and in the week after it, to those who keep a portfolio and noted nothing of the month before."""
    today = at.date()
    if today.day > 7:
        return
    day = today.replace(day=1)
    first = (day - timedelta(days=1)).replace(day=1)
    for person in queries.without_entry(since=first, on=day):
        moment = morning(day, zone_named(person.time_zone))
        if moment <= at:
            details = {"first": first.isoformat()}
            key = f"impact.month:{person.pk}:{first:%Y-%m}"
            yield Due(key, person, None, moment, expires_at=moment + timedelta(days=7), details=details)


register_planner("impact", plan_impact)
