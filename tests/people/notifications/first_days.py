"""A planner to test with: on the morning of the first day with a new manager, at 9 where somebody lives, it is told."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from people.employees.models import ReportingLine
from people.notifications.actions import Due, plan
from people.notifications.kinds import Kind, Message
from transition.lib.moments import local_moment

FIRST_DAY = Kind(
    "tests.first_day", "First days", lambda notice, person: Message(f"Your first day with {notice.details['manager']}")
)


def plan_first_days(at: datetime) -> int:
    lines = ReportingLine.objects.filter(started_on__lte=at.astimezone(UTC).date() + timedelta(days=1))
    dues = (
        Due(
            key=f"tests.first_day:{line.pk}:{line.started_on}",
            recipient=line.employee,
            about=line,
            at=moment,
            details={"manager": line.manager.name},
        )
        for line in lines.select_related("employee__user", "manager")
        if (moment := nine_o_clock(line)) <= at
    )
    return plan(FIRST_DAY.name, dues, at=at)


def nine_o_clock(line: ReportingLine, hour: int = 9) -> datetime:
    zone = ZoneInfo(line.employee.time_zone or settings.TIME_ZONE)
    return local_moment(datetime.combine(line.started_on, time(hour)), zone)
