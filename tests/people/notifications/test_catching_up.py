"""Is everything told that came due, each thing once, however long the clock stood still, and whichever day it is?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from people.employees.models import ReportingLine
from people.notifications import kinds
from people.notifications.actions import Due, choose, deliver_due, plan, plan_due
from people.notifications.models import Channel, Delivery, InboxMessage, Notice, Tick
from people.notifications.tasks import deliver_due as deliver_due_task
from people.notifications.tasks import plan_due as plan_due_task
from tests.factories import EmployeeFactory, ReportingLineFactory
from tests.people.notifications.conftest import NOON
from tests.people.notifications.first_days import FIRST_DAY, plan_first_days


@pytest.fixture
def planning(db, monkeypatch):
    """The planner of first days runs, and no other."""
    monkeypatch.setitem(kinds._KINDS, FIRST_DAY.name, FIRST_DAY)
    monkeypatch.setattr(kinds, "_PLANNERS", {"first days": plan_first_days})


def starts(day, **employee):
    person = EmployeeFactory(**employee)
    ReportingLineFactory(employee=person, manager__left_on=date(2025, 1, 1), started_on=day)
    choose(person, quiet_from=0, quiet_until=0)
    return person


def told(person):
    return InboxMessage.objects.filter(recipient=person).count(), sum(one.to == [person.email] for one in mail.outbox)


def run(at):
    plan_due(at=at)
    deliver_due(at=at)


# --- Standing still ----------------------------------------------------------------------------------------------------


def test_three_days_without_a_clock_are_caught_up_in_one_run(planning):
    people = [starts(date(2026, 3, day)) for day in (2, 3, 4)]
    tomorrow = starts(date(2026, 3, 5))
    run(NOON)
    assert [told(person) for person in people] == [(1, 1)] * 3
    assert told(tomorrow) == (0, 0)


def test_running_again_and_again_adds_nothing(planning):
    person = starts(date(2026, 3, 2))
    assert plan_due(at=NOON) == 1
    rows = Notice.objects.count(), Delivery.objects.count()
    for hours in (0, 0, 1, 24, -24):  # twice at once, and a clock that jumps
        assert plan_due(at=NOON + timedelta(hours=hours)) == 0
    assert (Notice.objects.count(), Delivery.objects.count()) == rows
    for _ in range(3):
        deliver_due(at=NOON)
    assert told(person) == (1, 1)


def test_a_clock_that_ticks_every_quarter_tells_each_once_and_not_before_time(planning):
    person = starts(date(2026, 3, 4))
    first = datetime(2026, 3, 3, 22, tzinfo=UTC)
    when = [tick for tick in range(96) if plan_due(at=first + tick * timedelta(minutes=15))]
    assert [first + tick * timedelta(minutes=15) for tick in when] == [datetime(2026, 3, 4, 8, tzinfo=UTC)]  # 09:00 in Berlin
    deliver_due(at=NOON)
    assert told(person) == (1, 1)


def test_more_than_a_batch_is_planned_in_one_run(planning):
    for _ in range(7):
        starts(date(2026, 3, 2))
    lines = ReportingLine.objects.select_related("employee__user")
    dues = (Due(key=f"k{line.pk}", recipient=line.employee, about=line, at=NOON, details={"manager": ""}) for line in lines)
    assert plan(FIRST_DAY.name, dues, at=NOON, batch=3) == 7
    assert Delivery.objects.count() == 14


def test_a_plan_asks_the_database_equally_often_for_any_number(planning, django_assert_max_num_queries):
    def add(count):
        people = [starts(date(2026, 3, 2)) for _ in range(count)]
        return [Due(key=f"k{one.pk}", recipient=one, about=None, at=NOON, details={"manager": ""}) for one in people]

    for count in (1, 30):
        dues = add(count)
        with django_assert_max_num_queries(7):
            assert plan(FIRST_DAY.name, dues, at=NOON) == count


def test_a_key_twice_in_one_plan_is_told_once(planning):
    person = starts(date(2026, 3, 2))
    due = Due(key="same", recipient=person, about=None, at=NOON, details={"manager": ""})
    assert plan(FIRST_DAY.name, [due, due], at=NOON) == 1
    deliver_due(at=NOON)
    assert told(person) == (1, 1)


def test_somebody_who_cannot_be_mailed_is_planned_for_once_too(planning):
    person = starts(date(2026, 3, 2), email="")
    due = Due(key="k", recipient=person, about=None, at=NOON, channels=[Channel.MAIL])
    assert [plan(FIRST_DAY.name, [due], at=NOON) for _ in range(3)] == [1, 0, 0]
    assert not Delivery.objects.exists()


def test_a_planner_that_fails_keeps_no_other_back(planning, monkeypatch):
    def fail(at):
        raise LookupError

    monkeypatch.setitem(kinds._PLANNERS, "a broken one", fail)
    person = starts(date(2026, 3, 2))
    assert plan_due(at=NOON) == 1
    deliver_due(at=NOON)
    assert told(person) == (1, 1)
    assert Tick.objects.get(job="plan").at == NOON


def test_each_chooses_how_they_are_told_of_what_the_clock_says_too(planning):
    person, other = starts(date(2026, 3, 2)), starts(date(2026, 3, 2))
    choose(person, muted=[FIRST_DAY.name])
    choose(other, wants_digest=True, digest_hour=16)
    run(NOON)
    assert (told(person), told(other)) == ((1, 0), (1, 0))
    run(NOON + timedelta(hours=4))
    assert (told(person), told(other)) == ((1, 0), (1, 1))


def test_the_tasks_of_the_clock_leave_their_ticks(planning):
    starts(timezone.localdate() - timedelta(days=2))
    assert plan_due_task() == 1
    assert deliver_due_task() == 2
    assert set(Tick.objects.values_list("job", flat=True)) == {"plan", "worker"}
    assert InboxMessage.objects.count() == 1


# --- Days on which the clock changes -----------------------------------------------------------------------------------

DAYS = [
    ("Europe/Berlin", date(2026, 3, 28)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 3, 30)),
    ("Europe/Berlin", date(2026, 10, 24)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Berlin", date(2026, 10, 26)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Africa/Cairo", date(2026, 4, 24)),  # the day begins at 01:00
    ("Pacific/Kiritimati", date(2026, 1, 1)),
    ("Europe/Berlin", date(2028, 2, 29)),
    ("Europe/Berlin", date(2026, 12, 31)),
    ("Europe/Berlin", date(2027, 1, 1)),
]


@pytest.mark.parametrize("minutes", [30, 7 * 60])
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_a_day_is_told_once_on_its_local_date_not_before_nine(planning, zone, day, minutes):
    person = starts(day, time_zone=zone)
    midnight = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    at, new = midnight - timedelta(days=1), []
    while at < midnight + timedelta(days=2):
        new += [at] * plan_due(at=at)
        at += timedelta(minutes=minutes)
    (moment,) = new
    local = moment.astimezone(ZoneInfo(zone))
    assert local.date() == day
    assert timedelta(hours=9) <= timedelta(hours=local.hour, minutes=local.minute) < timedelta(hours=9, minutes=minutes)
    assert Delivery.objects.filter(recipient=person, channel=Channel.INBOX).count() == 1
