"""Which 1:1s, meetings and promises?"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Mod

from people.employees.models import Employee, ReportingLine
from people.employees.queries import reports_of
from training.one_on_ones.bank import Template, lines_of, templates
from training.one_on_ones.models import ActionItem, AgendaItem, Meeting, Question, Series, TemplateVersion
from transition.lib.prepared import Prepared


def going_on(series: QuerySet[Series]) -> QuerySet[Series]:
    """Return the series that have not ended."""
    return series.filter(ended_on=None)


def led_without_series(manager: Any, *, on: date) -> QuerySet[Employee]:
    """Return those who report to `manager` (an employee, or their id) on a day and have no 1:1s with them."""
    series = going_on(Series.objects.filter(manager=manager, employee=OuterRef("pk")))
    return reports_of(manager, on=on).filter(~Exists(series))


def with_next(series: QuerySet[Series], *, at: datetime) -> QuerySet[Series]:
    """Return series with `next_at` and `next_pk` of the first planned meeting from a moment on, and `open_items`."""
    following = Meeting.objects.filter(series=OuterRef("pk"), status=Meeting.Status.PLANNED, starts_at__gte=at)
    promised = ActionItem.objects.filter(series=OuterRef("pk"), state=ActionItem.State.OPEN).order_by()
    return series.annotate(
        next_at=Subquery(following.values("starts_at")[:1]),
        next_pk=Subquery(following.values("pk")[:1]),
        open_items=Subquery(promised.values("series").annotate(count=Count("pk")).values("count")),
    ).select_related("manager", "employee")


_next_meeting = Prepared(
    lambda series, at: Meeting.objects.filter(series=series, status=Meeting.Status.PLANNED, starts_at__gte=at)[:1],
    series=int, at=datetime,
)  # fmt: skip


def next_meeting(series: Series, *, at: datetime) -> Meeting | None:
    """Return the first planned meeting of a series from a moment on, or None."""
    return _next_meeting.first(series=series.pk, at=at)


def unlogged(meetings: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings whose time has come and of which nobody has said whether they took place."""
    return meetings.filter(status=Meeting.Status.PLANNED, starts_at__lt=at, series__ended_on=None)


def between(meetings: QuerySet[Meeting], start: datetime, end: datetime) -> QuerySet[Meeting]:
    """Return the meetings planned in [start, end), of series that go on."""
    return meetings.filter(status=Meeting.Status.PLANNED, starts_at__gte=start, starts_at__lt=end, series__ended_on=None)


def open_agenda(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Return what is still to be talked about, with `carried`: in how many meetings it did not get its turn."""
    return items.filter(state=AgendaItem.State.OPEN).annotate(carried=Count("carries")).select_related("added_by")


def open_promises(items: QuerySet[ActionItem]) -> QuerySet[ActionItem]:
    """Return the promises neither kept nor dropped, the first due first, with `carried`: over how many meetings."""
    found = items.filter(state=ActionItem.State.OPEN).annotate(carried=Count("carries"))
    return found.select_related("owner", "series").order_by(F("due_on").asc(nulls_last=True), "pk")


def overdue(items: QuerySet[ActionItem], *, on: date) -> QuerySet[ActionItem]:
    """Return the open promises whose day has passed."""
    return items.filter(state=ActionItem.State.OPEN, due_on__lt=on)


def of_who_works_here(series: QuerySet[Series], *, on: date) -> QuerySet[Series]:
    """Return the series of which neither has left by a day."""
    gone = Employee.objects.filter(left_on__lte=on)
    return series.exclude(manager__in=gone).exclude(employee__in=gone)


def held_since(series: QuerySet[Series], *, since: datetime) -> QuerySet[Series]:
    """Return series with `held` and `missed`: how many meetings from a moment on took place, and how many did not (None: none)."""

    def count(status: str) -> Subquery:
        found = Meeting.objects.filter(series=OuterRef("pk"), starts_at__gte=since, status=status).order_by()
        return Subquery(found.values("series").annotate(count=Count("pk")).values("count"))

    rows = series.annotate(held=count(Meeting.Status.HELD), missed=count(Meeting.Status.MISSED))
    return rows.select_related("manager", "employee")


def not_met(employees: QuerySet[Employee], manager: Any, *, since: datetime) -> QuerySet[Employee]:
    """Return those with whom `manager` held no 1:1 from a moment on."""
    held = Meeting.objects.filter(series__manager=manager, status=Meeting.Status.HELD, starts_at__gte=since)
    return employees.filter(~Exists(held.filter(series__employee=OuterRef("pk"))))


def with_change_of_manager(series: QuerySet[Series], *, on: date) -> QuerySet[Series]:
    """Return series with `has_next_manager`: somebody else leads the employee on a day, or from a later day that is fixed."""
    lines = ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), employee=OuterRef("employee"))
    return series.annotate(has_next_manager=Exists(lines.exclude(manager=OuterRef("manager"))))


def next_managers(series: Series, *, on: date) -> QuerySet[Employee]:
    """Return who leads the employee of a series, on a day or from a later day that is fixed, other than its manager."""
    lines = ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), employee=series.employee_id)
    return Employee.objects.filter(pk__in=lines.exclude(manager=series.manager_id).values("manager"))


def templates_in_force() -> dict[str, Template]:
    """Return the agenda of each kind of 1:1, by moment: as HR last wrote it, else the shipped one (one query)."""
    written = TemplateVersion.objects.filter(is_current=True)
    own = {one.moment: Template(one.moment, one.get_moment_display(), one.hint, lines_of(one.lines)) for one in written}
    return {moment: own.get(moment, shipped) for moment, shipped in templates().items()}


def questions_found(*, words: str = "", moment: str = "", language: str = "", source: int | str = "") -> QuerySet[Question]:
    """Return the questions in which some words stand, of a moment, a language and a source where they are given."""
    found = Question.objects.select_related("source")
    given = {"moment": moment, "language": language, "source": source}
    found = found.filter(**{name: value for name, value in given.items() if value})
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(text__icontains=word) | Q(theme__icontains=word))
    return found


def suggested(meeting: Meeting, *, moment: str, language: str, turn: int, size: int = 3) -> list[Question]:
    """Return questions of a moment for the agenda of a meeting, none that ever stood on it; each `turn` gives others (one query).

    Which come first differs from meeting to meeting, and is the same each time for one.
    """
    used = AgendaItem.objects.filter(series=meeting.series_id, text=OuterRef("text"))
    found = Question.objects.filter(moment=moment, language=language).exclude(Exists(used))
    shuffled = found.order_by(Mod(F("pk") * 7919 + meeting.pk * 104_729, 1009), "pk")
    return list(shuffled[turn * size : (turn + 1) * size])
