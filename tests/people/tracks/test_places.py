"""Who stands where since when, placed one by one or all at once?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.employees.actions import record_leaving
from people.history.models import Record
from people.tracks.actions import place_employee, place_employees
from people.tracks.models import Placement
from tests.factories import EmployeeFactory

DAY = date(2026, 3, 2)
PASTS = {
    "no place": [],
    "an open place": [(-100, None)],
    "a place that begins that day": [(0, None)],
    "a place of before": [(-100, -50)],
    "a place of before and a planned one": [(-100, -50), (20, None)],
    "a place that gives way to a planned one": [(-100, 30), (30, None)],
    "only a planned place": [(10, None)],
}


def somebody_with(past):
    employee = EmployeeFactory()
    for start, end in past:
        days = {"started_on": DAY + timedelta(days=start), "ended_on": end and DAY + timedelta(days=end)}
        Placement.objects.create(employee=employee, title=f"from {start}", **days)
    return employee


def rows_of(employee):
    rows = list(employee.placements.order_by("started_on").values_list("title", "kind", "started_on", "ended_on"))
    records = Record.objects.filter(employee=employee, verb="placed").values_list("subject", "details")
    return rows, list(records)


def test_placing_many_at_once_is_as_placing_each(db):
    one_by_one = [somebody_with(past) for past in PASTS.values()]
    at_once = [somebody_with(past) for past in PASTS.values()]
    now = timezone.now()
    for employee in one_by_one:
        place_employee(employee, title="Mentor", on=DAY, by=None, at=now)
    places = [Placement(employee=employee, title="Mentor", started_on=DAY) for employee in at_once]
    place_employees(places, by=None, at=now)
    assert [rows_of(employee) for employee in at_once] == [rows_of(employee) for employee in one_by_one]
    assert rows_of(at_once[5])[0] == [
        ("from -100", "regular", DAY - timedelta(days=100), DAY),
        ("Mentor", "regular", DAY, DAY + timedelta(days=30)),
        ("from 30", "regular", DAY + timedelta(days=30), None),
    ]


def test_one_who_left_stops_all(db, ines, sam):
    record_leaving(sam, left_on=DAY, by=None, at=timezone.now())
    with pytest.raises(ValidationError, match="Sam Mensah no longer works here on 2 Mar 2026"):
        place_employees([Placement(employee=one, title="x", started_on=DAY) for one in (ines, sam)], by=None, at=timezone.now())
    assert not Placement.objects.exists()


def test_placing_many_takes_a_few_queries(db, django_assert_max_num_queries):
    people = [somebody_with([(-100, None)]) for _ in range(60)]
    with django_assert_max_num_queries(10):
        place_employees([Placement(employee=one, title="x", started_on=DAY) for one in people], by=None, at=timezone.now())
