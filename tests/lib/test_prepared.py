"""Does a query that was written once answer like the one it was written from?"""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Subquery

from people.accounts.models import User
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
    ).values(*FIELDS)  # fmt: skip


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
            assert ask(pk=person.pk, day=day) == list(plain)
            assert [type(value) for row in ask(pk=person.pk, day=day) for value in row.values()] == [
                type(value) for row in plain for value in row.values()
            ]


def test_tuples_stay_tuples(company):
    ask = Prepared(lambda pk: Employee.objects.filter(pk=pk).values_list("pk", "number"), pk=int)
    assert ask(pk=company[0].pk) == [(company[0].pk, company[0].number)]


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


def lines_before(manager, moment):
    return (
        ReportingLine.objects.filter(manager=manager, employee__user__last_login__lt=moment, employee__last_name__contains="a%")
        .select_related("employee__user", "manager")
        .prefetch_related("employee__lines")
        .order_by("pk")[:2]
    )


def test_rows_of_a_model_come_with_all_they_were_asked_for(company, django_assert_num_queries):
    lead, _ = company
    User.objects.update(last_login=moments.now())
    for number, line in enumerate(ReportingLine.objects.filter(manager=lead)):
        line.employee.last_name = f"Mela% {number}"
        line.employee.save()
    ask, now = Prepared(lines_before, manager=int, moment=datetime), moments.now() + timedelta(hours=1)
    ask(manager=0, moment=now)
    with django_assert_num_queries(2):
        found = ask(manager=lead.pk, moment=now)
        assert [(one.employee.user.pk, one.manager.name, list(one.employee.lines.all())) for one in found]
    assert len(found) == 2
    assert found == list(lines_before(lead.pk, now))
    assert ask(manager=lead.pk, moment=now - timedelta(days=900)) == []


@pytest.mark.parametrize(
    ("build", "values"),
    [
        (lambda day: Employee.objects.filter(hired_on__lt=day - timedelta(days=1)), {"day": date(2026, 3, 3)}),
        (lambda pk: Employee.objects.filter(pk=pk - 1), {"pk": 1}),
        (lambda name: Employee.objects.filter(last_name__contains=name), {"name": "a"}),
        (lambda pk: Employee.objects.filter(pk=pk, hired_on__lt=moments.today()), {"pk": 1}),
        (
            lambda day: Employee.objects.prefetch_related(Prefetch("lines", ReportingLine.objects.filter(started_on=day))),
            {"day": date(2026, 3, 3)},
        ),
        (lambda pk: Employee.objects.filter(pk=pk, user__last_login__lt=moments.now()), {"pk": 1}),
    ],
)
def test_who_reckons_with_a_value_or_asks_what_day_it_is_is_told(db, build, values):
    ask = Prepared(build, **{name: type(value) for name, value in values.items()})
    with pytest.raises(ValueError, match="reckon"):
        ask(**values)


def test_only_a_yes_or_no_decides(company):
    lead, alone = company

    def build(name, is_leading):
        found = Employee.objects.filter(last_name=name)
        return found.filter(report_lines__isnull=False).distinct() if is_leading else found

    ask = Prepared(build, name=str, is_leading=bool)
    for _ in range(2):
        assert ask(name=lead.last_name, is_leading=True) == [lead]
        assert ask(name=alone.last_name, is_leading=False) == [alone]
        assert ask(name=alone.last_name, is_leading=True) == []
    with pytest.raises(KeyError, match="is_leading"):
        ask(name="Nobody")
