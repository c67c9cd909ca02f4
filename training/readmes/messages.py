"""What do we tell the author of a README? That somebody said something to it, and that it wants to be looked through."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message, register, register_planner
from people.notifications.models import Notice
from training.readmes import queries
from training.readmes.models import Readme, ReadmeComment
from transition.lib.moments import morning, zone_named


def _commented(notice: Notice, recipient: Any) -> Message:
    row = ReadmeComment.objects.select_related("author").filter(pk=notice.about_id or 0).first()
    if row is None:
        return Message("A comment that was taken back")
    return Message(f"{row.author} says something to your README", link=f"/readmes/of/{recipient.pk}/")


def _is_there(notice: Notice, recipient: Any) -> bool:
    return ReadmeComment.objects.filter(pk=notice.about_id or 0).exists()


def _review(notice: Notice, recipient: Any) -> Message:
    body = "Half a year has passed. Ask one of your team which line is not so, then change it or say that it still holds."
    return Message("Is your README still true?", body, f"/readmes/of/{recipient.pk}/")


def _not_reviewed(notice: Notice, recipient: Any) -> bool:
    rows = Readme.objects.filter(pk=notice.about_id or 0, is_shared=True)
    return any(str(row.reviewed_on) == notice.details.get("reviewed_on") for row in rows)


register(
    "Growth and impact",
    Kind("readmes.commented", "Somebody says something to your README", _commented, still_wanted=_is_there),
    Kind("readmes.review", "Is your README still true?", _review, still_wanted=_not_reviewed),
)


def plan_readmes(at: datetime) -> int:
    """Write what has become due by a moment and was not told."""
    return plan("readmes.review", _reviews(at), at=at)


def _reviews(at: datetime) -> Iterator[Due]:
    for row in queries.to_review(Readme.objects.all(), on=at.date() + timedelta(days=1)):
        day = (row.reviewed_on or at.date()) + queries.REVIEWED_EVERY
        moment = morning(day, zone_named(row.employee.time_zone))
        if moment <= at:
            key = f"readmes.review:{row.pk}:{day.isoformat()}"
            details = {"reviewed_on": str(row.reviewed_on)}
            yield Due(key, row.employee, row, moment, expires_at=moment + timedelta(days=7), details=details)


register_planner("readmes", plan_readmes)
