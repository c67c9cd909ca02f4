"""Which duties, who leads, and what has been left lying?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from people.duties.attention import UNATTENDED, Attention, attention, patience
from people.duties.models import Duty, DutyDone, DutyProposal
from people.employees.models import Employee, ReportingLine
from people.employees.queries import current, lines_of_reports, lines_on


def kept(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return the duties that are a manager's still."""
    return duties.filter(state=Duty.State.KEPT)


def with_open_proposals(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Return duties with `open_proposals`."""
    waits = Q(proposals__state=DutyProposal.State.OPEN)
    return duties.annotate(open_proposals=Count("proposals", filter=waits)).order_by("position")


def who_lead(employees: QuerySet[Employee], *, on: date) -> QuerySet[Employee]:
    """Return those of `employees` who work here on a day and to whom somebody reports who does."""
    return current(employees, on=on).filter(Exists(lines_of_reports(OuterRef("pk"), on=on)))


def attention_of(managers: Iterable[Employee], *, on: date) -> dict[int, list[Attention]]:
    """Return, by id of manager, how each duty that is kept stands on a day, in the order of the duties (three queries).

    Somebody whom nobody reports to has no duties and is left out.
    """
    ids = [one.pk for one in managers]
    lines = lines_on(ReportingLine.objects.filter(manager__in=ids), on).order_by()
    since = dict(lines.values_list("manager").annotate(first=Min("started_on")))
    rows = DutyDone.objects.filter(manager__in=ids, done_on__lte=on).order_by()
    last = {(manager, duty): day for manager, duty, day in rows.values_list("manager", "duty").annotate(last=Max("done_on"))}
    duties = list(kept(Duty.objects.all()))
    return {
        one: [attention(duty, last_on=last.get((one, duty.pk)), leads_since=since[one], on=on) for duty in duties]
        for one in ids
        if one in since
    }


def left_lying(found: Iterable[Attention]) -> list[Attention]:
    """Return what has been unattended, the longest first."""
    return sorted((one for one in found if one.state == UNATTENDED), key=lambda one: (one.late_since, one.duty.position))


def attended_by(duties: Iterable[Duty], *, on: date) -> dict[int, int]:
    """Return, by id of duty, how many of those who lead on a day attended to it within a cadence and a half (one query)."""
    recent = Q(pk__in=[])
    for duty in duties:
        recent |= Q(duty=duty, done_on__gt=on - patience(duty))
    leading = Exists(lines_of_reports(OuterRef("manager"), on=on))
    rows = DutyDone.objects.filter(recent, leading, done_on__lte=on).order_by()
    return dict(rows.values_list("duty").annotate(many=Count("manager", distinct=True)))


def proposals_of(duties: QuerySet[Duty]) -> QuerySet[DutyProposal]:
    """Return what was proposed about duties, what waits for an answer first."""
    rows = DutyProposal.objects.filter(duty__in=duties).select_related("duty", "author", "answered_by")
    return rows.annotate(is_open=Q(state=DutyProposal.State.OPEN)).order_by("-is_open", "-proposed_at", "-pk")
