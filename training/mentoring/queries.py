"""Which pairs, who could be asked, and who has gone quiet?"""

from datetime import date, timedelta

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from people.employees.models import Employee
from people.employees.queries import chain_above, current, everyone_below
from training.mentoring.models import Mentoring, MentoringSession, MentorProfile

Status = Mentoring.Status
OPEN = (Status.REQUESTED, Status.ACCEPTED, Status.RUNNING)
TAKEN = (Status.ACCEPTED, Status.RUNNING)
SILENT = timedelta(weeks=6)


def has_held_session(employee: Employee, *, since: date) -> bool:
    """Return whether somebody has had a session with a mentor from a day on."""
    return MentoringSession.objects.filter(mentoring__mentee=employee, held_on__gte=since).exists()


def with_load(profiles: QuerySet[MentorProfile]) -> QuerySet[MentorProfile]:
    """Return profiles with `load`: how many the mentor stands by now."""
    taken = Mentoring.objects.filter(mentor=OuterRef("employee"), status__in=TAKEN).order_by().values("mentor")
    load = Coalesce(Subquery(taken.annotate(many=Count("pk")).values("many")), 0)
    return profiles.annotate(load=load).select_related("employee")


def in_one_line(one: Employee, other: Employee, *, on: date) -> bool:
    """Return whether one of two leads the other on a day, directly or over others (two queries)."""
    return chain_above(one, on=on).filter(pk=other.pk).exists() or chain_above(other, on=on).filter(pk=one.pk).exists()


def mentors_for(employee: Employee, *, words: str = "", on: date) -> list[MentorProfile]:
    """Return who could be asked by somebody: open, with room, outside their line and not theirs already; those whose topics hold more of
    the `words` first, then those with more room."""
    line = [chain_above(employee, on=on).values("pk"), everyone_below(employee, on=on).values("pk")]
    theirs = Mentoring.objects.filter(mentee=employee, status__in=OPEN).values("mentor")
    here = current(Employee.objects.exclude(pk=employee.pk), on=on)
    rows = with_load(MentorProfile.objects.filter(is_open=True, employee__in=here))
    rows = (
        rows.exclude(employee=employee)
        .exclude(employee__in=line[0])
        .exclude(employee__in=line[1])
        .exclude(employee__in=theirs)
        .filter(load__lt=F("capacity"))  # type: ignore[misc]  # (with_load annotates it)
    )
    wanted = {word for word in words.casefold().split() if len(word) > 2}
    found = list(rows.order_by("employee__last_name", "employee__first_name", "pk")[:200])

    def worth(profile: MentorProfile) -> tuple[int, int]:
        said = profile.topics.casefold()
        return -sum(word in said for word in wanted), -(profile.capacity - profile.load)  # type: ignore[attr-defined]

    return sorted(found, key=worth)


def of_person(mentorings: QuerySet[Mentoring], employee: Employee) -> QuerySet[Mentoring]:
    """Return the pairs somebody is one of, with the day of the last session (`last_on`)."""
    found = mentorings.filter(Q(mentor=employee) | Q(mentee=employee)).select_related("mentor", "mentee")
    return found.annotate(last_on=Max("sessions__held_on"))


def going_on(mentorings: QuerySet[Mentoring]) -> QuerySet[Mentoring]:
    """Return the pairs that were accepted and have not ended."""
    return mentorings.filter(status__in=TAKEN)


def silent(mentorings: QuerySet[Mentoring], *, on: date) -> QuerySet[Mentoring]:
    """Return the pairs without a session for six weeks, with `quiet_since`: the last session, or the day it began."""
    rows = going_on(mentorings).annotate(last_on=Max("sessions__held_on"))
    rows = rows.annotate(quiet_since=Greatest(Coalesce("last_on", "started_on"), "started_on"))
    return rows.filter(quiet_since__lte=on - SILENT).select_related("mentor", "mentee")
