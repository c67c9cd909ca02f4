"""What do we tell people about their reporting lines?"""

from typing import Any

from people.employees.models import ReportingLine
from people.notifications.kinds import Kind, Message, register
from people.notifications.models import Notice


def _line(notice: Notice) -> ReportingLine | None:
    """Return the line, read once for a notice however many are told of it."""
    known = vars(notice)
    if "line" not in known:
        known["line"] = ReportingLine.objects.select_related("employee", "manager").filter(pk=notice.about_id or 0).first()
    return known["line"]


def manager_changed(notice: Notice, recipient: Any) -> Message:
    line = _line(notice)
    if line is None:
        return Message("A reporting line was changed again")
    day = f"{line.started_on:%a %-d %b %Y}"
    if recipient == line.employee:
        return Message(f"From {day}, you report to {line.manager}", link=f"/people/{line.manager_id}/")
    if recipient == line.manager:
        return Message(f"From {day}, {line.employee} reports to you", link=f"/people/{line.employee_id}/")
    return Message(f"From {day}, {line.employee} reports to {line.manager}", link=f"/people/{line.employee_id}/")


def line_still_stands(notice: Notice, recipient: Any) -> bool:
    return _line(notice) is not None


register(
    "Where I stand", Kind("employees.manager_changed", "Who reports to whom", manager_changed, still_wanted=line_still_stands)
)
