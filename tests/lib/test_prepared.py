"""Does a query that was written once answer like the one it was written from?"""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Exists, Max, OuterRef, Subquery

from people.employees.models import Employee, ReportingLine
from people.employees.queries import lines_of_reports
from tests.factories import EmployeeFactory, ReportingLineFactory
from transition.lib import moments
from transition.lib.prepared import Prepared

FIELDS = ("last_name", "hired_on", "leads", "newest", "many")


def people_of(pk, day):
    lines = ReportingLine.objects.filter(manager=OuterRef("pk")).order_by().values("manager")
    return Employee.objects.filter(pk=pk).annotate(
        leads=Exists(lines_of_reports(OuterRef("pk"), on=day)),
        newest=Subquery(lines.annotate(found=Max("started_on")).values("found")),
        many=Subquery(lines.annotate(found=Count("pk")).values("found")),
    ).values_list(*FIELDS)  # fmt: skip


@pytest.fixture
def company(db):
    lead, alone = EmployeeFactory(hired_on=date(2024, 2, 29)), EmployeeFactory(hired_on=None)
    ReportingLineFactory.create_batch(3, manager=lead)
    return lead, alone


def test_it_gives_the_same_values_of_the_same_types_for_everybody_on_every_day(company):
    ask = Prepared(people_of, pk=int, day=date)
    for person in company:
        for day in (moments.today(), moments.today() - timedelta(days=20_000)):
            plain = people_of(person.pk, day)
            assert ask(pk=person.pk, day=day) == [dict(zip(FIELDS, row, strict=True)) for row in plain]
            assert [type(value) for row in ask(pk=person.pk, day=day) for value in row.values()] == [
                type(value) for row in plain for value in row
            ]


def test_it_is_written_once_and_asked_once(company, django_assert_num_queries):
    built = []

    def build(**values):
        built.append(values)
        return people_of(**values)

    ask = Prepared(build, pk=int, day=date)
    with django_assert_num_queries(2):
        assert ask(pk=company[0].pk, day=moments.today()) != ask(pk=company[1].pk, day=moments.today())
    assert len(built) == 1


def test_nobody_is_nobody_and_a_missing_value_is_said(company):
    ask = Prepared(people_of, pk=int, day=date)
    assert ask(pk=0, day=moments.today()) == []
    with pytest.raises(KeyError, match="day"):
        ask(pk=company[0].pk)
