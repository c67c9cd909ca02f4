"""Which version of a README, and when is it looked through again?"""

from datetime import date, timedelta

from django.db.models import Max, QuerySet

from people.employees.models import Employee
from training.readmes.models import Readme, ReadmeVersion, WorkingCard

REVIEWED_EVERY = timedelta(days=182)


def readme_of(employee: Employee) -> Readme | None:
    """Return somebody's README, published or not, or None."""
    return Readme.objects.filter(employee=employee).first()


def in_work(readme: Readme) -> ReadmeVersion | None:
    """Return the version nobody but its author sees, or None."""
    return readme.versions.filter(published_at=None).first()


def published(readme: Readme) -> ReadmeVersion | None:
    """Return the version that counts, or None."""
    return readme.versions.filter(published_at__isnull=False).first()


def next_number(readme: Readme) -> int:
    """Return the number of the version after the last one."""
    return (readme.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def card_of(employee: Employee) -> WorkingCard | None:
    """Return somebody's card, or None."""
    return WorkingCard.objects.filter(employee=employee).first()


def to_review(readmes: QuerySet[Readme], *, on: date) -> QuerySet[Readme]:
    """Return the published READMEs whose authors have not said for half a year that they are still true."""
    return readmes.filter(is_shared=True, reviewed_on__lte=on - REVIEWED_EVERY).select_related("employee__user")
