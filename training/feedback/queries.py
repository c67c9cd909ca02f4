"""Which feedback, and who waits for some?"""

from datetime import datetime

from django.db.models import Max, Q, QuerySet

from people.employees.models import Employee
from training.feedback.models import Feedback, FeedbackRequest


def with_people(feedback: QuerySet[Feedback]) -> QuerySet[Feedback]:
    """Return feedback with its two people (one query)."""
    return feedback.select_related("giver", "receiver")


def open_requests(requests: QuerySet[FeedbackRequest]) -> QuerySet[FeedbackRequest]:
    """Return the requests neither answered nor declined."""
    return requests.filter(answer=None, declined_at=None).select_related("asker", "giver")


def last_between(one: Employee, other: Employee) -> datetime | None:
    """Return when feedback last went from one of two people to the other, in either direction; None: never."""
    between = Q(giver=one, receiver=other) | Q(giver=other, receiver=one)
    found: datetime | None = Feedback.objects.filter(between).aggregate(last=Max("given_at"))["last"]
    return found
