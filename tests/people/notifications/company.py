"""Many people who have a new manager: filled into a house for tests that need a crowd."""

from datetime import timedelta

from django.utils import timezone

from people.accounts.models import User
from people.employees.models import Employee, ReportingLine
from people.notifications.actions import Due, plan
from people.notifications.models import NotificationChoice


def hire(count: int, *, days_ago: int = 0) -> list[ReportingLine]:
    """Hire people who report to Lena from a day on and are told at any hour."""
    first = timezone.localdate() - timedelta(days=days_ago)
    start = Employee.objects.count()
    names = [f"p{number}@kestrel.example" for number in range(start, start + count)]
    users = User.objects.bulk_create(User(username=name, email=name) for name in names)
    people = Employee.objects.bulk_create(Employee(user=user, last_name=user.username, email=user.username) for user in users)
    NotificationChoice.objects.bulk_create(NotificationChoice(employee=one, quiet_from=0, quiet_until=0) for one in people)
    lena, _ = Employee.objects.get_or_create(first_name="Lena", last_name="Okafor")
    return ReportingLine.objects.bulk_create(ReportingLine(employee=one, manager=lena, started_on=first) for one in people)


def tell_all() -> int:
    """Write what has to be told to everybody who reports to Lena: a message each for the inbox and by mail, none of them delivered."""
    now = timezone.now()
    lines = ReportingLine.objects.select_related("employee__user")
    dues = [Due(key=f"line:{line.pk}", recipient=line.employee, about=line, at=now) for line in lines]
    return plan("employees.manager_changed", dues, at=now)
