"""Which feed, and what stands in it?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Prefetch, Q, QuerySet

from people.accounts.models import User
from people.employees.models import Employee
from training.calendar import entries
from training.calendar.models import CalendarFeed
from training.curricula.queries import Step, due_modules
from training.one_on_ones.models import Meeting
from training.one_on_ones.permissions import visible_series
from training.trials.models import CheckIn
from training.trials.permissions import visible_check_ins
from training.trials.queries import open_check_ins
from transition.lib.ics import Event

LIFE = timedelta(days=365)  # after it was made
IDLE = timedelta(days=180)  # without being asked for
MODULES_AHEAD = timedelta(days=370)


def usable(feeds: QuerySet[CalendarFeed], *, on: date) -> QuerySet[CalendarFeed]:
    """Return the feeds that still answer on a day: neither run out nor forgotten, of somebody who works here and may sign in."""
    fresh = Q(used_on__gt=on - IDLE) | Q(used_on=None, made_on__gt=on - IDLE)
    here = Q(employee__left_on=None) | Q(employee__left_on__gt=on)
    return feeds.filter(fresh, here, made_on__gt=on - LIFE, employee__user__is_active=True).select_related("employee__user")


def void_on(feed: CalendarFeed) -> date:
    """Return the day on which a feed no longer answers if nobody asks for it until then."""
    return min(feed.made_on + LIFE, (feed.used_on or feed.made_on) + IDLE)


def events_of(user: User, person: Employee, *, site: str, on: date, at: datetime) -> list[Event]:
    """Return everything in somebody's calendar (four queries, whatever their number)."""
    return [
        *_talks(user, site=site, on=on, at=at),
        *(entries.check_in_event(row, site=site) for row in check_ins_due(user, person)),
        *(entries.module_event(step, site=site) for step in modules_due(person, on=on)),
    ]


def _talks(user: User, *, site: str, on: date, at: datetime) -> Iterator[Event]:
    recent = Meeting.objects.filter(Q(planned_on__gte=on - entries.BACK) | Q(starts_at__gte=at - entries.BACK)).order_by(
        "planned_on"
    )
    rows = (
        visible_series(user)
        .annotate(last_on=Max("meetings__planned_on"))
        .filter(Q(ended_on=None) | Q(ended_on__gte=on - entries.BACK) | Q(last_on__gte=on - entries.BACK))
    )
    for series in rows.prefetch_related(Prefetch("meetings", recent)).order_by("pk"):
        yield from entries.series_events(series, series.meetings.all(), last_on=series.last_on, site=site, at=at)


def check_ins_due(user: User, person: Employee) -> QuerySet[CheckIn]:
    """Return the open check-ins in which somebody is one of the two sides, the first due first."""
    mine = Q(trial__candidate=person) | Q(trial__sponsor=person)
    return open_check_ins(visible_check_ins(user).filter(mine)).order_by("due_on", "pk")


def modules_due(person: Employee, *, on: date) -> list[Step]:
    """Return what somebody has still to read, late modules too, the first due first."""
    return due_modules(person, until=on + MODULES_AHEAD)


def talks_ahead(user: User, *, at: datetime) -> QuerySet[Meeting]:
    """Return the next planned meeting of each series that somebody sees, the first one first."""
    rows = Meeting.objects.filter(
        series__in=visible_series(user), status=Meeting.Status.PLANNED, starts_at__gte=at, series__ended_on=None
    )
    return rows.select_related("series__manager", "series__employee").order_by(F("starts_at"), "pk")
