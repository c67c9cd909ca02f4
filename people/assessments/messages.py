"""What do we tell the two about an assessment? That there is one; never what it says."""

from typing import Any

from people.assessments.models import Assessment
from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice


def _found(notice: Notice) -> Assessment | None:
    return Assessment.objects.select_related("employee", "manager", "level").filter(pk=notice.about_id or 0).first()


def _shared(notice: Notice, recipient: Any) -> Message:
    found = _found(notice)
    if found is None:
        return Message("Something that was taken back")
    words = "Mark the same level on your own first. Then you open both views, and talk."
    return Message(f"{found.employee} asks how you see them against {found.level}", words, link=f"/assessments/{found.pk}/mark/")


def _still_shared(notice: Notice, recipient: Any) -> bool:
    return Assessment.objects.filter(pk=notice.about_id or 0, manager=recipient, opened_at=None).exists()


def _opened(notice: Notice, recipient: Any) -> Message:
    found = _found(notice)
    if found is None:
        return Message("Something that is no longer there")
    return Message(f"{found.manager} has marked {found.level}, too: read both views", link=f"/assessments/{found.pk}/")


register(
    "Where I stand",
    Kind("assessments.shared", "Somebody asks how you see them", _shared, still_wanted=_still_shared),
    Kind("assessments.opened", "Both views of a level are open", _opened),
)
