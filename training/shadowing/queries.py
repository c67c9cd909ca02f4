"""Which shadowings and meetings, and may the visitor come?"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from people.employees.models import Employee
from training.shadowing.models import MeetingConsent, ShadowedMeeting, Shadowing

Status, Part = Shadowing.Status, ShadowedMeeting.Part
OPEN = (Status.ASKED, Status.AGREED)


def of_person(shadowings: QuerySet[Shadowing], employee: Employee) -> QuerySet[Shadowing]:
    """Return what somebody visits or hosts."""
    return shadowings.filter(Q(visitor=employee) | Q(host=employee)).select_related("visitor", "host")


def to_approve(shadowings: QuerySet[Shadowing], employee: Employee, *, on: date) -> QuerySet[Shadowing]:
    """Return what others ask and their manager, `employee`, has not answered; nothing whose days are over."""
    rows = shadowings.exclude(visitor=employee).filter(status=Status.ASKED, approved_at=None, ends_on__gte=on)
    return rows.exclude(host=employee, welcomed_at=None).select_related("visitor", "host")


def ahead(consents: QuerySet[MeetingConsent], *, at: datetime) -> QuerySet[MeetingConsent]:
    """Return the questions about meetings still to come, of shadowings that go on."""
    rows = consents.filter(meeting__starts_at__gt=at, meeting__shadowing__status=Status.AGREED)
    return rows.select_related("meeting__shadowing__visitor", "meeting__shadowing__host").order_by("meeting__starts_at", "pk")


def with_answers(meetings: QuerySet[ShadowedMeeting]) -> QuerySet[ShadowedMeeting]:
    """Return meetings with what `is_open_to_visitor` reads (one query more)."""
    return meetings.prefetch_related("consents")


def is_open_to_visitor(meeting: ShadowedMeeting) -> bool | None:
    """Return True once everybody has said yes, False as soon as anybody has said no, None while somebody has still to answer."""
    said = {one.is_given for one in meeting.consents.all()}
    return False if False in said else None if None in said else True


def seen_and_taught(meetings: Iterable[ShadowedMeeting], *, at: datetime) -> tuple[int, int]:
    """Return how many meetings were watched and in how many a part was led, by a moment."""
    been = [one.part for one in meetings if one.starts_at <= at and is_open_to_visitor(one)]
    return been.count(Part.SEE), been.count(Part.TEACH)


def without_debrief(shadowings: QuerySet[Shadowing], *, on: date) -> QuerySet[Shadowing]:
    """Return those whose last day lies before a day and which nobody has talked over."""
    return shadowings.filter(status=Status.AGREED, ends_on__lt=on).select_related("visitor", "host")
