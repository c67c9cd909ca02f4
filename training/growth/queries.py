"""Which focus, which questions, which experiments?"""

from datetime import date

from django.db.models import QuerySet

from people.employees.models import Employee
from training.growth.models import Ask, Experiment, Focus


def open_focus(employee: Employee) -> Focus | None:
    """Return what somebody works on, or None."""
    return Focus.objects.filter(employee=employee, ended_on=None).first()


def earlier_focuses(employee: Employee) -> QuerySet[Focus]:
    """Return what somebody worked on before, the last first."""
    return Focus.objects.filter(employee=employee, ended_on__isnull=False)


def shared_by_others(focuses: QuerySet[Focus], employee: Employee) -> QuerySet[Focus]:
    """Return the open focuses of others among `focuses`, with what they try."""
    return focuses.exclude(employee=employee).select_related("employee").prefetch_related("experiments")


def asked_of(employee: Employee) -> QuerySet[Ask]:
    """Return what somebody is asked about a focus that goes on and has not said anything to, the newest first."""
    found = Ask.objects.filter(asked=employee, state=Ask.State.OPEN, focus__ended_on=None)
    return found.select_related("focus__employee")


def answered_by(employee: Employee) -> QuerySet[Ask]:
    """Return what somebody answered, the newest first."""
    return Ask.objects.filter(asked=employee, state=Ask.State.ANSWERED).select_related("focus__employee")


def running(experiments: QuerySet[Experiment]) -> QuerySet[Experiment]:
    """Return the experiments without a verdict, of focuses that go on."""
    return experiments.filter(verdict=Experiment.Verdict.RUNNING, focus__ended_on=None)


def to_judge(experiments: QuerySet[Experiment], *, on: date) -> QuerySet[Experiment]:
    """Return the running experiments whose last day has come."""
    return running(experiments).filter(ends_on__lte=on).select_related("focus__employee__user")
