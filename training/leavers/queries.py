"""Who tried leading and has left, and whose review is not written?"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from people.employees.models import Employee
from people.employees.queries import leavers
from training.trials.models import Trial
from training.trials.queries import begun_by


def who_tried(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those who no longer work here on a day and had begun a trial before they left."""
    return leavers(employees, on=on).filter(Exists(begun_by(Trial.objects.filter(candidate=OuterRef("pk")), on)))


def with_review(employees: QuerySet[Employee]) -> QuerySet[Employee]:
    """Return employees with the review of each, its words left out."""
    return employees.select_related("leaver_review__by__employee").defer("leaver_review__content")


def without_review(employees: QuerySet[Employee]) -> QuerySet[Employee]:
    """Return those about whom no review is written."""
    return employees.filter(leaver_review=None)
